import Foundation

/// Remembers the histories of repositories, so that the next reading reads only new commits.
///
/// A history is kept for each repository and each way of reading it, beside what scans remember; see
/// ``ScanCacheFolder``. Shallow clones are not remembered: they may grow at their old end; nor are partial ones that lack
/// versions of files.
public struct HistoryCache: Sendable {
  /// The version of the bytes.
  private static let version = 3

  private let folder: ScanCacheFolder?
  private let failure = Failure()

  /// What is wrong with what is remembered, as a finished sentence; nil when it works.
  public var problem: String? { failure.sentence }

  /// Uses a cache folder; nil remembers nothing.
  public init(_ folder: ScanCacheFolder? = .standard()) {
    self.folder = folder
  }

  /// Reads the history of a commit, of which most may be known.
  ///
  /// - Parameters:
  ///   - id: The full identifier of the commit.
  ///   - git: The repository.
  ///   - options: How it is read.
  ///   - onProgress: Called now and then on the calling thread.
  /// - Returns: The history of the commit, and perhaps of others.
  /// - Throws: ``GitError``; a cache that is damaged or cannot be written is no failure.
  public func history(
    of id: String, in git: SafeGit, options: HistoryReader.Options = HistoryReader.Options(),
    onProgress: (HistoryReader.Progress) -> Void = { _ in }
  ) throws -> ProjectHistory {
    let reader = HistoryReader(git: git, options: options)
    guard folder != nil, try !git.isShallow() else { return try reader.read(id, onProgress: onProgress) }
    let key = try key(.history, git, options)
    let known = recall(.history, key, ProjectHistory.init)
    if let known, known.place(of: id) != nil {
      keep(.history, key)
      return known
    }
    let history: ProjectHistory
    do {
      history = try reader.read(id, known: known ?? ProjectHistory(), onProgress: onProgress)
    } catch let error as GitError {
      // Commits that were known may be gone since.
      guard case .failed = error, known != nil else { throw error }
      history = try reader.read(id, onProgress: onProgress)
    }
    // What a partial clone lacks may be there next time.
    if try history.unreadVersions == 0 || !git.isPartial() { remember(history.bytes, .history, key) }
    return history
  }

  /// Reads what recent fixes mended, of which most may be known.
  ///
  /// - Parameters:
  ///   - evidence: What the past says as of a commit.
  ///   - git: The repository.
  ///   - options: How its history was read.
  ///   - pathInRepository: The path from the repository's root to the scanned folder, with "/" at its end.
  /// - Returns: What was mended.
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  func mended(
    _ evidence: HistoryEvidence, in git: SafeGit, options: HistoryReader.Options, pathInRepository: String
  ) throws -> MendedFunctions {
    // Of a shallow clone, too, nothing is remembered.
    guard !evidence.isCut else {
      return try MendedFunctions(evidence, in: git, pathInRepository: pathInRepository)
    }
    let key = try key(.mended, git, options)
    let known = recall(.mended, key, MendedFunctions.read)
    if let known, known.commit == evidence.commit {
      keep(.mended, key)
      return MendedFunctions(
        known.functions, upTo: known.commit, evidence: evidence, pathInRepository: pathInRepository)
    }
    let mended = try MendedFunctions(
      evidence, in: git, known: known?.functions ?? [], pathInRepository: pathInRepository)
    remember(mended.bytes, .mended, key)
    return mended
  }

  /// What an earlier reading has left; nil when nothing is there, or what is there is damaged, which ``problem`` then says.
  func recall<Value>(
    _ part: ScanCacheFolder.Part, _ key: String, _ read: (ArraySlice<UInt8>) throws(CacheDamage) -> Value
  ) -> Value? {
    guard let folder else { return nil }
    do throws(CacheDamage) {
      return try folder.read(part, key).map(read)
    } catch {
      failure.note(folder.sentence(damaged: folder.file(part, key)))
      return nil
    }
  }

  /// Marks what an earlier reading has left as used.
  func keep(_ part: ScanCacheFolder.Part, _ key: String) { folder?.touch(part, key) }

  /// Leaves bytes to the next reading; that it cannot is no failure of this one.
  func remember(_ bytes: [UInt8], _ part: ScanCacheFolder.Part, _ key: String) {
    guard let folder else { return }
    do {
      try folder.write(bytes, part, key)
    } catch {
      failure.note(folder.sentence(notWritten: error))
    }
  }

  /// What became of writing, for all copies of a cache.
  private final class Failure: @unchecked Sendable {
    private let lock = NSLock()
    private var first: String?

    var sentence: String? { lock.withLock { first } }

    func note(_ sentence: String) { lock.withLock { first = first ?? sentence } }
  }

  /// What something is remembered under: the repository, how it was read, and whatever else reaches it.
  func key(
    _ part: ScanCacheFolder.Part, _ git: SafeGit, _ options: HistoryReader.Options, _ details: [String] = []
  ) throws -> String {
    ([
      part.rawValue, try git.repositoryFolder(), options.cacheKey, libraryVersion, ScanKeys.programStamp,
      String(Self.version),
    ] + details).joinedWithLengths
  }
}

extension HistoryReader.Options {
  /// All that reaches a history.
  var cacheKey: String {
    let lists = [wording.security, wording.fixes, wording.traps, endings.sorted].map(\.joinedWithLengths)
    return (lists + [String(maximumCommits), String(maximumFileSize)]).joinedWithLengths
  }
}
