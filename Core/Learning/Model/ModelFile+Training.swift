extension ModelFile {
  /// Creates the model of a finished run, with a threshold chosen by the run's rule.
  ///
  /// The networks of `trainer` must be those of the step to keep, as they are after a run and calibration.
  ///
  /// - Throws: ``DetectionError`` when the weights lead to NaN; `EncodingError` never in practice.
  public init(run: TrainingRun, trainer: Trainer) throws {
    let networks = trainer.networks
    let isDual = networks.hasDualGenerators
    let settings = NetworkSettings(
      generator: networks.sourceGenerator.configuration,
      generators: isDual ? [.source, .target] : [.source],
      scoringGenerator: isDual ? .target : .source, classifierHiddenSizes: trainer.settings.headSizes)
    let best = trainer.progress.best
    self.init(
      method: run.method.id, network: settings, normalisation: run.settings.normalisation,
      vocabulary: run.data.vocabulary, threshold: 0.5,
      provenance: Provenance(
        labeled: run.labeledProjects, unlabeled: run.unlabeledProject.map { [$0] } ?? [],
        seed: run.settings.seed, step: best?.step ?? trainer.progress.step,
        settings: trainer.settings.recorded(for: TrainingMethod(run.method))
          .merging(["threads": String(Parallel.threadCount)]) { first, _ in first },
        libraryVersion: libraryVersion),
      metrics: Self.metrics(of: run.data, best: best), parameters: networks.generatorParameters)
    threshold = try run.settings.thresholdRule.threshold(model: self, data: run.data)
  }

  /// Source validation figures beside those of "longest function first" on the same functions.
  private static func metrics(of data: TrainingData, best: EvaluationReport?) -> [String: Double] {
    guard let best, best.validation.averagePrecision.isFinite else { return [:] }
    let lengths = data.validation.map { Double($0.tokens.count + $0.statementCount) }
    let longest = RankingMetrics(scores: lengths, labels: data.validationLabels)
    let (auc, precision) = ("source-validation/auc", "source-validation/average-precision")
    return [
      auc: best.validation.areaUnderCurve, auc + longestFirstSuffix: longest.areaUnderCurve,
      precision: best.validation.averagePrecision,
      precision + longestFirstSuffix: longest.averagePrecision,
    ]
  }
}

extension ThresholdRule {
  /// The score from which on a function is a suspect, 0...1.
  func threshold(model: ModelFile, data: TrainingData) throws -> Float {
    switch self {
    case .targetShare(let share) where !data.target.isEmpty:
      let scores = try Detector(model: model).scores(of: data.target).sorted(by: >)
      let suspects = max(1, Int((Double(scores.count) * share).rounded()))
      return scores[min(suspects, scores.count) - 1]
    case .targetShare, .sourceValidation:
      guard !data.validation.isEmpty else { return 0.5 }
      var source = model
      source.network?.scoringGenerator = .source
      let scores = try Detector(model: source).scores(of: data.validation).map { Double($0) }
      return Float(min(max(bestF1Threshold(scores: scores, labels: data.validationLabels), 0), 1))
    }
  }
}
