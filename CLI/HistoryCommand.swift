import ArgumentParser
import Core
import Foundation

/// `vulnadapt history`: what a project's past says of each function.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Lists what a project's git history says of each of its functions.",
    discussion: """
      Prints one row a function of the commit: how often it and its file were changed, mended, and mended for \
      security; how lately (a change counts 1 / (1 + its age in years), "weighed" ones also 1 / n when the commit \
      changed n functions); by how many people; how old it and its lines are. JSON also lists the changes \
      themselves. Only the commit and its ancestors are read.

      Functions are told by reading the versions of each file, so comments, white space and reformatting are no \
      change, and functions keep their past when they or their files are moved or renamed. What counts as \
      security-worded, and the rest, is in docs/history.md.

      The repository is only read, and nothing that its configuration names is run.

      EXAMPLES
        vulnadapt history . --format csv > history.csv
        vulnadapt history ~/src/curl --at curl-7_58_0 --format json

      EXIT STATUS
        0 done, 2 could not finish (for example, PATH is in no git repository), 64 wrong usage
      """)

  @OptionGroup var source: RepositoryOptions

  @Option(help: ArgumentHelp("The commit as of which the past is told.", valueName: "commit"))
  var at = "HEAD"

  @Option(help: ArgumentHelp("The output's format.", valueName: "csv|json"))
  var format: HistoryListing.Format = .csv

  func run() throws { try Console.runInterruptibly(list) }

  /// Reads the history and lists the functions.
  func list(
    on console: Console, terminal: Terminal, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let git = try source.open(shouldStop: shouldStop)
    let commit = try git.commit(named: at)
    var status = StatusLine(terminal)
    defer { status.clear() }
    let history = try source.history(of: commit, in: git, &status, console)
    guard let past = history.restricted(to: commit), let evidence = HistoryEvidence(past, asOf: commit) else {
      return
    }
    let tree = try CommitTree(of: commit, in: git)
    let listing = HistoryListing(
      evidence: evidence, functions: tree.functions, pathInRepository: try git.pathInRepository())
    try console.write(listing.text(format))
    for sentence in try HistoryGaps(of: history, in: git).sentences { console.note("vulnadapt: \(sentence)") }
  }
}

extension HistoryListing.Format: ExpressibleByArgument {}
