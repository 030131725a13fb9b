import ArgumentParser
import Core
import Foundation

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Ranks the functions of a project by how likely they hide a vulnerability.",
    discussion: """
      Scores every C function of the files and folders named, by default of the
      working directory, with a model that `vulnadapt train` has written, and
      reports the highest-ranked ones with the statements that contributed most to
      their scores. These say why a function ranks where it does; a mistake may
      well be elsewhere in it. Without --model, a starter model ranks (--model
      starter says that this is meant): it weighs counts of each function's text,
      learnt from many public projects, and in a git repository also what was
      changed and mended before (--no-history leaves that out). Where security
      fixes of the project's own past tell enough, and would have helped before,
      it is adapted to them (--no-adapt leaves that out).

      --order effort puts first what promises most for each line read: short
      functions come earlier, scores stay as they are. --budget 400 lists what
      promises most within 400 lines, which is about an hour of careful reading.

      Settings come from the command line, then from the nearest .vulnadapt.yml
      at or above PATH, then from defaults; `vulnadapt config` shows them.

      A suspect is accepted by a comment on the line before its function,
        // vulnadapt: ignore — reason
      or by a baseline: --write-baseline accepts today's suspects, --baseline
      reports only what is new since. Folders and files are left out of scans
      by .vulnadaptignore, written like .gitignore, by --exclude, and by exclude in
      the configuration. Tests, examples, documentation, contributed and vendored
      code are ranked apart, after the project's own, and --fail-on does not count
      them; --no-apart ranks all code together.

      In a git repository the project's own history is read, too: reports say which
      functions were fixed before, and when. Only commits that are new since the
      last scan are read; --no-history reads none.

      --since COMMIT reports only functions that are new or changed since a
      commit. What a scan finds out is kept in the user's cache folder, so that
      the next one reads and scores only what has changed.

      Exit status: 0 done; 1 findings reach --fail-on; 2 could not finish;
      64 wrong usage.

      EXAMPLES
        vulnadapt scan src
        vulnadapt scan src --model src.vulnmodel
        vulnadapt scan src/read.c src/write.c --exclude '*_test.c'
        vulnadapt scan . --model here.vulnmodel --fail-on score:0.9 \\
          --output sarif=vulnadapt.sarif
        vulnadapt scan . --model here.vulnmodel --output html=report.html --quiet > ranking.txt
        vulnadapt scan . --model here.vulnmodel --write-baseline accepted.json
        vulnadapt scan . --model here.vulnmodel --baseline accepted.json \\
          --fail-on count:1
        vulnadapt scan . --model here.vulnmodel --new-only --since origin/main \\
          --fail-on score:0.9
      """)

  @Argument(help: "Folders of C code and C files; the working directory by default.", completion: .file())
  var paths: [String] = []

  @OptionGroup var options: ScanOptions

  @Option(
    help: ArgumentHelp(
      "Also write a report to a file, such as sarif=vulnadapt.sarif; may be repeated. Formats: "
        + ReportFormats.all.map { $0.name }.joined(separator: ", ") + ".", valueName: "format=file"))
  var output: [ReportOutput] = []

  @Option(
    help: ArgumentHelp(
      """
      Accept all suspects of this scan, and those of --baseline, in this file; the exit status is then 0. What the file \
      says already stays: marks, and what this scan did not look at.
      """,
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var writeBaseline: String?

  @Flag(help: "Leave the baseline file as it is, stale entries included.")
  var keepBaseline = false

  @OptionGroup var quiet: QuietOptions

  @Option(
    help: ArgumentHelp(
      "What comes first: score, the likeliest functions; effort, the most to find for each line read (with --budget by default); file, the likeliest functions in the order of files; teaching, the functions whose marks teach --learn most.",
      valueName: RankingOrder.allCases.map(\.rawValue).joined(separator: "|")))
  var order: RankingOrder?

  @Option(
    help: ArgumentHelp(
      "List what to read first in so many lines, with the lines added up; what does not fit is passed over.",
      valueName: "lines"))
  var budget: Int?

  @Flag(
    help:
      "Rank with what the project's own marks teach: confirmed and accepted functions of the baseline, comments, and marks of your editor."
  )
  var learn = false

  @Flag(
    name: .customLong("all-alike"),
    help: "List each function by itself; by default, functions that are alike are one row (\"and 3 alike\").")
  var listsAllAlike = false

  @OptionGroup(title: "Incremental scans") var incremental: IncrementalOptions

  @OptionGroup(title: "History") var past: HistoryOptions

  func validate() throws {
    guard budget.map({ (1...100_000_000).contains($0) }) ?? true else {
      throw ValidationError("--budget must be a number of lines from 1 to 100000000.")
    }
    let files = output.map { URL(fileURLWithPath: $0.file).standardizedFileURL.path }
    if Set(files).count < files.count {
      throw ValidationError("--output names one file twice: give each report a file of its own.")
    }
  }

  func run() throws {
    try Console.standard.run { try scan(console: .standard, terminal: .current()) }
  }

  /// Scans and reports.
  ///
  /// - Throws: The exit status of findings that reach `--fail-on`, or why the scan could not finish.
  func scan(console: Console, terminal: Terminal) throws {
    let (root, parts) = try Repository.joining(paths)
    let (settings, file) = try options.configuration(for: root)
    let baselines = [settings.baseline, writeBaseline.map { NamedFile($0) }].compactMap { $0 }
    try ScanSession(
      command: self, root: root, parts: parts, settings: settings,
      project: ProjectRoot(of: root, configuration: file?.folder, marks: baselines),
      console: console, terminal: terminal
    ).run()
  }
}

extension RankingOrder: ExpressibleByArgument {}
