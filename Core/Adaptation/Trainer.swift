import Foundation

/// Trains the networks of a method on one pair of projects.
///
/// Every random choice depends on the seed and the step alone, so that a run resumed from a
/// checkpoint ends exactly as an unbroken one, given the same thread count.
public final class Trainer {
  /// The data of the run.
  public let data: TrainingData
  /// The method of the run.
  public let method: AdaptationMethod
  /// The settings of the run; class weights are filled in.
  public let settings: TrainingSettings
  /// The networks as they are after the last step; after ``run(shouldStop:saveCheckpoint:onEvent:)``,
  /// as they were at the best step.
  public let networks: AdaptationNetworks
  /// How far the run has come.
  public private(set) var progress = TrainingProgress()

  let step: TrainingStep
  var bestParameters: [[Float]]?
  private var sourceSampler: BatchSampler
  private var targetSampler: BatchSampler?
  let validator: Validator

  /// Seconds between two checkpoints of a run that is not interrupted.
  static let checkpointSpacing: TimeInterval = 15
  /// Share of domains told from which on a discriminator counts as having won.
  static let collapsedAccuracy: Float = 0.995

  /// Prepares a run.
  ///
  /// - Throws: ``TrainingError`` when the data cannot be learned from or a setting is out of range.
  public init(data: TrainingData, method: AdaptationMethod, settings: TrainingSettings) throws {
    try TrainingError.check(data: data, method: method, settings: settings)
    var settings = settings
    settings.objective.vulnerableWeight = settings.classBalance.vulnerableWeight(
      labels: data.trainingLabels)
    self.data = data
    self.method = method
    self.settings = settings
    networks = AdaptationNetworks(
      method: method,
      configuration: settings.generatorConfiguration(vocabularySize: data.vocabulary.count),
      headSizes: settings.headSizes, seed: settings.seed)
    if settings.targetStart == .copy { networks.copySourceGeneratorToTarget() }
    step = TrainingStep(networks: networks, method: method, settings: settings)
    sourceSampler = BatchSampler(
      count: data.training.count, batchSize: settings.batchSize, seed: settings.seed, stream: 1 << 40)
    if method.usesTarget {
      targetSampler = BatchSampler(
        count: data.target.count, batchSize: settings.batchSize, seed: settings.seed, stream: 2 << 40)
    }
    validator = Validator(
      functions: data.validation, labels: data.validationLabels,
      vulnerableWeight: settings.objective.vulnerableWeight,
      maximumStatements: settings.maximumStatements)
  }

  /// Goes on from a checkpoint of the same run.
  func restore(progress: TrainingProgress, bestParameters: [[Float]]?) {
    self.progress = progress
    self.bestParameters = bestParameters
    step.generatorOptimiser.stepCount = progress.generatorUpdates
    step.discriminatorOptimiser.stepCount = progress.discriminatorUpdates
  }

