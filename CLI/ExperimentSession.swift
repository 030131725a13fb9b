import Core
import Foundation

/// Does the work of `vulnadapt experiment FILE.yml`.
struct ExperimentSession {
  var file: URL
  var output: URL
  var data: URL?
  var shard: Shard?
  var jobs: Int?
  var isPlanOnly: Bool
  var keepsRunFolders: Bool
  var console: Console

  func run() throws {
    let experiment = try ExperimentFile(contentsOf: file)
    let root = data ?? file.deletingLastPathComponent()
    let plan = try ExperimentPlan(experiment, root: root) { name, project in
      console.note("\(name): \(project.summary)")
    }
    for note in plan.notes { console.note("note: \(note)") }
    let runs = shard.map { plan.shard($0.index, of: $0.count) } ?? plan.runs
    if isPlanOnly { return list(runs) }
    let folder = ExperimentFolder(output)
    let log = try RunLog(folder.log(shard: shard.map { ($0.index, $0.count) }))
    if log.hadTornLine {
      console.note("note: \(log.url.lastPathComponent) ended in a torn line; that run is made again")
    }
    let foreign = Set(log.records.map(\.id)).subtracting(runs.map(\.id)).count
    if foreign > 0 {
      console.note(
        "note: \(foreign) finished runs belong to other data, settings or files; they stay out of the tables")
    }
    let outcome = try make(runs, folder: folder, log: log)
    if !outcome.records.isEmpty {
      try ExperimentTablesWriter(folder: folder, console: console)
        .write(outcome.records, isPart: shard != nil || outcome.isInterrupted)
    }
    if outcome.isInterrupted {
      console.note("stopped; the same command goes on with the runs that are left")
      throw ExitStatus.couldNotFinish.exitCode
    }
    if outcome.failures > 0 {
      console.note("\(outcome.failures) runs could not be finished; the same command tries them again")
      throw ExitStatus.couldNotFinish.exitCode
    }
  }

  private func list(_ runs: [EvaluationRun]) {
    for run in runs {
      console.line(
        [run.id, run.evaluationProtocol.rawValue, run.pair.name, run.label, "seed \(run.settings.seed)"]
          .joined(separator: "  "))
    }
    console.note("\(runs.count) runs")
  }

  private func make(
    _ runs: [EvaluationRun], folder: ExperimentFolder, log: RunLog
  ) throws -> ExperimentRunner.Outcome {
    var runner = ExperimentRunner(runs: runs, folder: folder)
    if let jobs { runner.lanes = jobs }
    runner.keepsRunFolders = keepsRunFolders
    let console = console
    let watcher = InterruptWatcher {
      console.note("\nstopping; runs in progress are given up, press Ctrl-C again to stop at once")
    }
    return try runner.run(
      log: log, shouldStop: { watcher.isRequested },
      onEvent: { event in console.note(Self.text(event)) })
  }

  static func text(_ event: ExperimentEvent) -> String {
    switch event {
    case .started(let done, let total):
      return done == 0 ? "\(total) runs" : "\(total) runs, \(done) of them finished before"
    case .finished(let record, let done, let total, let left):
      let figures = record.figures(of: record.method)?.perFunction
      let measure: Measure = record.evaluationProtocol.isOracle ? .f1 : .averagePrecision
      let value = figures?[measure]?.value.map { TrainingProgressPrinter.decimal($0) } ?? "–"
      let pair = record.labeled.map(\.name).joined(separator: " + ") + " → " + record.target.name
      var parts = [
        "\(done)/\(total)", record.evaluationProtocol.title, pair.printableText, record.label.printableText,
        "seed \(record.seed)", "\(measure.title) \(value)", TrainingProgressPrinter.duration(record.seconds),
      ]
      if let left { parts.append("\(TrainingProgressPrinter.duration(left)) left") }
      return parts.joined(separator: "  ")
    case .failed(let id, let label, let message):
      return "failed: \(label.printableText) (\(id)): \(message)"
    }
  }
}

/// Writes an experiment's tables beside its runs and shows them.
struct ExperimentTablesWriter {
  var folder: ExperimentFolder
  var console: Console

  func write(_ records: [RunRecord], isPart: Bool = false) throws {
    let summary = ExperimentSummary(records: records) { try? folder.run($0.id).scores() }
    let markdown = ExperimentMarkdown(summary).text
    if !isPart || !FileManager.default.fileExists(atPath: folder.markdown.path) {
      try Data(markdown.utf8).write(to: folder.markdown, options: .atomic)
      try Data(ExperimentHTML(summary, title: folder.url.lastPathComponent).text.utf8)
        .write(to: folder.page, options: .atomic)
    }
    console.write(markdown)
  }
}

extension String {
  /// The text without what a terminal would obey.
  fileprivate var printableText: String {
    String(unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7f }.map(Character.init))
  }
}
