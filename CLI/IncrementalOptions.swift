import ArgumentParser
import Core
import Foundation

/// Options of scans that need not look at everything again.
struct IncrementalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where scans leave what they found out for the next one, in place of the user's cache folder.",
      valueName: "folder"), completion: .directory)
  var cache: String?

  @Flag(name: .customLong("no-cache"), help: "Read and score everything anew, and leave nothing behind.")
  var usesNoCache = false

  @Option(
    help: ArgumentHelp(
      "List only functions that are new or changed since a commit, branch or tag of the project's git repository.",
      valueName: "commit"))
  var since: String?

  @Flag(
    name: .customLong("new-only"), help: "List only what is new since --since; that is what --since does.")
  var listsNewOnly = false

  func validate() throws {
    if cache != nil && usesNoCache { throw ValidationError("--cache and --no-cache contradict each other.") }
    if listsNewOnly && since == nil {
      throw ValidationError("--new-only needs --since COMMIT, for example --since origin/main.")
    }
  }

  /// Where what is known of histories is kept.
  var historyCache: HistoryCache {
    guard !usesNoCache else { return HistoryCache(nil) }
    return cache.map { HistoryCache(ScanCacheFolder(URL(fileURLWithPath: $0, isDirectory: true))) }
      ?? HistoryCache()
  }

  /// The functions of `--since`'s commit, if it was given.
  func committedFunctions(
    of repository: Repository, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> CommittedFunctions? {
    try since.map { try CommittedFunctions(commit: $0, of: repository, shouldStop: shouldStop) }
  }

  /// Where scans leave what they found out; nil when nothing is to be left.
  var cacheFolder: ScanCacheFolder? {
    guard !usesNoCache else { return nil }
    return cache.map { ScanCacheFolder(URL(fileURLWithPath: $0, isDirectory: true)) } ?? .standard()
  }
}
