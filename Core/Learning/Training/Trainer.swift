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
  /// The weights of the looks in ``TrainingProgress/rivals``.
  var rivalParameters: [[[Float]]] = []
  /// The weights of the best training before this one.
  var chosenParameters: [[Float]]?
  let validator: Validator
  var sampler: StepSampler
  private var lastCheckpoint = Date()

  /// Seconds between two checkpoints of a run that is not interrupted.
  static let checkpointSpacing: TimeInterval = 15

  /// Prepares a run.
  ///
  /// - Throws: ``TrainingError`` when the data cannot be learned from; ``SettingError`` when a setting is out of range.
  public init(data: TrainingData, method: AdaptationMethod, settings: TrainingSettings) throws {
    try TrainingError.check(data: data, method: method)
    try settings.check()
    var settings = settings.resolved(for: method)
    settings.objective.vulnerableWeight = settings.classBalance.vulnerableWeight(
      labels: data.trainingLabels)
    self.data = data
    self.method = method
    if data.judge == nil { settings.restarts = 1 }
    networks = Self.freshNetworks(data, method, settings, seed: settings.seed)
    if settings.selfTraining.labels == .agreed, data.pseudoLabels == nil { settings.selfTraining.steps = 0 }
    self.settings = settings
    schedule = TrainingSchedule(method: method, settings: settings)
    step = TrainingStep(networks: networks, settings: settings)
    teacher = schedule.hasTeacher ? Teacher(like: networks) : nil
    sampler = StepSampler(data: data, settings: settings)
    validator = Validator(
      functions: data.validation, labels: data.validationLabels,
      vulnerableWeight: settings.objective.vulnerableWeight,
      maximumStatements: settings.maximumStatements, longFunctions: settings.longFunctions,
      wide: data.wide?.validation)
  }

  /// Goes on from a checkpoint of the same run.
  func restore(
    progress: TrainingProgress, bestParameters: [[Float]]?, chosenParameters: [[Float]]?,
    rivalParameters: [[[Float]]]
  ) {
    self.progress = progress
    self.rivalParameters = rivalParameters
    self.bestParameters = bestParameters
    self.chosenParameters = chosenParameters
    sampler = makeSampler()
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
    onEvent(
      .started(
        step: stepsBefore + progress.step, maximumSteps: schedule.steps * settings.restarts,
        parameters: parameterCount))
    if progress.softLeads.isEmpty, let leads = data.softLeads { progress.softLeads = leads }
    lastCheckpoint = Date()
    while true {
      let outcome = try runPhases(
        shouldStop: shouldStop, saveCheckpoint: saveCheckpoint, onEvent: onEvent)
      guard settings.restarts > 1 else {
        restoreBestParameters()
        onEvent(.finished(outcome))
        return outcome
      }
      if outcome != .interrupted { finishTraining() }
      guard outcome == .interrupted || progress.restart + 1 == settings.restarts else {
        restart()
        continue
      }
      let hasChoice = progress.finished.best != nil
      if hasChoice {
        bestParameters = chosenParameters
        progress.best = progress.finished.best
      }
      restoreBestParameters()
      let ending = hasChoice && outcome == .diverged ? TrainingOutcome.completed : outcome
      onEvent(.finished(ending))
      return ending
    }
  }

  /// Trains through the phases that are left.
  private func runPhases(
    shouldStop: () -> Bool, saveCheckpoint: (Trainer) throws -> Void, onEvent: (TrainingEvent) -> Void
  ) throws -> TrainingOutcome {
    var outcome = TrainingOutcome.completed
    while progress.phase < schedule.phases.count {
      let phase = schedule.phases[progress.phase]
      if shouldStop() {
        outcome = .interrupted
        break
      }
      if progress.stepInPhase == 0 {
        enter(phase)
        if schedule.phases.count > 1 || settings.restarts > 1 {
          onEvent(.entered(phase: title(of: phase), step: stepsBefore + progress.step))
        }
      }
      let result = performStep(of: phase)
      guard result.isFinite else {
        onEvent(.warning(Self.divergenceMessage(step: stepsBefore + progress.step + 1)))
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
        forgetRivals()
      }
      if Date().timeIntervalSince(lastCheckpoint) >= Self.checkpointSpacing {
        try saveCheckpoint(self)
        lastCheckpoint = Date()
      }
    }
    if outcome == .interrupted { try saveCheckpoint(self) }
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

  /// The target's logits.
  ///
  /// - Parameters:
  ///   - functions: The functions.
  ///   - wide: Their linear features; nil for networks alone.
  /// - Returns: Logit of "vulnerable" less the other one of each function, through the target's generator.
  func targetLeads(of functions: [EncodedFunction], wide: SparseRows?) -> [Float] {
    validator.leads(of: functions, wide: wide, through: networks.targetGenerator, networks)
  }

  private func ownPseudoLabels() -> PseudoLabels {
    PseudoLabels(
      scores: targetLeads(of: data.target, wide: data.wide?.target),
      vulnerableShare: settings.selfTraining.vulnerableShare,
      notVulnerableShare: settings.selfTraining.notVulnerableShare)
  }

  private func performStep(of phase: TrainingPhase) -> TrainingStep.Result {
    var input = sampler.input(
      ofStep: progress.step, phase: phase, pseudoLabels: progress.pseudoLabels, softLeads: progress.softLeads)
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

  func restoreBestParameters() {
    guard let bestParameters else { return }
    for (parameter, elements) in zip(networks.parameters, bestParameters) {
      parameter.value.copy(from: elements)
    }
  }

  private func report(_ result: TrainingStep.Result) -> StepReport {
    StepReport(
      step: stepsBefore + progress.step, terms: result.terms, discriminatorLoss: result.discriminatorLoss,
      discriminatorAccuracies: result.discriminatorAccuracies, gradientNorm: result.gradientNorm)
  }

  private static func divergenceMessage(step: Int) -> String {
    "Step \(step) gave a loss or gradient that is not a number; the best step before it is kept. "
      + "Train again with a lower learning rate."
  }
}
