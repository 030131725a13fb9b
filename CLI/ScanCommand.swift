import ArgumentParser
import Core
import Foundation

struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Ranks the functions of a project by how likely they hide a vulnerability.",
    discussion: """
      Scores every C function below PATH with a model that `vulnadapt train` has written, and lists the \
      highest-ranked ones with the statements that contributed most to their scores. These say why a \
      function ranks where it does; a mistake may well be elsewhere in it.

      Exit status: 0 done; 1 a score reaches --fail-on; 2 could not finish; 64 wrong usage.

      EXAMPLES
        vulnadapt scan src --model src.vulnmodel
        vulnadapt scan . --model here.vulnmodel --top 0 --format json > ranking.json
        vulnadapt scan . --model here.vulnmodel --fail-on 0.9
      """)

  @Argument(help: "A folder of C code, or one C file.")
  var path: String

  @Option(help: ArgumentHelp("The model file.", valueName: "file"))
  var model: String

  @Option(help: ArgumentHelp("How many functions to list; 0 lists all.", valueName: "n"))
  var top = 20

  @Option(
    help: ArgumentHelp(
      "The score, 0 to 1, from which on a function is a suspect, in place of the model's.", valueName: "score"
    ))
  var threshold: Float?

  @Option(help: "The form of the report.")
  var format = ReportFormatOption.text

  @Option(
    help: ArgumentHelp("Exit with 1 when a function has this score, 0 to 1, or more.", valueName: "score"))
  var failOn: Float?

  @Option(help: ArgumentHelp("Threads to work with, 1 to 256; one per processor by default.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    for (name, score) in [("--threshold", threshold), ("--fail-on", failOn)] {
      if let score, !(0...1).contains(score) { throw ValidationError("\(name) must be from 0 to 1.") }
    }
    if top < 0 { throw ValidationError("--top must not be negative; 0 lists all functions.") }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256.") }
  }

  func run() throws {
    try Console.standard.run { try scan(console: .standard, terminal: .current()) }
  }

  /// Scans and reports.
  ///
  /// - Throws: The exit status of findings at or above `--fail-on`, or why the scan could not finish.
  func scan(console: Console, terminal: Terminal) throws {
    let detector = Detector(model: try ModelFile(contentsOf: URL(fileURLWithPath: model)))
    let scan = ProjectScan(
      scanner: RepositoryScanner(repository: Repository(path: path), threads: threads),
      options: ProjectRanking.Options(
        limit: top == 0 ? nil : top, threshold: threshold ?? detector.model.threshold))
    var progress = ScanProgressLine(isShown: terminal.showsProgress, write: console.writeProgress)
    defer { progress.clear() }
    let result = try Parallel.limited(to: threads ?? Parallel.threadCount) {
      try scan.run(with: detector, names: (path, model)) { progress.show($0) }
    }
    progress.clear()

    noteSkippedFiles(of: result, console)
    if result.fileCount == 0 {
      console.note("vulnadapt: no file could be read in \(path.printable). Check the messages above.")
      throw ExitStatus.couldNotFinish.exitCode
    }
    let style = ReportStyle(usesColor: terminal.usesColor, width: terminal.width)
    console.write(format.format.init(style: style).report(result))
    if let failOn, let highest = result.highestScore, highest >= failOn {
      throw ExitStatus.findings.exitCode
    }
  }

  /// One line for each skipped file, up to a few; JSON holds them all.
  private func noteSkippedFiles(of result: ScanResult, _ console: Console) {
    let files = result.skipped.filter { $0.line == nil }
    for file in files.prefix(10) {
      console.note("vulnadapt: skipped \(file.file.printable): it \(file.reason.printable)")
    }
    if files.count > 10 {
      console.note("vulnadapt: skipped \(files.count - 10) more files; --format json lists them all")
    }
  }
}

/// The line on standard error that counts files and functions while a scan goes on.
private struct ScanProgressLine {
  let isShown: Bool
  let write: (String) -> Void
  private var last = ContinuousClock.now
  private var isOnScreen = false

  init(isShown: Bool, write: @escaping (String) -> Void) {
    self.isShown = isShown
    self.write = write
  }

  mutating func show(_ progress: ProjectScan.Progress) {
    guard isShown, last.duration(to: .now) >= .milliseconds(200) else { return }
    last = .now
    isOnScreen = true
    write("\r\u{1b}[K\(progress.fileCount) files, \(progress.functionCount) functions …")
  }

  mutating func clear() {
    guard isOnScreen else { return }
    isOnScreen = false
    write("\r\u{1b}[K")
  }
}

extension Console {
  /// Writes to standard error without a line end.
  fileprivate func writeProgress(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
