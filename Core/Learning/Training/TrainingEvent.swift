/// What a training run tells while it goes on.
public enum TrainingEvent: Sendable {
  /// Training starts, or goes on after `step` finished steps.
  case started(step: Int, maximumSteps: Int, parameters: Int)
  /// A run of several phases goes on with the phase of this name after `step` finished steps.
  case entered(phase: String, step: Int)
  /// One step is done.
  case step(StepReport)
  /// The source validation set was scored.
  case evaluated(EvaluationReport)
  /// Something a person should know; training goes on.
  case warning(String)
  /// Training is over.
  case finished(TrainingOutcome)
}

/// The figures of one training step.
public struct StepReport: Codable, Hashable, Sendable {
  /// The step, from one.
  public var step: Int
  /// The value of each objective term before weighting, by name.
  public var terms: [String: Float]
  /// Loss of all discriminators; nil without any.
  var discriminatorLoss: Float?
  /// Share of the mini-batch whose domain each discriminator tells, 0...1, by discriminator name.
  public var discriminatorAccuracies: [String: Float]
  /// 2-norm of the generators' and classifier's gradients before clipping.
  public var gradientNorm: Float
}

/// The figures of one look at the source validation set.
public struct EvaluationReport: Codable, Hashable, Sendable {
  /// Finished steps.
  public var step: Int
  /// Ranking of the source validation functions.
  public var validation: RankingMetrics
  /// Cross-entropy over the source validation functions.
  public var validationLoss: Float
  /// Distance between the means of both projects' joint points; nil where nothing is chosen by it.
  var meanDistance: Float?
  /// Whether the weights of this step are kept, for now.
  public var isBest: Bool
  /// Evaluations since the best one.
  var evaluationsWithoutImprovement: Int
  /// Means of the objective terms since the last evaluation, by name.
  public var terms: [String: Float]
  /// Means of the discriminators' accuracies since the last evaluation, by name.
  public var discriminatorAccuracies: [String: Float]
}

/// Why a training ended.
public enum TrainingOutcome: String, Codable, Sendable {
  /// All steps are done.
  case completed
  /// Source validation stopped improving.
  case stoppedEarly
  /// The user asked to stop; the best step so far is kept and the run can be resumed.
  case interrupted
  /// A loss or gradient was not a number; the best step before is kept.
  case diverged
}
