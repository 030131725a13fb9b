import ArgumentParser
import Core
import Foundation

/// `vulnadapt labels from-git`: labels from the fixes in a project's history.
struct LabelsFromGitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "from-git",
    abstract: "Takes labels from the vulnerability fixes in a project's git history.",
    discussion: """
      A commit counts as a fix when its message names a CVE or matches a --pattern, when --commits lists it, or \
      when a record of --osv names it. Functions that a fix changed are labelled vulnerable as they stood at its \
      parent; the other functions of the changed files are labelled not vulnerable, unless another fix changes \
      them. Comments and white space are no change. Renamed and moved files and functions are followed. Of a merge \
      that counts as a fix, the commits that it brings are looked at.

      Commits that take another one back and bulk commits are left out; how much was left out is printed, and \
      with --list-left-out what. Commits say what was changed, not what was wrong: look through the result before \
      you rely on it.

      Writes the labels to FILE.csv and the files they speak of, as they stood, to FILE-sources beside it, so \
      that `vulnadapt train` can use the folder at once. Each row says when it became known; --known-before keeps \
      what a ranking of that day may learn from. Repositories are only read, and nothing that their configuration \
      names is run.

      EXAMPLES
        vulnadapt labels from-git ~/src/libpng -o png-history/labels.csv
        vulnadapt train --labeled png-history --unlabeled . -o here.vulnmodel
        vulnadapt labels from-git . --pattern 'fix(es|ed)? .*overflow' -o history/labels.csv
        vulnadapt labels from-git . --commits fixes.txt -o history/labels.csv
        vulnadapt labels from-git ~/src/libpng ~/src/libtiff --osv oss-fuzz-vulns/vulns \\
          --clean-from tree -o many/labels.csv

      EXIT STATUS
        0 done, 2 could not finish (for example, no fix is found), 64 wrong usage
      """)

  /// Where functions that are not vulnerable come from.
  enum CleanSource: String, ExpressibleByArgument, CaseIterable {
    case files, tree
  }

  @Argument(
    help: ArgumentHelp("Folders of git repositories, or bare repositories.", valueName: "repo"),
    completion: .directory)
  var repositories: [String]

  @OptionGroup var file: LabelFileOptions

  @OptionGroup(title: "Fixes") var fixes: FixOptions

  @Option(
    help: ArgumentHelp(
      "Leave out fixes that became known on this day or later, such as 2021-03-04 (UTC).", valueName: "date"))
  var knownBefore: String?

  @Option(
    help:
      "Where functions labelled 0 come from: the files that a fix changed, or the whole tree at the parent of the newest fix."
  )
  var cleanFrom = CleanSource.files

  @Flag(
    help:
      "Label changed functions as they stand after the fix, too, with 0 and the pair that both have in common."
  )
  var mended = false

  @Option(help: ArgumentHelp("Leave out fixes that change, remove or add more C files.", valueName: "n"))
  var maxFiles = 10

  @Option(help: ArgumentHelp("Leave out fixes that change more functions.", valueName: "n"))
  var maxFunctions = 20

  @Option(help: ArgumentHelp("Leave out merges that bring more commits.", valueName: "n"))
  var maxMergedCommits = 20

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Leave out files, in .gitignore's syntax; may be repeated. Replaces the usual ones, which are tests: "
        + HistoryLabels.usuallyExcluded.joined(separator: " "), valueName: "pattern"))
  var exclude: [String] = []

  @Flag(help: "Print each commit, file and function that was left out, with the reason.")
  var listLeftOut = false

  func validate() throws {
    if fixes.commits != nil && repositories.count > 1 {
      throw ValidationError("--commits lists commits of one repository; give one.")
    }
    if let knownBefore, FixCommit.seconds(of: knownBefore) == nil {
      throw ValidationError("--known-before must be a date such as 2021-03-04 or 2021-03-04T05:06:07Z.")
    }
    for (name, value) in [
      ("--max-files", maxFiles), ("--max-functions", maxFunctions),
      ("--max-merged-commits", maxMergedCommits),
    ] where value < 1 {
      throw ValidationError("\(name) must be at least 1.")
    }
  }

  func run() throws {
    try Console.standard.run {
      let interrupts = InterruptWatcher(.standard)
      try label(on: .standard, terminal: .current()) { interrupts.isRequested }
    }
  }

  /// Reads the history and writes the labels.
  func label(
    on console: Console, terminal: Terminal, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws {
    // Said before the work rather than after it.
    try SourcesFolder.check(file.url, replaces: file.force)
    var status = StatusLine(terminal)
    defer { status.clear() }
    if !fixes.osv.isEmpty { status.show("reading records …") }
    var options = try fixes.labels(shouldStop: shouldStop) { records in
      status.clear()
      console.warn(of: records)
      try console.line("Read \(records.records.count) records.")
    }
    options.maximumFiles = maxFiles
    options.maximumFunctions = maxFunctions
    options.maximumMergedCommits = maxMergedCommits
    options.knownBefore = knownBefore.flatMap(FixCommit.seconds)
    options.takesWholeTree = cleanFrom == .tree
    options.listsLeftOut = listLeftOut
    options.includesMended = mended
    if !exclude.isEmpty { options.excluded = exclude }

    let gits = try repositories.map { try SafeGit(path: $0, shouldStop: shouldStop) }
    let histories = zip(gits, names()).map { [options] in HistoryLabels(git: $0, options: options, name: $1) }
    let onProgress = { (number: Int, progress: HistoryLabels.Progress) in
      let name = histories.count > 1 ? histories[number].name.printable + ": " : ""
      switch progress {
      case .searching: status.show("\(name)looking for fixes …")
      case .comparing(let done, let all): status.show("\(name)comparing functions: \(done) of \(all) fixes …")
      case .reading(let done, let all): status.show("\(name)reading the tree: \(done) of \(all) files …")
      }
    }
    let history = try HistoryLabels.run(histories, onProgress: onProgress) { leftOut in
      status.clear()
      try list(leftOut, on: console)
    }
    status.clear()
    try history.write(to: file.url, histories: histories, replaces: file.force)
    try history.summary.forEach(console.line)
    try list(history.leftOutList, on: console)
    try console.line(
      "Limits: at most \(maxFiles) C files and \(maxFunctions) changed functions a fix; not read:"
        + " \(options.excluded.joined(separator: " ").printable).")
    try file.tellOfTraining(on: console)
  }

  private func list(_ leftOut: LeftOutList, on console: Console) throws {
    for item in leftOut.items { try console.line("left out, \(item)") }
  }

  /// What each repository's folder of sources is called: its own last component, with a number where several are
  /// called so; nothing for a single one.
  private func names() -> [String] {
    guard repositories.count > 1 else { return [""] }
    var taken: Set<String> = []
    return repositories.map { path in
      var name = String(
        URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent.map {
          $0.isLetter || $0.isNumber || "-_.+".contains($0) ? $0 : "_"
        })
      if name.hasSuffix(".git") { name.removeLast(4) }
      while name.hasPrefix(".") { name.removeFirst() }
      if name.isEmpty { name = "project" }
      let base = name
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      return name
    }
  }
}
