import Foundation

/// Trains the networks of an adaptation method and makes a model of them.
struct NetworkTraining: PreparedTraining {
  private let input: TrainingInput
  private let training: TrainingRun

  init(input: TrainingInput, method: AdaptationMethod) throws {
    self.input = input
    training = try TrainingRun(
      labeled: input.labeled, unlabeled: input.unlabeled, method: method, settings: input.settings,
      split: input.split)
    try TrainingError.check(data: training.data, method: method, settings: input.settings)
  }

  var size: TrainingSize {
    let data = training.data
    return TrainingSize(
      training: data.training.count, validation: data.validation.count, target: data.target.count,
      vocabulary: data.vocabulary.count)
  }

  func run(_ control: TrainingControl) throws -> TrainingJobResult {
    var training = training
    guard training.agreeOnPseudoLabels(input, shouldStop: control.shouldStop) else {
      control.onEvent(.finished(.interrupted))
      return TrainingJobResult(model: nil, outcome: .interrupted)
    }
    if training.asksForAgreedLabels, training.data.pseudoLabels == nil {
      control.onEvent(
        .warning(
          "the unlabelled project has \(training.data.target.count) functions, fewer than the"
            + " \(LinearAdaptation.minimumTarget) that linear views can agree on: there is no self-training"))
    }
    let trainer = try Trainer(
      data: training.data, method: training.method, settings: training.settings)
    let identity = training.identity
    if control.resume, let file = control.checkpoint {
      try Checkpoint.restore(trainer, identity: identity, from: file)
    }
    let outcome = try trainer.run(
      shouldStop: control.shouldStop,
      saveCheckpoint: { trainer in
        guard let file = control.checkpoint else { return }
        try Checkpoint.save(trainer, identity: identity, to: file)
      },
      onEvent: control.onEvent)
    guard trainer.progress.best != nil else { return TrainingJobResult(model: nil, outcome: outcome) }
    trainer.calibrate()
    return TrainingJobResult(model: try ModelFile(run: training, trainer: trainer), outcome: outcome)
  }
}
