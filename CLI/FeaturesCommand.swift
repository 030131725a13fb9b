import ArgumentParser
import Core
import Foundation

/// `vulnadapt features`: what a ranking by evidence weighs.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Lists what the starter model weighs of each function of a commit.",
    discussion: """
      Prints one row a function as comma-separated values: counts of its text, and what the history as of the commit \
      says of it, its file and its folder, in standard deviations of the project. With --later-until also what \
      later fixes changed: this is what `Scripts/train-starter-model.py` learns from. --list says what each feature \
      is.

      EXAMPLES
        vulnadapt features . --at v1.2 > features.csv
        vulnadapt features ~/src/curl --at curl-7_58_0 --later-until HEAD > curl.csv
        vulnadapt features --list

      EXIT STATUS
        0 done, 2 could not finish (for example, REPO is no git repository), 64 wrong usage
      """)

  @OptionGroup var source: RepositoryOptions

  @Option(help: ArgumentHelp("The commit whose functions are listed.", valueName: "commit"))
  var at = "HEAD"

  @Option(
    help: ArgumentHelp(
      "Also list what fixes between --at and this descendant of it changed.", valueName: "commit"))
  var laterUntil: String?

  @Option(
    help: ArgumentHelp(
      "A file that lists commits that are known to be fixes, one a line.", valueName: "file"),
    completion: .file())
  var fixes: String?

  @Flag(help: "Look at the text alone.")
  var noHistory = false

  @Flag(help: "Say what the features are.")
  var list = false

  func validate() throws {
    if noHistory, laterUntil != nil { throw ValidationError("Give one of --no-history and --later-until.") }
    if fixes != nil, laterUntil == nil { throw ValidationError("--fixes needs --later-until.") }
  }

  func run() throws { try Console.runInterruptibly(self.print) }

  /// Lists the features of a commit's functions.
  func print(
    on console: Console, terminal: Terminal, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    if list {
      for feature in FeatureListing.descriptions {
        try console.write("\(feature.name)\n    \(feature.sentence)\n")
      }
      return
    }
    let git = try source.open(shouldStop: shouldStop)
    let commit = try git.commit(named: at)
    var status = StatusLine(terminal)
    defer { status.clear() }
    var history: ProjectHistory?
    let end = try laterUntil.map { try git.commit(named: $0) }
    let listed = try listedFixes(git, console)
    if !noHistory {
      history = try source.history(of: end ?? commit, in: git, &status, console)
    }
    if let end, let laterUntil, history?.isAncestor(commit, of: end) != true || commit == end {
      throw FeatureListingError.notADescendant(commit: at, end: laterUntil)
    }
    let tree = try CommitTree(of: commit, in: git)
    let listing = FeatureListing(
      functions: tree.functions, history: history, asOf: commit, laterUpTo: end,
      listed: listed, pathInRepository: try git.pathInRepository())
    status.clear()
    try console.write(listing.csv)
  }

  private func listedFixes(_ git: SafeGit, _ console: Console) throws -> Set<String> {
    guard let fixes else { return [] }
    let text = try SourceText(reading: FilePathBytes(fixes), followsLink: true).string
    let commits = try CommitList(text, file: fixes, in: git)
    console.note(commits.missing, "commits that the repository does not have") { $0 }
    return Set(commits.entries.map(\.id))
  }
}
