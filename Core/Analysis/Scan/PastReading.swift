import Foundation

/// Reads what the history of a scanned folder says, once for each newest commit.
public struct PastReading: Sendable {
  /// The scanned folder or file.
  public var path: String
  /// How many threads read; nil for as many as there are.
  public var threads: Int?
  /// Where the result is kept for the next scan; nil to keep nothing.
  public var cache: ScanCacheFolder?
  /// Asked several times a second whether work should end.
  public var shouldStop: @Sendable () -> Bool = { false }

  /// Prepares to read.
  public init(path: String, threads: Int? = nil, cache: ScanCacheFolder? = nil) {
    self.path = path
    self.threads = threads
    self.cache = cache
  }

  /// The past of the folder's newest commit, in the terms of a model.
  ///
  /// - Parameters:
  ///   - model: The model that scores.
  ///   - onProgress: Called now and then on the calling thread.
  /// - Returns: The past; nil when the model weighs none, or the folder is in no git repository or has no commit.
  /// - Throws: ``GitError``.
  public func past(
    for model: ModelFile, onProgress: (HistoryReader.Progress) -> Void = { _ in }
  ) throws -> PastScores? {
    guard let weights = model.evidence else { return nil }
    let git: SafeGit
    let commit: String
    do throws(GitError) {
      git = try SafeGit(path: folder, shouldStop: shouldStop)
      commit = try git.commit(named: "HEAD")
    } catch {
      switch error {
      case .notInstalled, .notARepository, .unknownCommit: return nil
      default: throw error
      }
    }
    let pathInRepository = try git.pathInRepository()
    let key = [commit, Self.digest(of: weights), libraryVersion, String(ScanCacheFolder.version)].joined(
      separator: "\n")
    if let known = try? cache?.read(.past, key),
      let past = try? PastScores(
        known, commit: commit, weights: weights.past, pathInRepository: pathInRepository)
    {
      cache?.touch(.past, key)
      return past
    }
    var options = HistoryReader.Options()
    options.threads = threads
    let history = try HistoryReader(git: git, options: options).read(commit, onProgress: onProgress)
    guard let evidence = HistoryEvidence(history, asOf: commit) else { return nil }
    let past = PastScores(evidence, for: weights, pathInRepository: pathInRepository)
    try? cache?.write(past.bytes, .past, key)
    return past
  }

  private var folder: String {
    var isFolder = ObjCBool(false)
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists, !isFolder.boolValue { return URL(fileURLWithPath: path).deletingLastPathComponent().path }
    return path
  }

  private static func digest(of weights: EvidenceModel) -> String {
    let texts = weights.pastWeights.map { String($0.bitPattern, radix: 16) }
    return texts.joined(separator: ".")
  }
}
