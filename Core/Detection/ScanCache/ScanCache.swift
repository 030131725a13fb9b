import Crypto
import Foundation

/// What one scan remembers from earlier ones, and what it leaves to later ones.
public final class ScanCache: @unchecked Sendable {
  private let folder: ScanCacheFolder
  private let key: String
  private let began: Int64
  private let minimumFunctions: Int
  private let lock = NSLock()
  private var old = ScanMemory()
  private var new = ScanMemory()
  /// Why the cache is of no use this time, as a finished sentence; nil when it works.
  public private(set) var problem: String?

  /// Opens the cache of a scanned folder; damage is noted in ``problem``, and the scan goes on without.
  ///
  /// - Parameters:
  ///   - folder: Where caches are kept.
  ///   - root: The scanned folder or file.
  ///   - model: The model that scores.
  ///   - options: What the scan keeps.
  ///   - minimumFunctions: A scan of fewer functions leaves nothing: it is quick anyway.
  ///   - now: When the scan begins; files changed just before are not taken for known.
  public init(
    _ folder: ScanCacheFolder, root: String, model: ModelFile, options: ProjectRanking.Options,
    minimumFunctions: Int = 500, now: Date = Date()
  ) {
    self.folder = folder
    self.minimumFunctions = minimumFunctions
    let path = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
    key = [
      path, Self.digest(of: model), String(options.statementLimit), libraryVersion, Self.programStamp,
      String(ScanCacheFolder.version),
    ].joined(separator: "\n")
    began = Int64(now.timeIntervalSince1970)
    do {
      old = try folder.read(key) ?? ScanMemory()
    } catch {
      problem =
        "The scan cache \(folder.file(key).path.printable) is damaged and was ignored; this scan replaces it."
    }
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
  private static let programStamp: String = {
    guard let path = Bundle.main.executableURL?.resolvingSymlinksInPath().path,
      let stamp = FileStamp(FilePathBytes(path))
    else { return "" }
    return "\(stamp.size) \(stamp.modified).\(stamp.modifiedNanoseconds)"
  }()

  // MARK: Files

  /// A file as it was prepared before, without texts, if its stamp is the same.
  func file(_ file: Repository.File) -> PreparedFile? {
    guard let stamp = FileStamp(file.systemPath) else { return nil }
    guard let known = lock.withLock({ old.files[file.systemPath] }), known.stamp == stamp else { return nil }
    var functions: [PreparedFunction] = []
    functions.reserveCapacity(known.functions.count)
    for function in known.functions {
      guard let score = lock.withLock({ old.scores[function.fingerprint] }) else { return nil }
      functions.append(
        PreparedFunction(
          remembered: CFunction(
            file: file.path, name: function.name, signature: function.signature, range: function.range,
            text: ""),
          fingerprint: function.fingerprint, suppression: function.suppression, score: score))
    }
    lock.withLock { new.files[file.systemPath] = known }
    return PreparedFile(
      file: file.path, functions: functions, skipped: known.skipped,
      unusedSuppressions: known.unused.map {
        UnusedSuppression(file: file.path, line: $0.line, cause: $0.cause)
      })
  }

  /// Remembers a file that was read after its stamp was taken.
  func note(_ prepared: PreparedFile, _ file: Repository.File, stamp: FileStamp?) {
    guard let stamp, !stamp.isFresh(at: began) else { return }
    let known = ScanMemory.File(
      stamp: stamp,
      functions: prepared.functions.map {
        ScanMemory.Function(
          name: $0.function.name, signature: $0.function.signature, range: $0.function.range,
          fingerprint: $0.fingerprint, suppression: $0.suppression)
      }, skipped: prepared.skipped,
      unused: prepared.unusedSuppressions.map { UnusedSuppression(file: "", line: $0.line, cause: $0.cause) })
    lock.withLock { new.files[file.systemPath] = known }
  }

  // MARK: Scores

  /// The score of a function of this content, if it is known.
  func score(_ fingerprint: FunctionFingerprint) -> Float? {
    lock.withLock { new.scores[fingerprint] ?? old.scores[fingerprint] }
  }

  func note(_ score: Float, of fingerprint: FunctionFingerprint) {
    lock.withLock { new.scores[fingerprint] = score }
  }

  // MARK: Statements

  /// The statements of a function of this text, if they are known.
  func statements(of function: CFunction) -> [StatementAttribution]? {
    let digest = ScanMemory.digest(of: function)
    guard let shares = lock.withLock({ old.shares[digest] }),
      shares.allSatisfy({ $0.end <= function.text.utf8.count })
    else { return nil }
    lock.withLock { new.shares[digest] = shares }
    return function.attributions(shares)
  }

  func note(_ statements: [StatementAttribution], of function: CFunction) {
    let origin = function.range.startOffset
    let shares = statements.map {
      ScanMemory.Share(
        start: $0.range.startOffset - origin, end: $0.range.endOffset - origin, share: $0.share)
    }
    guard shares.allSatisfy({ $0.start >= 0 }) else { return }
    let digest = ScanMemory.digest(of: function)
    lock.withLock { new.shares[digest] = shares }
  }

  // MARK: The end

  /// Writes what this scan knows, where it differs from what is there.
  public func save() {
    let memory = lock.withLock {
      // Statements of functions that were not asked for this time stay known, up to a bound.
      if new.shares.count + old.shares.count < 200_000 { new.shares.merge(old.shares) { first, _ in first } }
      return new
    }
    if memory == old { return folder.touch(key) }
    if memory.scores.count < minimumFunctions, problem == nil { return }
    do {
      try folder.write(memory, key)
    } catch {
      problem =
        "The scan cache \(folder.url.path.printable) cannot be written: \(error). Scans work without it."
    }
  }
}

extension CFunction {
  /// Statements by their places in the function's text.
  fileprivate func attributions(_ shares: [ScanMemory.Share]) -> [StatementAttribution] {
    var text = self.text
    return text.withUTF8 { bytes in
      let lines = LineTable(bytes: bytes, origin: range)
      return shares.map { share in
        let range = lines.range(from: share.start, to: share.end)
        return StatementAttribution(range: range, text: excerpt(range), share: share.share)
      }
    }
  }
}
