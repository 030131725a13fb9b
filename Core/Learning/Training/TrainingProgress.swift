/// How far a run has come; with the parameters and Adam's moments, all that resuming it takes.
public struct TrainingProgress: Codable, Hashable, Sendable {
  /// Finished steps of all phases.
  public var step = 0
  /// The phase that the next step belongs to, by its place in the schedule.
  var phase = 0
  /// Finished steps of that phase.
  var stepInPhase = 0
  /// Updates of the generators' optimiser since it last forgot.
  var generatorUpdates = 0
  /// Updates of the discriminators' optimiser since it last forgot.
  var discriminatorUpdates = 0
  /// The look at the validation set that belongs to the kept weights.
  public var best: EvaluationReport?
  /// The looks among which a later one may choose; see ``StepRivals``.
  var rivals: [EvaluationReport] = []
  /// All looks at the validation set, in order.
  public var history: [EvaluationReport] = []
  /// Sums since the last look.
  var recent = RecentSums()
  /// Looks in a row at which each discriminator told (nearly) everything.
  var collapsedLooks: [String: Int] = [:]
  /// What self-training takes the target functions for.
  var pseudoLabels = PseudoLabels()
  /// What the teachers of a small network say of the target functions, as logits; none without teachers.
  var softLeads: [Float] = []
  /// Which of the trainings from different random weights this is, from 0.
  var restart = 0
  /// The trainings before this one of which one will be kept.
  var finished = FinishedTrainings()

  /// Creates the state before the first step.
  public init() {}

  /// The state before the first step of the training after another.
  init(after other: TrainingProgress) {
    restart = other.restart + 1
    finished = other.finished
    softLeads = other.softLeads
  }
}

/// The trainings from different random weights that are done.
struct FinishedTrainings: Codable, Hashable, Sendable {
  /// How well each agrees with the judge, 0...1; nil for one that diverged before there was anything to keep.
  var agreements: [Double?] = []
  /// The look at the validation set that belongs to the best one's weights.
  var best: EvaluationReport?
  /// The highest agreement.
  var bestAgreement: Double?
}

/// Sums of step figures, from which a look at the validation set reports means.
struct RecentSums: Codable, Hashable, Sendable {
  var steps = 0
  var terms: [String: Float] = [:]
  var accuracies: [String: Float] = [:]
  var accuracySteps = 0

  mutating func add(_ result: TrainingStep.Result) {
    steps += 1
    for (name, value) in result.terms { terms[name, default: 0] += value }
    if !result.discriminatorAccuracies.isEmpty { accuracySteps += 1 }
    for (name, value) in result.discriminatorAccuracies { accuracies[name, default: 0] += value }
  }

  var meanTerms: [String: Float] { terms.mapValues { $0 / Float(max(steps, 1)) } }
  var meanAccuracies: [String: Float] { accuracies.mapValues { $0 / Float(max(accuracySteps, 1)) } }
}
