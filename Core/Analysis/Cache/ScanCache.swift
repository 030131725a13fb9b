import CryptoKit
import Foundation

/// What one scan remembers from earlier ones, and what it leaves to later ones.
public final class ScanCache: @unchecked Sendable {
  private let folder: ScanCacheFolder
  private let key: String
  /// Nil when results depend on more than files and settings.
  private let snapshotKey: String?
  private let options: ProjectRanking.Options
  private let began: Int64
  private let minimumFunctions: Int
  private var old = ScanMemory()
  private let lock = NSLock()
  private var new = ScanMemory()
  private var snapshot: ScanSnapshot?
  /// Why the cache is of no use this time, as a finished sentence; nil when it works.
  public private(set) var problem: String?

  /// Names the cache of a scanned folder; nothing is read yet.
  ///
  /// - Parameters:
  ///   - folder: Where caches are kept.
  ///   - root: The scanned folder or file.
  ///   - scope: What of it is looked at, in a form of its own; empty for all.
  ///   - model: The model that scores.
  ///   - options: What the scan keeps.
  ///   - minimumFunctions: A scan of fewer functions leaves nothing: it is quick anyway.
  ///   - now: When the scan begins; files changed just before are not taken for known.
  public init(
    _ folder: ScanCacheFolder, root: String, scope: String = "", model: ModelFile,
    options: ProjectRanking.Options,
    minimumFunctions: Int = 500, now: Date = Date()
  ) {
    self.folder = folder
    self.options = options
    self.minimumFunctions = minimumFunctions
    let path = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
    key = [
      path, Self.digest(of: model), String(options.statementLimit), String(options.similarLimit),
      libraryVersion,
      Self.programStamp, String(ScanCacheFolder.version),
    ].joined(separator: "\n")
    snapshotKey =
      options.committed == nil && options.learned == nil
      ? "\(key)\n\(root)\n\(options.cacheKey)\n\(scope)" : nil
    began = Int64(now.timeIntervalSince1970)
  }

  /// Reads what earlier scans have found out about files and functions, before any of it is asked for.
  ///
  /// Damage is noted in ``problem``, and the scan goes on without.
  func load() {
    do {
      if let bytes = try folder.read(.memory, key) { old = try ScanMemory(bytes) }
    } catch {
      note(damageOf: folder.file(.memory, key))
    }
  }

  private func note(damageOf file: URL) {
    problem =
      "The scan cache \(file.path.printable) is damaged and was ignored; this scan replaces it."
  }

