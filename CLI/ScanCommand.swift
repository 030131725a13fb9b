import ArgumentParser
import Core
import Foundation

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Ranks the functions of a project by how likely they hide a vulnerability.",
    discussion: """
      Scores every C function below PATH with a model that `vulnadapt train` has
      written, and reports the highest-ranked ones with the statements that
      contributed most to their scores. These say why a function ranks where it
      does; a mistake may well be elsewhere in it. Without --model, a starter model
      ranks that has learnt from FFmpeg, LibPNG and VLC; one that was adapted to the
      project ranks better.

      Settings come from the command line, then from the nearest .vulnadapt.yml
      at or above PATH, then from defaults; `vulnadapt config` shows them.

      A suspect is accepted by a comment on the line before its function,
        // vulnadapt: ignore — reason
      or by a baseline: --write-baseline accepts today's suspects, --baseline
      reports only what is new since. Folders and files are left out of scans
      by .vulnadaptignore, written like .gitignore.

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
        vulnadapt scan . --model here.vulnmodel --fail-on 0.9 \\
          --output sarif=vulnadapt.sarif
        vulnadapt scan . --model here.vulnmodel --output html=report.html --quiet
        vulnadapt scan . --model here.vulnmodel --write-baseline accepted.json
        vulnadapt scan . --model here.vulnmodel --baseline accepted.json \\
          --fail-on count:1
        vulnadapt scan . --model here.vulnmodel --new-only --since origin/main \\
          --fail-on 0.9
      """)

  @Argument(help: "A folder of C code, or one C file.", completion: .file())
  var path = "."

  @OptionGroup var options: ScanOptions

  @Option(
    help: ArgumentHelp(
      "Also write a report to a file, such as sarif=vulnadapt.sarif; may be repeated. Formats: "
        + ReportFormats.all.map { $0.name }.joined(separator: ", ") + ".", valueName: "format=file"))
  var output: [ReportOutput] = []

  @Option(
    help: ArgumentHelp(
      "Accept all suspects of this scan, and those of --baseline, in this file; the exit status is then 0.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var writeBaseline: String?

  @Flag(help: "Leave the baseline file as it is, stale entries included.")
  var keepBaseline = false

  @Flag(
    name: [.short, .long], help: "Write nothing to standard output, and nothing but errors to standard error."
  )
  var quiet = false

  @OptionGroup(title: "Incremental scans") var incremental: IncrementalOptions

  @OptionGroup(title: "History") var past: HistoryOptions

  func validate() throws {
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
    let (settings, file) = try options.configuration(for: path)
    try ScanSession(
      command: self, settings: settings, configurationFolder: file?.folder,
      console: quiet ? Console(write: { _ in }, note: { _ in }) : console, terminal: terminal
    ).run()
  }
}
