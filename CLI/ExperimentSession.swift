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
  var redoesOtherBuilds = false
  var console: Console

  func run() throws {
    let experiment = try ExperimentFile(contentsOf: file)
    let root = data ?? file.deletingLastPathComponent()
    let plan = try ExperimentPlan(experiment, root: root) { name, project in
      console.note("\(name): \(project.summary)")
    }
    for note in plan.notes { console.note("note: \(note)") }
    let runs = shard.map { plan.shard($0.index, of: $0.count) } ?? plan.runs
    let folder = ExperimentFolder(output)
    var runner = ExperimentRunner(runs: runs, folder: folder)
    if let jobs { runner.lanes = jobs }
    runner.keepsRunFolders = keepsRunFolders
    runner.redoesOtherBuilds = redoesOtherBuilds
    runner.measuresBoundaryDistortion = experiment.measuresBoundaryDistortion
    if isPlanOnly { return try list(runner) }
    let log = try RunLog(folder.log(shard: shard.map { ($0.index, $0.count) }))
    if log.hadTornLine {
      console.note("note: \(log.url.lastPathComponent) ended in a torn line; that run is made again")
    }
    for note in runner.finished(among: log.records).notes(advice: CommandLineAdvice.clauses) {
      console.note("note: \(note)")
    }
    let outcome = try make(runner, log: log)
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

  /// Names the runs and, where an output folder exists, what is left of them.
  private func list(_ runner: ExperimentRunner) throws {
    // A folder that is not there yet holds no runs.
    let exists = FileManager.default.fileExists(atPath: runner.folder.url.path)
    let records = exists ? try runner.folder.records() : []
    let finished = runner.finished(among: records)
    let done = Set(finished.kept.map(\.id))
    for run in runner.runs {
      try console.line(
        [
          run.id, run.evaluationProtocol.rawValue, run.pair.name.printable, run.label.printable,
          "seed \(run.settings.seed)",
        ].joined(separator: "  ") + (done.contains(run.id) ? "  finished" : ""))
    }
    for note in finished.notes(advice: CommandLineAdvice.clauses) { console.note("note: \(note)") }
    console.note(
      "\(runner.runs.count) runs" + (done.isEmpty ? "" : ", \(done.count) of them finished"))
  }

  private func make(_ runner: ExperimentRunner, log: RunLog) throws -> ExperimentRunner.Outcome {
    console.warnOfSlowKernels()
    let console = console
    let watcher = InterruptWatcher(console, .withoutRunsInProgress)
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
      let value = figures?[measure]?.value.map(String.init(figure:)) ?? "–"
      var parts = [
        "\(done)/\(total)", record.evaluationProtocol.title, record.pairName.printable,
        record.label.printable,
        "seed \(record.seed)", "\(measure.title) \(value)", TrainingProgressPrinter.duration(record.seconds),
      ]
      if let left { parts.append("\(TrainingProgressPrinter.duration(left)) left") }
      return parts.joined(separator: "  ")
    case .failed(let id, let label, let message):
      return "failed: \(label.printable) (\(id)): \(message)"
    }
  }
}

/// Writes an experiment's tables beside its runs and shows them.
struct ExperimentTablesWriter {
  var folder: ExperimentFolder
  var console: Console

  func write(_ records: [RunRecord], isPart: Bool = false) throws {
    let summary = ExperimentSummary(records: records) { record in
      do throws(RunFolderError) {
        return try folder.scores(of: record)
      } catch {
        console.warnOfUnreadScores(error)
        return nil
      }
    }
    let markdown = ExperimentMarkdown(summary).text
    if !isPart || !FileManager.default.fileExists(atPath: folder.markdown.path) {
      try TextFile.write(markdown, to: folder.markdown)
      try TextFile.write(ExperimentHTML(summary, title: folder.url.lastPathComponent).text, to: folder.page)
    }
    try console.write(markdown)
  }
}

extension Console {
  /// Names a run whose scores are damaged.
  func warnOfUnreadScores(_ error: RunFolderError) {
    note("warning: a run is left out of what compares functions: \(error)")
  }
}
