import ArgumentParser
import Core

/// Options of commands that look at a repository's commits.
struct RepositoryOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A folder of a git repository, or a bare repository.", valueName: "repo"),
    completion: .directory)
  var repository = "."

  @OptionGroup var history: HistoryOptions

  @Flag(name: .customLong("no-cache"), help: "Read the history anew, and leave nothing behind.")
  var usesNoCache = false

  @OptionGroup var parallel: ThreadOptions

  /// What is remembered of histories.
  var cache: HistoryCache { usesNoCache ? HistoryCache(nil) : HistoryCache() }

  /// How history is read.
  func reading() throws -> HistoryReader.Options { try history.reading(threads: parallel.threads) }

  /// The history that leads to a commit, read while a line says how far it is.
  func history(
    of commit: String, in git: SafeGit, _ status: inout StatusLine, _ console: Console
  ) throws -> ProjectHistory {
    let cache = cache
    let history = try cache.history(of: commit, in: git, options: try reading()) {
      status.show($0.description)
    }
    status.clear()
    console.noteProblem(of: cache)
    return history
  }

  /// The repository, opened.
  func open(shouldStop: @escaping @Sendable () -> Bool) throws -> SafeGit {
    try SafeGit(path: repository, shouldStop: shouldStop)
  }
}
