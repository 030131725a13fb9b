/// A stretch of a run with objective terms of its own: warm-up, adaptation, self-training, refinement.
///
/// ``Trainer`` runs the phases of a schedule one after the other; it knows none of them by name.
struct TrainingPhase: Sendable {
  /// The weights a phase goes on from.
  enum Start: Sendable {
    /// What the step before left; random weights at first.
    case current
    /// The same, but the target generator becomes a copy of the source generator.
    case sourceGeneratorForBoth
    /// Those of the best step so far, with an optimiser that remembers nothing.
    case bestStep
  }

  /// The weights a phase contributes to the run's result.
  enum Result: Sendable {
    /// None.
    case none
    /// Those of the step that does best on the source validation set; training may stop early.
    case bestStep
    /// Those of its last step, for phases whose worth the source validation set cannot see.
    case lastStep
  }

  /// The name under which the phase is reported.
  var name: String
  /// The largest number of steps, at least 1.
  var steps: Int
  /// Whether mini-batches of the source are read.
  var readsSource: Bool
  /// Whether mini-batches of the target are read.
  var readsTarget: Bool
  /// What the generators and the classifier minimise.
  var terms: [WeightedTerm]
  /// The game the discriminators play.
  var game: DiscriminatorGame
  var start: Start
  var result: Result
  /// Steps after which the teacher becomes a copy of the networks again; nil for a phase without a teacher.
  var teacherInterval: Int?
  /// Whether the target gets labels from the networks as they are at the start.
  var usesPseudoLabels = false
}

/// The phases of a run.
struct TrainingSchedule: Sendable {
  let phases: [TrainingPhase]

  /// The largest number of steps of all phases together.
  var steps: Int { phases.reduce(0) { $0 + $1.steps } }
  /// Whether a phase needs a teacher.
  var hasTeacher: Bool { phases.contains { $0.teacherInterval != nil } }

  /// The schedule of a method: warm-up where asked for, adaptation, then self-training where asked for, and the
  /// method's refinement.
  ///
  /// - Precondition: the settings pass ``TrainingSettings/check()``, so that the warm-up leaves steps to adapt.
  init(method: AdaptationMethod, settings: TrainingSettings) {
    let terms = method.terms(settings.objective)
    var phases: [TrainingPhase] = []
    let warmUpSteps =
      method.usesTarget && settings.targetStart == .warm
      ? settings.warmUpSteps : 0
    precondition(warmUpSteps < settings.maximumSteps, "no step is left to adapt")
    if warmUpSteps > 0 {
      phases.append(
        TrainingPhase(
          name: "warm-up", steps: warmUpSteps, readsSource: true, readsTarget: false,
          terms: terms.filter { !$0.term.readsTarget }, game: .none, start: .current, result: .none))
    }
    phases.append(
      TrainingPhase(
        name: "adaptation", steps: settings.maximumSteps - warmUpSteps, readsSource: method.readsSource,
        readsTarget: method.usesTarget, terms: terms, game: method.game,
        start: warmUpSteps > 0 ? .sourceGeneratorForBoth : .current, result: .bestStep))
    if method.usesTarget, settings.selfTraining.steps > 0 {
      phases.append(
        TrainingPhase(
          name: "self-training", steps: settings.selfTraining.steps, readsSource: true, readsTarget: true,
          terms: terms + [
            WeightedTerm(settings.selfTraining.weight, PseudoLabelTerm(settings: settings.objective))
          ],
          game: method.game, start: .bestStep, result: .lastStep, usesPseudoLabels: true))
    }
    if let refinement = method.refinement, settings.refinementSteps > 0 {
      phases.append(
        TrainingPhase(
          name: "refinement", steps: settings.refinementSteps, readsSource: false, readsTarget: true,
          terms: refinement(settings.objective), game: .none, start: .bestStep, result: .lastStep,
          teacherInterval: settings.teacherInterval))
    }
    self.phases = phases
  }
}
