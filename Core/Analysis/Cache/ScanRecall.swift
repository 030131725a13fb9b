import Foundation

/// What one scan remembers from earlier ones, and what it leaves to later ones.
final class ScanRecall: @unchecked Sendable {
  private let cache: ScanCache
  private let keys: ScanKeys
  private let needsSketches: Bool
  let sizeLimit: Int
  private let began: Int64
  private var old = ScanMemory()
  private let lock = NSLock()
  private var new = ScanMemory()
  /// The files that were not read, by the bytes of the path that functions name: texts with other marks for the same letter are
  /// equal.
  private var unread: [FilePathBytes: Repository.File] = [:]
  private var snapshot: ScanSnapshot?
  /// Why the cache is of no use this time, as a finished sentence; nil when it works.
  private(set) var problem: String?

  /// Begins a scan; nothing is read yet.
  ///
  /// - Parameters:
  ///   - cache: Where earlier scans left what they found out.
  ///   - keys: What it is kept under.
  ///   - repository: What is scanned.
  ///   - needsSketches: Whether functions are of use only with their likeness to others.
  init(_ cache: ScanCache, _ keys: ScanKeys, of repository: Repository, needsSketches: Bool) {
    self.cache = cache
    self.keys = keys
    self.needsSketches = needsSketches
    sizeLimit = repository.options.maximumFileSize
    began = Int64(cache.now().timeIntervalSince1970)
  }

  /// Reads what earlier scans have found out about files and functions, before any of it is asked for.
  ///
  /// Damage is noted in ``problem``, and the scan goes on without.
  func load() {
    do {
      if let bytes = try cache.folder.read(.memory, keys.memory) { old = try ScanMemory(bytes) }
    } catch {
      note(damageOf: cache.folder.file(.memory, keys.memory))
    }
  }

  private func note(damageOf file: URL) {
    problem = cache.folder.sentence(damaged: file)
  }

  // MARK: The whole scan

  /// What an earlier scan of the same files with the same settings found; nil without one.
  ///
  /// - Parameters:
  ///   - listing: The files.
  ///   - empty: A result with the names and settings of this scan, to be filled.
  /// - Returns: That result.
  func result(of listing: Repository.Listing, into empty: ScanResult) -> ScanResult? {
    guard let key = keys.snapshot,
      let state = ScanSnapshot.state(of: listing, sizeLimit: sizeLimit, before: began)
    else { return nil }
    do {
      guard let bytes = try cache.folder.read(.snapshot, key) else { return nil }
      let known = try ScanSnapshot(bytes, into: empty)
      guard known.state == state else { return nil }
      cache.folder.touch(.memory, keys.memory)
      cache.folder.touch(.snapshot, key)
      cache.folder.forgetOldest()
      return known.result
    } catch {
      note(damageOf: cache.folder.file(.snapshot, key))
      return nil
    }
  }

  /// Remembers the result of a scan that could read all files, with the texts that are to be kept.
  func note(_ result: ScanResult, of listing: Repository.Listing) {
    guard keys.snapshot != nil,
      let state = ScanSnapshot.state(of: listing, sizeLimit: sizeLimit, before: began)
    else { return }
    snapshot = ScanSnapshot(result, state: state)
  }

  // MARK: Files

  /// A file as an earlier scan left it, without texts; nil when it must be read.
  func file(_ file: Repository.File) -> PreparedFile? {
    // Two paths that are no UTF-8 may look the same, and functions know the path as it looks.
    guard !file.path.unicodeScalars.contains("\u{fffd}"), let stamp = file.stamp,
      let known = old.files[file.systemPath],
      known.stamp == stamp
    else { return nil }
    var functions: [PreparedFunction] = []
    functions.reserveCapacity(known.functions.count)
    for function in known.functions {
      guard let score = old.scores[function.fingerprint] else { return nil }
      if needsSketches, function.sketch == nil { return nil }
      functions.append(
        PreparedFunction(
          remembered: CFunction(
            file: file.path, name: function.name, signature: function.signature, range: function.range,
            text: ""),
          fingerprint: function.fingerprint, suppression: function.suppression, score: score,
          digest: function.digest, sketch: function.sketch, isNovel: function.isNovel))
    }
    lock.withLock {
      new.files[file.systemPath] = known
      unread[FilePathBytes(file.path)] = file
    }
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

  /// The files of these paths that were not read this time.
  func unread(_ paths: some Sequence<FilePathBytes>) -> [Repository.File] {
    lock.withLock { paths.compactMap { unread[$0] } }
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
    if memory.scores.count < cache.minimumFunctions, problem == nil { return }
    do {
      if memory == old {
        cache.folder.touch(.memory, keys.memory)
        cache.folder.forgetOldest()
      } else {
        try cache.folder.write(memory.bytes, .memory, keys.memory)
      }
      if let key = keys.snapshot, let snapshot { try cache.folder.write(snapshot.bytes, .snapshot, key) }
    } catch {
      problem = cache.folder.sentence(notWritten: error)
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
