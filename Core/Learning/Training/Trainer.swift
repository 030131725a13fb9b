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
  /// those to keep.
  public let networks: AdaptationNetworks
  /// How far the run has come.
  public internal(set) var progress = TrainingProgress()

  let schedule: TrainingSchedule
  let step: TrainingStep
  let teacher: Teacher?
  var bestParameters: [[Float]]?
  let validator: Validator
  private var sampler: StepSampler

  /// Seconds between two checkpoints of a run that is not interrupted.
  static let checkpointSpacing: TimeInterval = 15

  /// Prepares a run.
  ///
  /// - Throws: ``TrainingError`` when the data cannot be learned from; ``SettingError`` when a setting is out of range.
  public init(data: TrainingData, method: AdaptationMethod, settings: TrainingSettings) throws {
    try TrainingError.check(data: data, method: method)
    try settings.check()
    var settings = settings
    settings.objective.vulnerableWeight = settings.classBalance.vulnerableWeight(
      labels: data.trainingLabels)
    self.data = data
    self.method = method
    networks = AdaptationNetworks(
      method: method,
      configuration: settings.generatorConfiguration(vocabularySize: data.vocabulary.count),
      headSizes: settings.headSizes, seed: settings.seed)
    if settings.targetStart == .copy { networks.copySourceGeneratorToTarget() }
    if settings.selfTraining.labels == .agreed, data.pseudoLabels == nil { settings.selfTraining.steps = 0 }
    self.settings = settings
    schedule = TrainingSchedule(method: method, settings: settings)
    step = TrainingStep(networks: networks, settings: settings)
    teacher = schedule.hasTeacher ? Teacher(like: networks) : nil
    sampler = StepSampler(data: data, settings: settings)
    validator = Validator(
      functions: data.validation, labels: data.validationLabels,
      vulnerableWeight: settings.objective.vulnerableWeight,
      maximumStatements: settings.maximumStatements, longFunctions: settings.longFunctions)
  }

  /// Goes on from a checkpoint of the same run.
  func restore(progress: TrainingProgress, bestParameters: [[Float]]?) {
    self.progress = progress
    self.bestParameters = bestParameters
    step.generatorOptimiser.stepCount = progress.generatorUpdates
    step.discriminatorOptimiser.stepCount = progress.discriminatorUpdates
  }

  /// Trains to the end, to a stop, or to divergence; leaves the weights to keep in `networks`.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked before each step; true ends the run with ``TrainingOutcome/interrupted``.
  ///   - saveCheckpoint: Called now and then between steps, and once on a stop.
  ///   - onEvent: Told everything as it happens.
  /// - Returns: Why training ended.
  /// - Throws: What `saveCheckpoint` throws.
  public func run(
    shouldStop: () -> Bool = { false }, saveCheckpoint: (Trainer) throws -> Void = { _ in },
    onEvent: (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainingOutcome {
    let parameterCount = networks.generatorParameters.reduce(0) { $0 + $1.value.count }
    onEvent(.started(step: progress.step, maximumSteps: schedule.steps, parameters: parameterCount))
    var lastCheckpoint = Date()
    var outcome = TrainingOutcome.completed
    while progress.phase < schedule.phases.count {
      let phase = schedule.phases[progress.phase]
      if shouldStop() {
        outcome = .interrupted
        break
      }
      if progress.stepInPhase == 0 {
        enter(phase)
        if schedule.phases.count > 1 { onEvent(.entered(phase: phase.name, step: progress.step)) }
      }
      let result = performStep(of: phase)
      guard result.isFinite else {
        onEvent(.warning(Self.divergenceMessage(step: progress.step + 1)))
        outcome = .diverged
        break
      }
      progress.step += 1
      progress.stepInPhase += 1
      progress.recent.add(result)
      onEvent(.step(report(result)))
      let isLastStep = progress.stepInPhase == phase.steps
      guard progress.step.isMultiple(of: settings.evaluationInterval) || isLastStep else { continue }
      let evaluation = evaluate(in: phase)
      onEvent(.evaluated(evaluation))
      for warning in collapseWarnings(after: evaluation) { onEvent(.warning(warning)) }
      let stopsEarly = stopsEarly(phase, after: evaluation)
      if stopsEarly || isLastStep {
        outcome = stopsEarly ? .stoppedEarly : .completed
        progress.phase += 1
        progress.stepInPhase = 0
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

  /// Brings the networks to the weights a phase starts from.
  private func enter(_ phase: TrainingPhase) {
    switch phase.start {
    case .current: break
    case .sourceGeneratorForBoth: networks.copySourceGeneratorToTarget()
    case .bestStep:
      restoreBestParameters()
      step.generatorOptimiser.reset()
      step.discriminatorOptimiser.reset()
    }
    if phase.usesPseudoLabels { progress.pseudoLabels = data.pseudoLabels ?? ownPseudoLabels() }
  }

  /// Logit of "vulnerable" less the other one of each function, through the target's generator.
  func targetLeads(of functions: [EncodedFunction]) -> [Float] {
    validator.leads(of: functions, through: networks.targetGenerator, classifier: networks.classifier)
  }

  private func ownPseudoLabels() -> PseudoLabels {
    PseudoLabels(
      scores: targetLeads(of: data.target), vulnerableShare: settings.selfTraining.vulnerableShare,
      notVulnerableShare: settings.selfTraining.notVulnerableShare)
  }

  private func performStep(of phase: TrainingPhase) -> TrainingStep.Result {
    var input = sampler.input(
      ofStep: progress.step, phase: phase, pseudoLabels: progress.pseudoLabels)
    if let teacher, let interval = phase.teacherInterval, let target = input.target {
      if progress.stepInPhase.isMultiple(of: interval) { teacher.copy(from: networks) }
      input.teacherLogits = teacher.logits(of: target.pieces)
    }
    // Labels of its own tell the target generator which side is the vulnerable one.
    let result = step.perform(
      input, terms: phase.terms, game: phase.game,
      targetPull: phase.usesPseudoLabels ? 0 : settings.targetPull)
    progress.generatorUpdates = step.generatorOptimiser.stepCount
    progress.discriminatorUpdates = step.discriminatorOptimiser.stepCount
    return result
  }

  private func restoreBestParameters() {
    guard let bestParameters else { return }
    for (parameter, elements) in zip(networks.parameters, bestParameters) {
      parameter.value.copy(from: elements)
    }
  }

  private func report(_ result: TrainingStep.Result) -> StepReport {
    StepReport(
      step: progress.step, terms: result.terms, discriminatorLoss: result.discriminatorLoss,
      discriminatorAccuracies: result.discriminatorAccuracies, gradientNorm: result.gradientNorm)
  }

  private static func divergenceMessage(step: Int) -> String {
    "Step \(step) gave a loss or gradient that is not a number; the best step before it is kept. "
      + "Train again with a lower learning rate."
  }
}