  /// Trains to the end, to a stop, or to divergence; leaves the best step's weights in `networks`.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked after each step; true ends the run with ``TrainingOutcome/interrupted``.
  ///   - saveCheckpoint: Called now and then between steps, and once on a stop.
  ///   - onEvent: Told everything as it happens.
  /// - Returns: Why training ended.
  /// - Throws: What `saveCheckpoint` throws.
  public func run(
    shouldStop: () -> Bool = { false }, saveCheckpoint: (Trainer) throws -> Void = { _ in },
    onEvent: (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainingOutcome {
    let parameterCount = networks.generatorParameters.reduce(0) { $0 + $1.value.count }
    onEvent(
      .started(step: progress.step, maximumSteps: settings.maximumSteps, parameters: parameterCount))
    var lastCheckpoint = Date()
    var outcome = TrainingOutcome.completed
    while progress.step < settings.maximumSteps {
      if shouldStop() {
        outcome = .interrupted
        break
      }
      let result = performStep()
      guard result.isFinite else {
        onEvent(.warning(Self.divergenceMessage(step: progress.step + 1)))
        outcome = .diverged
        break
      }
      progress.step += 1
      progress.recent.add(result)
      onEvent(.step(report(result)))
      guard
        progress.step.isMultiple(of: settings.evaluationInterval)
          || progress.step == settings.maximumSteps
      else { continue }
      let evaluation = evaluate()
      onEvent(.evaluated(evaluation))
      warnOfCollapse(evaluation, onEvent)
      if settings.patience > 0, progress.step >= settings.minimumSteps,
        evaluation.evaluationsWithoutImprovement >= settings.patience
      {
        outcome = .stoppedEarly
        break
      }
      if Date().timeIntervalSince(lastCheckpoint) >= Self.checkpointSpacing {
        try saveCheckpoint(self)
        lastCheckpoint = Date()
      }
    }
    if outcome == .interrupted { try saveCheckpoint(self) }
    restoreBestParameters()
    onEvent(.finished(outcome))
    return outcome
  }

  private func performStep() -> TrainingStep.Result {
    let isWarmUp = settings.targetStart == .warm && progress.step < settings.warmUpSteps
    if settings.targetStart == .warm, progress.step == settings.warmUpSteps {
      networks.copySourceGeneratorToTarget()
    }
    let sourceIndices = sourceSampler.indices(ofStep: progress.step)
    let source = Batch(sourceIndices.map { data.training[$0] }, length: settings.maximumStatements)
    let target =
      isWarmUp
      ? nil
      : targetSampler?.indices(ofStep: progress.step).map { data.target[$0] }
    var dropout = SeededGenerator(seed: settings.seed, stream: 3 << 40 + UInt64(progress.step))
    let result = step.perform(
      source: source, labels: sourceIndices.map { data.trainingLabels[$0] },
      target: target.map { Batch($0, length: settings.maximumStatements) },
      dropoutSeed: settings.dropout > 0 ? dropout.next() : nil)
    progress.generatorUpdates = step.generatorOptimiser.stepCount
    progress.discriminatorUpdates = step.discriminatorOptimiser.stepCount
    return result
  }

  private func evaluate() -> EvaluationReport {
    let (metrics, loss) = validator.evaluate(networks)
    let isEligible = progress.step >= min(settings.minimumSteps, settings.maximumSteps)
    let isBest =
      isEligible && Validator.isBetter((metrics, loss), than: progress.best)
    let report = EvaluationReport(
      step: progress.step, validation: metrics, validationLoss: loss, isBest: isBest,
      evaluationsWithoutImprovement: isBest || progress.best == nil
        ? 0 : (progress.history.last?.evaluationsWithoutImprovement ?? 0) + 1,
      terms: progress.recent.meanTerms, discriminatorAccuracies: progress.recent.meanAccuracies)
    progress.recent = RecentSums()
    progress.history.append(report)
    if isBest {
      progress.best = report
      bestParameters = networks.generatorParameters.map { Array($0.value.elements) }
    }
    return report
  }

  private func restoreBestParameters() {
    guard let bestParameters else { return }
    for (parameter, elements) in zip(networks.generatorParameters, bestParameters) {
      parameter.value.copy(from: elements)
    }
  }

  private func report(_ result: TrainingStep.Result) -> StepReport {
    StepReport(
      step: progress.step, terms: result.terms, discriminatorLoss: result.discriminatorLoss,
      discriminatorAccuracies: result.discriminatorAccuracies, gradientNorm: result.gradientNorm)
  }

  /// Says once that a discriminator has won: then it gives the generators no direction any more.
  private func warnOfCollapse(_ report: EvaluationReport, _ onEvent: (TrainingEvent) -> Void) {
    for (name, accuracy) in report.discriminatorAccuracies.sorted(by: { $0.key < $1.key }) {
      let looks = accuracy >= Self.collapsedAccuracy ? progress.collapsedLooks[name, default: 0] + 1 : 0
      progress.collapsedLooks[name] = looks
      guard looks == 3 else { continue }
      onEvent(
        .warning(
          "The \(name) discriminator has told both projects apart without error for "
            + "\(3 * settings.evaluationInterval) steps: the generators no longer learn from it. "
            + "Lower --learning-rate, or raise --beta."))
    }
  }

  private static func divergenceMessage(step: Int) -> String {
    "Step \(step) gave a loss or gradient that is not a number; the best step before it is kept. "
      + "Train again with a lower --learning-rate."
  }
}
