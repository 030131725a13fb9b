import ArgumentParser
import Core
import Foundation

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Shows a run or an experiment as HTML, or its plots as SVG files.",
    discussion: """
      RUN is a folder that `vulnadapt evaluate --run-folder` or `vulnadapt \
      experiment` has written. The page holds the verdict, all figures beside those \
      of the trivial rankers, curves, histograms of scores, losses, the joint space \
      where the run kept it, data hashes and settings. It needs no network and \
      follows the reader's light or dark setting.

      Of an experiment's folder the page holds all runs in a table that can be \
      sorted, each with a page of its own in FILE-runs beside it, how early each \
      method finds what is vulnerable with the range of its seeds, and the tables.

      Nothing is trained or scored anew: the page shows what the folder says. Only \
      the t-SNE and the boundary distortion of the joint space are computed here, \
      from the run's own points.

      EXAMPLES
        vulnadapt report runs/3f2a90c1 -o report.html
        vulnadapt report quick-results -o quick.html
        vulnadapt report runs/3f2a90c1 --plots plots
        vulnadapt report runs/3f2a90c1 -o report.html --no-joint-space
      """)

  @Argument(help: ArgumentHelp("The folder of a run or of an experiment.", valueName: "run"))
  var folder: String

  @Option(name: [.short, .long], help: ArgumentHelp("The HTML file to write.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A folder to write each plot to, as SVG; made if it is not there.", valueName: "folder"))
  var plots: String?

  @Flag(inversion: .prefixedNo, help: "Draw and measure the joint space, which takes longest.")
  var jointSpace = true

  @OptionGroup var embedding: EmbeddingOptions

  @OptionGroup var parallel: ThreadOptions

  func validate() throws {
    if output == nil && plots == nil {
      throw ValidationError(
        "Say where to write: --output FILE for a page, --plots FOLDER for SVG files, or both.")
    }
  }

  func run() throws {
    try Console.standard.run { try report(console: .standard, terminal: .current()) }
  }

  /// Reads the run and writes the page and the plots.
  func report(console: Console, terminal: Terminal) throws {
    let experiment = ExperimentFolder(URL(fileURLWithPath: folder))
    if (try? experiment.logs())?.isEmpty == false { return try report(on: experiment, console, terminal) }
    let runs = RunFolder.runs(below: URL(fileURLWithPath: folder))
    if !runs.isEmpty { throw RunFolderError.holdsRuns(folder: folder, runs: runs) }
    let report = try parallel.limit {
      try read(console, terminal)
    }
    if let output {
      try TextFile.write(report.html, to: URL(fileURLWithPath: output))
      console.note("wrote \(output.printable)")
    }
    if let plots { try write(report.plots, to: plots, console) }
    for note in report.notes { console.note("note: \(note.printable)") }
  }

  /// Writes the page of an experiment and, beside it, that of each run whose folder is there.
  private func report(on experiment: ExperimentFolder, _ console: Console, _ terminal: Terminal) throws {
    let report = try ExperimentReport(experiment)
    for error in report.unreadScores { console.warnOfUnreadScores(error) }
    if let output {
      let page = URL(fileURLWithPath: output)
      let pages = page.deletingPathExtension().lastPathComponent + "-runs"
      let folder = page.deletingLastPathComponent().appendingPathComponent(pages, isDirectory: true)
      var options = RunReport.Options()
      options.showsJointSpace = false
      var written: Set<String> = []
      var progress = StatusLine(terminal)
      defer { progress.clear() }
      for record in report.records {
        let folderOfRun = experiment.run(record)
        guard FileManager.default.fileExists(atPath: folderOfRun.url.path) else { continue }
        let run: RunReport
        do {
          run = try RunReport(folderOfRun, options: options)
        } catch {
          progress.clear()
          console.note("warning: a run has no page: \(error)")
          continue
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let name = ExperimentFolder.name(of: record) + ".html"
        try TextFile.write(run.html, to: folder.appendingPathComponent(name))
        written.insert(name)
        progress.show("\(written.count) of \(report.records.count) runs …")
      }
      let base = pages.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      try TextFile.write(
        report.html { record in
          let name = ExperimentFolder.name(of: record) + ".html"
          return written.contains(name) ? "\(base)/\(name)" : nil
        }, to: page)
      progress.clear()
      console.note("wrote \(output.printable) and \(written.count) pages of runs in \(pages.printable)")
    }
    if let plots { try write(report.plots, to: plots, console) }
  }

  private func write(_ plots: [RunPlot], to folder: String, _ console: Console) throws {
    let url = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for plot in plots {
      try TextFile.write(plot.sheet.file, to: url.appendingPathComponent("\(plot.name).svg"))
    }
    console.note("wrote \(plots.count) plots to \(folder.printable)")
  }

  private func read(_ console: Console, _ terminal: Terminal) throws -> RunReport {
    var options = RunReport.Options()
    options.showsJointSpace = jointSpace
    options.embedding.perplexity = embedding.perplexity
    options.embedding.seed = embedding.seed
    let watcher = InterruptWatcher(console)
    var progress = StatusLine(terminal)
    defer { progress.clear() }
    do {
      return try RunReport(
        RunFolder(URL(fileURLWithPath: folder)), options: options, shouldStop: { watcher.isRequested },
        onIteration: { progress.show("t-SNE: \($0) of \(options.embedding.iterations) iterations") })
    } catch is CancellationError {
      progress.clear()
      console.note("vulnadapt: stopped; nothing was written")
      throw ExitStatus.couldNotFinish.exitCode
    }
  }
}
