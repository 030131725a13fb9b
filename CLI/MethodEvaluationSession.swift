import Core
import Foundation

/// Does the work of `vulnadapt evaluate --labeled … --target … --method …`.
struct MethodEvaluationSession {
  let command: EvaluateCommand
  let method: String
  let target: String
  let console: Console

  func run() throws {
    let watcher = InterruptWatcher(console, .afterThisStep)
    let settings = try command.settings()
    console.warnOfSlowKernels()
    let pair = try readPair()
    console.note(pair.duplicates.summary)
    let evaluation = try PairEvaluation(
      pair: pair, method: method, settings: settings, evaluationProtocol: command.evaluationProtocol,
      seeds: (0..<UInt64(command.seeds)).map { settings.seed &+ $0 })
    var progress = EvaluationProgress(runs: evaluation.runs.count, note: console.note)
    let result = try evaluation.perform(
      shouldStop: { watcher.isRequested },
      onRun: { number, result in
        progress.finish(number, result.record)
        try keep(result, of: pair)
      },
      onEvent: { seed, isSourceOnly, event in progress.show(seed, isSourceOnly, event) })
    guard let result else {
      console.note("stopped; finished seeds are in the run folder, if one was given")
      throw ExitStatus.couldNotFinish.exitCode
    }
    try write(result, pair: pair)
  }

  private func readPair() throws -> EvaluationPair {
    return try EvaluationPair(
      labeled: command.labeled.map { try console.load(labeled: $0) },
      target: console.load(labeled: target, labels: command.labels))
  }

  private func keep(_ result: EvaluationRunResult, of pair: EvaluationPair) throws {
    guard let path = command.runFolder else { return }
    var folder = URL(fileURLWithPath: path, isDirectory: true)
    if command.seeds > 1 { folder.appendPathComponent("seed-\(result.record.seed)") }
    try RunFolder(folder).write(
      record: result.record, events: result.events, scores: result.scores,
      joint: result.jointRepresentations(of: pair))
    console.note("wrote \(folder.path.printable)")
  }

  private struct Report: Encodable {
    var pair: String
    var evaluationProtocol: EvaluationProtocol
    var isOracle: Bool
    var seeds: [UInt64]
    var duplicates: DuplicateCounts
    var figures: [RankerFigures]
    var differences: [PairedDifference]
    var verdict: String

    private enum CodingKeys: String, CodingKey {
      case pair, isOracle, seeds, duplicates, figures, differences, verdict
      case evaluationProtocol = "protocol"
    }
  }

  private func write(_ result: PairEvaluation.Result, pair: EvaluationPair) throws {
    let isOracle = command.evaluationProtocol.isOracle
    if command.output.format == .json {
      return try console.line(
        try EvaluateCommand.json(
          Report(
            pair: pair.name, evaluationProtocol: command.evaluationProtocol, isOracle: isOracle,
            seeds: result.runs.map(\.record.seed), duplicates: pair.duplicates, figures: result.figures,
            differences: result.differences, verdict: result.verdict)))
    }
    let seeds = result.runs.count
    let brackets =
      isOracle && seeds > 1
      ? "mean over \(seeds) seeds [lowest highest]"
      : "mean over \(counting: seeds, "seed") [95 % interval]"
    try console.line("\(pair.name), \(command.evaluationProtocol.title): \(brackets)")
    try console.line("\(pair.vulnerableCount) of \(pair.functionCount) functions are vulnerable\n")
    try console.write(command.tables(result.figures, isOracle: isOracle))
    try console.line("\n" + result.verdict)
  }
}

/// Tells how an evaluation gets on, a line for every run and now and then one in between.
struct EvaluationProgress {
  let runs: Int
  let note: (String) -> Void
  private let start = Date()
  private var lastNote = Date()

  /// Seconds between two lines of one run.
  static let spacing: TimeInterval = 10

  init(runs: Int, note: @escaping (String) -> Void) {
    self.runs = runs
    self.note = note
  }

  mutating func show(_ seed: UInt64, _ isSourceOnly: Bool, _ event: TrainingEvent) {
    let name = isSourceOnly ? "seed \(seed), source alone" : "seed \(seed)"
    switch event {
    case .warning(let text): note("\(name): warning: \(text)")
    case .evaluated(let report) where Date().timeIntervalSince(lastNote) >= Self.spacing:
      lastNote = Date()
      note(
        "\(name): step \(report.step), validation AP \(String(figure: report.validation.averagePrecision))"
      )
    default: break
    }
  }

  mutating func finish(_ number: Int, _ record: RunRecord) {
    let measure: Measure = record.evaluationProtocol.isOracle ? .f1 : .averagePrecision
    let value = record.figures(of: record.method)?.perFunction[measure]?.value ?? .nan
    let left = Date().timeIntervalSince(start) / Double(number) * Double(runs - number)
    note(
      "\(number)/\(runs)  seed \(record.seed)  \(measure.title) \(String(figure: value))"
        + (number < runs ? "  \(TrainingProgressPrinter.duration(left)) left" : ""))
  }
}
