import Foundation

/// Trains the networks of an adaptation method and makes a model of them.
struct NetworkTraining: PreparedTraining {
  private let training: TrainingRun

  init(input: TrainingInput, method: AdaptationMethod) throws {
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