  /// All that reaches a score or an attribution: every part of the model file.
  private static func digest(of model: ModelFile) -> String {
    var hash = SHA256()
    guard let contents = try? model.contents(file: "") else { return UUID().uuidString }
    for (key, text) in contents.metadata.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Data("\(key)\n\(text.utf8.count)\n\(text)\n".utf8))
    }
    for (name, tensor) in contents.tensors.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Data("\(name)\n\(tensor.shape)\n".utf8))
      tensor.elements.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    return hash.finalize().map { String($0, radix: 16) }.joined(separator: ".")
  }

  /// Another build may score otherwise, whatever its version says.
  static let programStamp: String = {
    guard let path = Bundle.main.executableURL?.resolvingSymlinksInPath().path,
      let stamp = FileStamp(FilePathBytes(path))
    else { return "" }
    return "\(stamp.size) \(stamp.modified).\(stamp.modifiedNanoseconds)"
  }()

  // MARK: The whole scan

  /// What an earlier scan of the same files with the same settings found; nil without one.
  ///
  /// - Parameters:
  ///   - listing: The files.
  ///   - sizeLimit: The largest file that is read, in bytes.
  ///   - empty: A result with the names and settings of this scan, to be filled.
  /// - Returns: That result.
  func result(of listing: Repository.Listing, sizeLimit: Int, into empty: ScanResult) -> ScanResult? {
    guard let snapshotKey,
      let state = ScanSnapshot.state(of: listing, sizeLimit: sizeLimit, before: began)
    else { return nil }
    do {
      guard let bytes = try folder.read(.snapshot, snapshotKey) else { return nil }
      let known = try ScanSnapshot(bytes, into: empty)
      guard known.state == state else { return nil }
      folder.touch(.memory, key)
      folder.touch(.snapshot, snapshotKey)
      folder.forgetOldest()
      return known.result
    } catch {
      note(damageOf: folder.file(.snapshot, snapshotKey))
      return nil
    }
  }

  /// Remembers the result of a scan that could read all files.
  func note(_ result: ScanResult, of listing: Repository.Listing, sizeLimit: Int) {
    guard snapshotKey != nil,
      let state = ScanSnapshot.state(of: listing, sizeLimit: sizeLimit, before: began)
    else { return }
    snapshot = ScanSnapshot(result, state: state, options: options)
  }

  // MARK: Files

  /// A file as it was prepared before, without texts, if its stamp is the same.
  func file(_ file: Repository.File) -> PreparedFile? {
    guard let stamp = file.stamp, let known = old.files[file.systemPath], known.stamp == stamp
    else { return nil }
    var functions: [PreparedFunction] = []
    functions.reserveCapacity(known.functions.count)
    for function in known.functions {
      guard let score = old.scores[function.fingerprint] else { return nil }
      if options.families != .ignored, function.sketch == nil { return nil }
      functions.append(
        PreparedFunction(
          remembered: CFunction(
            file: file.path, name: function.name, signature: function.signature, range: function.range,
            text: ""),
          fingerprint: function.fingerprint, suppression: function.suppression, score: score,
          digest: function.digest, sketch: function.sketch, isNovel: function.isNovel))
    }
    lock.withLock { new.files[file.systemPath] = known }
    return PreparedFile(
      file: file.path, functions: functions, skipped: known.skipped,
      unusedSuppressions: known.unused.map {
        UnusedSuppression(file: file.path, line: $0.line, cause: $0.cause)
      })
  }

  /// Remembers a file, which was read after its stamp was taken: a later change gives another stamp.
  func note(_ prepared: PreparedFile, _ file: Repository.File) {
    guard let stamp = file.stamp, !stamp.isFresh(at: began) else { return }
    let known = ScanMemory.File(
      stamp: stamp,
      functions: prepared.functions.map {
        ScanMemory.Function(
          name: $0.function.name, signature: $0.function.signature, range: $0.function.range,
          fingerprint: $0.fingerprint, digest: HalfDigest(of: $0.function.text), sketch: $0.sketch,
          isNovel: $0.isNovel, suppression: $0.suppression)
      }, skipped: prepared.skipped,
      unused: prepared.unusedSuppressions.map { UnusedSuppression(file: "", line: $0.line, cause: $0.cause) })
    lock.withLock { new.files[file.systemPath] = known }
  }

  // MARK: Scores

  /// The score of a function of this content, if it is known.
  func score(_ fingerprint: FunctionFingerprint) -> Float? {
    old.scores[fingerprint] ?? lock.withLock { new.scores[fingerprint] }
  }

  func note(_ score: Float, of fingerprint: FunctionFingerprint) {
    lock.withLock { new.scores[fingerprint] = score }
  }

  // MARK: Details

  /// What reports show of a function whose text has this digest, if it is known.
  func detail(_ digest: HalfDigest) -> ScanMemory.Detail? { old.details[digest] }

  /// Remembers what reports show of a function, whether that was known before or not.
  func note(_ detail: ScanMemory.Detail, _ digest: HalfDigest) {
    lock.withLock { new.details[digest] = detail }
  }

  // MARK: The end

  /// Writes what this scan knows, where it differs from what is there.
  func save() {
    let memory = lock.withLock {
      keepOtherDetails()
      return new
    }
    if memory.scores.count < minimumFunctions, problem == nil { return }
    do {
      if memory == old {
        folder.touch(.memory, key)
        folder.forgetOldest()
      } else {
        try folder.write(memory.bytes, .memory, key)
      }
      if let snapshotKey, let snapshot { try folder.write(snapshot.bytes, .snapshot, snapshotKey) }
    } catch {
      problem =
        "The scan cache \(folder.url.path.printable) cannot be written: \(error). Scans work without it."
    }
  }

  /// Keeps details of functions that are still there but were not asked for this time, up to a bound.
  private func keepOtherDetails() {
    var size = new.details.values.reduce(0) { $0 + $1.text.utf8.count }
    for file in new.files.values {
      for function in file.functions where new.details[function.digest] == nil {
        guard let detail = old.details[function.digest] else { continue }
        size += detail.text.utf8.count
        guard size <= Self.detailLimit else { return }
        new.details[function.digest] = detail
      }
    }
  }

  /// The largest size of the texts that are kept although the last scan did not ask for them.
  private static let detailLimit = 64 << 20
}

extension ProjectRanking.Options {
  /// All that reaches the result of a scan of the same files with the same model.
  fileprivate var cacheKey: String {
    var baseline = CacheWriter()
    for entry in triage.baseline?.entries ?? [] {
      baseline.write(entry.file)
      baseline.write(entry.function)
      baseline.write(entry.fingerprint.digest)
      baseline.write(entry.verdict.rawValue)
    }
    let digest = triage.baseline.map { _ in HalfDigest(of: baseline.bytes) }
    let parts: [String?] = [
      limit.map(String.init), String(suspectLimit), String(attributesSuspects),
      attributedFindings.map(String.init), String(statementLimit), String(similarLimit),
      String(threshold.bitPattern), String(triage.honoursComments), triage.pathInProject,
      digest.map { "\($0.high) \($0.low)" }, past?.commit, order.rawValue, budget.map(String.init),
      families.rawValue, String(ranksAncillaryApart),
      mended.map { "\($0.commit) \($0.functions.count)" },
    ]
    return parts.map { $0 ?? "all" }.joined(separator: "\n")
  }
}
