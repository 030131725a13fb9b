/// Draws everything that is random in a step; it depends on the seed and the step alone.
struct StepSampler {
  private let data: TrainingData
  private let settings: TrainingSettings
  private var source: BatchSampler
  private var target: BatchSampler?

  init(data: TrainingData, settings: TrainingSettings) {
    self.data = data
    self.settings = settings
    source = BatchSampler(
      count: data.training.count, batchSize: settings.batchSize, seed: settings.seed, stream: 1 << 40)
    if !data.target.isEmpty {
      target = BatchSampler(
        count: data.target.count, batchSize: settings.batchSize, seed: settings.seed, stream: 2 << 40)
    }
  }

  private func batch(_ functions: [EncodedFunction]) -> PieceBatch {
    PieceBatch(functions, length: settings.maximumStatements, long: settings.longFunctions)
  }

  /// What a step of a phase, counted from zero over all phases, reads.
  mutating func input(ofStep step: Int, phase: TrainingPhase, pseudoLabels: PseudoLabels)
    -> TrainingStep.Input
  {
    let sources = phase.readsSource ? source.indices(ofStep: step) : []
    var input = TrainingStep.Input(
      source: batch(sources.map { data.training[$0] }),
      labels: sources.map { data.trainingLabels[$0] })
    if phase.readsTarget, let targets = target?.indices(ofStep: step) {
      input.target = batch(targets.map { data.target[$0] })
      if phase.usesPseudoLabels { input.pseudoLabels = targets.map { pseudoLabels[$0] } }
    }
    func seed(_ stream: UInt64) -> UInt64 {
      var random = SeededGenerator(seed: settings.seed, stream: stream << 40 + UInt64(step))
      return random.next()
    }
    if settings.dropout > 0 { input.dropoutSeed = seed(3) }
    input.termSeed = seed(5)
    return input
  }
}
