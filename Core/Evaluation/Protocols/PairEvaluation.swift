/// One method on one pair of projects, over several seeds, beside the trivial rankers and learning from the source alone.
public struct PairEvaluation: Sendable {
  /// The name of learning from the source alone, in files.
  static let sourceOnlyName = "source-only"
  /// The method that learns from the source alone.
  public static let sourceOnlyMethod = AdaptationMethod.vuld.id

  /// The runs of the method, one a seed.
  public let runs: [EvaluationRun]

  /// Describes an evaluation.
  ///
  /// - Throws: ``EvaluationError`` or ``TrainingError`` for what cannot be measured.
  public init(
    pair: EvaluationPair, method: String, settings: TrainingSettings, evaluationProtocol: EvaluationProtocol,
    seeds: [UInt64]
  ) throws {
    runs = try seeds.map { seed in
      var settings = settings
      settings.seed = seed
      if evaluationProtocol == .parity { _ = try TargetParts(of: pair, seed: seed) }
      return try EvaluationRun(
        pair: pair, method: method, settings: settings, evaluationProtocol: evaluationProtocol)
    }
  }

  /// What an evaluation found.
  public struct Result: Sendable {
    /// Figures of the method, then of the rankers beside it: means over the seeds. Honest: with 95 % bootstrap
    /// intervals; parity, where each seed tests on other functions: with the range over the seeds.
    public var figures: [RankerFigures]
    /// Differences in average precision (parity: F1) to each ranker beside the method; none under parity with
    /// several seeds.
    public var differences: [PairedDifference]
    /// Does the method beat what is trivial, and could that be chance?
    public var verdict: String
    /// The runs of the method, one a seed.
    public var runs: [EvaluationRunResult]
  }

  /// Trains and measures, seed by seed.
  ///
  /// - Parameters:
  ///   - resamples: Draws of the bootstrap.
  ///   - shouldStop: Asked often; true ends the work.
  ///   - onRun: Told each finished run, with its number from one.
  ///   - onEvent: Told everything as it happens, with the seed and whether it is the run on the source alone.
  /// - Returns: The result, or nil when it was stopped.
  /// - Throws: ``TrainingError``, ``DetectionError``, or what `onRun` throws.
  public func perform(
    resamples: Int = 1000, shouldStop: @escaping @Sendable () -> Bool = { false },
    onRun: (Int, EvaluationRunResult) throws -> Void = { _, _ in },
    onEvent: (UInt64, Bool, TrainingEvent) -> Void = { _, _, _ in }
  ) throws -> Result? {
    let trivial = TrivialRankers()
    var results: [EvaluationRunResult] = []
    for (index, run) in runs.enumerated() {
      let beside = try sourceOnly(
        beside: run, trivial: trivial, shouldStop: shouldStop,
        onEvent: { onEvent(run.settings.seed, true, $0) })
      guard let beside else { return nil }
      let result = try run.perform(
        trivial: trivial, beside: beside, resamples: resamples, shouldStop: shouldStop,
        onEvent: { onEvent(run.settings.seed, false, $0) })
      guard let result else { return nil }
      results.append(result)
      try onRun(index + 1, result)
    }
    return summarise(results, resamples: resamples)
  }

  /// Scores by a model that saw the source alone; empty when the method is that one, nil when stopped.
  private func sourceOnly(
    beside run: EvaluationRun, trivial: TrivialRankers, shouldStop: @escaping @Sendable () -> Bool,
    onEvent: (TrainingEvent) -> Void
  ) throws -> [(name: String, validation: [Double], target: [Double])]? {
    guard run.method != Self.sourceOnlyMethod else { return [] }
    let scores = try Self.sourceOnlyScores(
      of: run.pair, settings: run.settings, trivial: trivial, shouldStop: shouldStop, onEvent: onEvent)
    return scores.map { [(Self.sourceOnlyName, $0.validation, $0.target)] }
  }

  /// Scores by networks that learn from the source alone; nil when stopped.
  ///
  /// Also under parity the honest training: its scores of all target functions are cut to the test part.
  static func sourceOnlyScores(
    of pair: EvaluationPair, settings: TrainingSettings, trivial: TrivialRankers,
    shouldStop: @escaping @Sendable () -> Bool, onEvent: (TrainingEvent) -> Void
  ) throws -> (validation: [Double], target: [Double])? {
    let run = try EvaluationRun(
      pair: pair, method: sourceOnlyMethod, settings: settings, evaluationProtocol: .honest)
    guard
      let result = try run.perform(trivial: trivial, resamples: 0, shouldStop: shouldStop, onEvent: onEvent)
    else { return nil }
    func scores(_ domain: ScoreTable.Domain) -> [Double] {
      result.scores.scores(of: sourceOnlyMethod, in: result.scores.rows(of: domain)) ?? []
    }
    return (scores(.validation), scores(.target))
  }

  private func summarise(_ results: [EvaluationRunResult], resamples: Int) -> Result? {
    guard let first = results.first, let run = runs.first else { return nil }
    let names = first.rankers.map(\.name)
    let baselines = names.dropFirst()
    if results.count > 1, run.evaluationProtocol == .parity {
      return Result(
        figures: names.map { Self.range(of: $0, results) }, differences: [],
        verdict: results.map { "Seed \($0.record.seed): \($0.record.verdict)" }.joined(separator: "\n"),
        runs: results)
    }
    let rankers = names.map { name in
      RankedRuns(name: name, runs: results.flatMap { $0.rankers.filter { $0.name == name }.flatMap(\.runs) })
    }
    let bootstrap = Bootstrap(resamples: resamples).measure(rankers, on: first.measured)
    let isOracle = run.evaluationProtocol.isOracle
    return Result(
      figures: bootstrap.figures,
      differences: baselines.compactMap {
        bootstrap.difference(of: run.method, to: $0, isOracle ? .f1 : .averagePrecision)
      },
      verdict: Verdict.sentence(
        title: run.label, ranker: run.method, result: bootstrap, isOracle: isOracle), runs: results)
  }

  /// A ranker's mean figures with their range over the seeds.
  private static func range(of ranker: String, _ results: [EvaluationRunResult]) -> RankerFigures {
    let figures = results.compactMap { $0.record.figures(of: ranker) }
    func estimates(_ path: KeyPath<RankerFigures, [Measure: Estimate]>) -> [Measure: Estimate] {
      Dictionary(
        uniqueKeysWithValues: Measure.allCases.map { measure in
          let values = figures.compactMap { $0[keyPath: path][measure]?.value }
          let mean = values.isEmpty ? nil : values.mean
          return (measure, Estimate(mean, low: values.min(), high: values.max()))
        })
    }
    return RankerFigures(
      ranker: ranker, perFunction: estimates(\.perFunction), perGroup: estimates(\.perGroup))
  }
}
