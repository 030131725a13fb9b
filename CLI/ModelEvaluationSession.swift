import Core
import Foundation

/// Does the work of `vulnadapt evaluate PROJECT --model …`.
struct ModelEvaluationSession {
  let command: EvaluateCommand
  let project: String
  /// The model file, or the word for the starter model.
  let model: String
  let console: Console

  func run() throws {
    var model = try StarterModel.model(named: model)
    try model.route(command.through)
    if model.network != nil { console.warnOfSlowKernels() }
    let labeled = try command.labeled.map { try console.load(labeled: $0) }
    let evaluation = try ModelEvaluation(
      project: console.load(labeled: project, labels: command.labels), labeled: labeled)
    if let pair = evaluation.pair { console.note(pair.duplicates.summary) }
    let cautions = evaluation.cautions(about: model)
    for caution in cautions { console.note("warning: \(caution)") }
    let watcher = InterruptWatcher(console, .afterThisStep)
    var progress = EvaluationProgress(runs: 1, note: console.note)
    let settings = try command.settings()
    let result = try evaluation.perform(
      model, settings: settings, shouldStop: { watcher.isRequested },
      onEvent: { progress.show(settings.seed, true, $0) })
    guard let result else {
      console.note("stopped; nothing was measured")
      throw ExitStatus.couldNotFinish.exitCode
    }
    try write(result, of: evaluation, cautions: cautions)
  }

  private struct Report: Encodable {
    var project: String
    var functions: Int
    var vulnerable: Int
    var duplicates: DuplicateCounts?
    var figures: [RankerFigures]
    var differences: [PairedDifference]
    var verdict: String
    var cautions: [String]
  }

  private func write(_ result: ModelEvaluation.Result, of evaluation: ModelEvaluation, cautions: [String])
    throws
  {
    if command.output.format == .json {
      return try console.line(
        try EvaluateCommand.json(
          Report(
            project: evaluation.name, functions: evaluation.functionCount,
            vulnerable: evaluation.vulnerableCount, duplicates: evaluation.pair?.duplicates,
            figures: result.figures, differences: result.differences, verdict: result.verdict,
            cautions: cautions)))
    }
    try console.line(
      "\(evaluation.name.printable): \(evaluation.vulnerableCount) of \(evaluation.functionCount) functions are "
        + "vulnerable; figures with [95 % interval]\n")
    try console.write(command.tables(result.figures))
    try console.line("\n" + result.verdict)
  }
}

/// Why a model cannot be measured as asked.
struct RouteError: ExplainedError {
  var route: EvaluateCommand.Route

  var explanation: ErrorExplanation {
    .init(
      "The model has no \(route.rawValue) generator: it was trained by a method with one generator or none.",
      next: "Leave --through out.")
  }
}

extension ModelFile {
  /// Sends functions through another generator than the model's own choice.
  fileprivate mutating func route(_ route: EvaluateCommand.Route) throws {
    let generator: NetworkSettings.Generator
    switch route {
    case .model: return
    case .source: generator = .source
    case .target: generator = .target
    }
    guard network?.generators.contains(generator) == true else { throw RouteError(route: route) }
    network?.scoringGenerator = generator
  }
}
