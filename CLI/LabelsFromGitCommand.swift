import ArgumentParser
import Core
import Foundation

/// `vulnadapt labels from-git`: labels from the fixes in a project's history.
struct LabelsFromGitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "from-git",
    abstract: "Takes labels from the vulnerability fixes in a project's git history.",
    discussion: """
      A commit counts as a fix when its message names a CVE or matches a --pattern, or when --commits lists it. \
      Functions that a fix changed are labelled vulnerable as they stood at its parent; the other functions of \
      the changed files are labelled not vulnerable, unless another fix changes them. Comments and white space \
      are no change. Renamed and moved files and functions are followed.

      Merges, commits that take another one back, and bulk commits are left out; what was left out is printed. \
      Commits say what was changed, not what was wrong: look through the result before you rely on it.

      Writes the labels to FILE.csv and the files they speak of, as they stood, to FILE-sources beside it, so \
      that `vulnadapt train` can use the folder at once. The repository is only read, and nothing that its \
      configuration names is run.

      EXAMPLES
        vulnadapt labels from-git ~/src/libpng -o png-history/labels.csv
        vulnadapt train --labeled png-history --unlabeled . -o here.vulnmodel
        vulnadapt labels from-git . --pattern 'fix(es|ed)? .*overflow' -o history/labels.csv
        vulnadapt labels from-git . --commits fixes.txt -o history/labels.csv

      EXIT STATUS
        0 done, 2 could not finish (for example, no fix is found), 64 wrong usage
      """)

  @Argument(
    help: ArgumentHelp("A folder of a git repository, or a bare repository.", valueName: "repo"),
    completion: .directory)
  var repository: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The label file to write, ending in .csv.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var output: String

  @Option(help: ArgumentHelp("The branch, tag or commit whose history is searched.", valueName: "rev"))
  var revision = "HEAD"

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A regular expression that makes the commits whose messages match it fixes too; may be repeated.",
      valueName: "regex"))
  var pattern: [String] = []

  @Flag(name: .customLong("only-patterns"), help: "Do not take a CVE identifier alone for a fix.")
  var usesOnlyPatterns = false

  @Option(
    help: ArgumentHelp(
      "A file that lists the fixes in place of a search: a commit a line, CVEs and CWEs after it if wanted.",
      valueName: "file"), completion: .file())
  var commits: String?

  @Option(help: ArgumentHelp("Leave out fixes that change more C files.", valueName: "n"))
  var maxFiles = 10

  @Option(help: ArgumentHelp("Leave out fixes that change more functions.", valueName: "n"))
  var maxFunctions = 20

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Leave out files, in .gitignore's syntax; may be repeated. Replaces the usual ones, which are tests: "
        + HistoryLabels.usuallyExcluded.joined(separator: " "), valueName: "pattern"))
  var exclude: [String] = []

  @Flag(help: "Replace labels that are there.")
  var force = false

  func validate() throws {
    guard output.hasSuffix(".csv") else {
      throw ValidationError("--output must end in .csv, for example -o history/labels.csv.")
    }
    if usesOnlyPatterns && pattern.isEmpty { throw ValidationError("--only-patterns needs a --pattern.") }
    if commits != nil && !pattern.isEmpty {
      throw ValidationError("--commits lists the fixes, so --pattern has nothing to find; give one of them.")
    }
    for (name, value) in [("--max-files", maxFiles), ("--max-functions", maxFunctions)] where value < 1 {
      throw ValidationError("\(name) must be at least 1.")
    }
  }

  func run() throws {
    try Console.standard.run {
      let interrupts = InterruptWatcher {
        Console.standard.note("\nvulnadapt: stopping; press Ctrl-C again to stop at once")
      }
      try label(on: .standard, terminal: .current()) { interrupts.isRequested }
    }
  }

  /// Reads the history and writes the labels.
  func label(
    on console: Console, terminal: Terminal, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let url = URL(fileURLWithPath: output)
    if !force {
      for path in [url, LabelHistory.sourcesFolder(of: url)].map(\.path) {
        // Said before the work rather than after it.
        if FileManager.default.fileExists(atPath: path) { throw HistoryError.outputExists(path: path) }
      }
    }
    var options = HistoryLabels.Options(
      patterns: try FixPatterns(pattern, includesCVE: !usesOnlyPatterns))
    options.revision = revision
    options.list = try commits.map {
      (try SourceText(reading: FilePathBytes($0), followsLink: true).string, $0)
    }
    options.maximumFiles = maxFiles
    options.maximumFunctions = maxFunctions
    if !exclude.isEmpty { options.excluded = exclude }

    let git = try SafeGit(path: repository, shouldStop: shouldStop)
    var status = StatusLine(terminal)
    defer { status.clear() }
    let history = try HistoryLabels(git: git, options: options).run { progress in
      switch progress {
      case .searching: status.show("looking for fixes …")
      case .comparing(let done, let all): status.show("comparing functions: \(done) of \(all) fixes …")
      }
    }
    try history.write(to: url, git: git, replaces: force)
    status.clear()
    try history.summary.forEach(console.line)
    try console.line(
      "Limits: at most \(maxFiles) C files and \(maxFunctions) changed functions a fix; not read:"
        + " \(options.excluded.joined(separator: " ").printable).")
    let folder = url.deletingLastPathComponent().relativePath
    try console.line("Wrote \(output.printable). Train with: vulnadapt train --labeled \(folder.printable) …")
  }
}
