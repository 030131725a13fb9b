import Foundation

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

  /// Adds the mended selves of a mini-batch's vulnerable functions; the rows of both.
  private func addPartners(to sources: inout [Int]) -> [FixPair] {
    var rows = Dictionary(zip(sources, sources.indices), uniquingKeysWith: { first, _ in first })
    var pairs: [FixPair] = []
    for (row, function) in Array(sources.enumerated()) {
      guard rows[function] == row, let mended = data.mended[function] else { continue }
      let partner = rows[mended] ?? sources.count
      if partner == sources.count {
        sources.append(mended)
        rows[mended] = partner
      }
      pairs.append(FixPair(before: row, after: partner))
    }
    return pairs
  }

  /// What a step of a phase, counted from zero over all phases, reads; `softLeads` are the teachers' of all target
  /// functions, or none.
  mutating func input(ofStep step: Int, phase: TrainingPhase, pseudoLabels: PseudoLabels, softLeads: [Float])
    -> TrainingStep.Input
  {
    var sources = phase.readsSource ? source.indices(ofStep: step) : []
    let pairs = phase.terms.contains { $0.term is FixPairTerm } ? addPartners(to: &sources) : []
    var input = TrainingStep.Input(
      source: batch(sources.map { data.training[$0] }),
      labels: sources.map { data.trainingLabels[$0] })
    input.pairs = pairs
    let targets = phase.readsTarget ? target?.indices(ofStep: step) ?? [] : []
    if !targets.isEmpty {
      input.target = batch(targets.map { data.target[$0] })
      if phase.usesPseudoLabels { input.pseudoLabels = targets.map { pseudoLabels[$0] } }
    }
    if !softLeads.isEmpty { input.softLeads = targets.map { softLeads[$0] } }
    if phase.terms.contains(where: { $0.term is ConfounderTerm }) {
      func lengths(_ indices: [Int], _ functions: [EncodedFunction]) -> [Float] {
        indices.map { log(Float(1 + functions[$0].tokens.count)) }
      }
      input.lengths = (lengths(sources, data.training), lengths(targets, data.target))
    }
    if let wide = data.wide { input.wide = (wide.training.rows(sources), wide.target.rows(targets)) }
    func seed(_ stream: UInt64) -> UInt64 {
      var random = SeededGenerator(seed: settings.seed, stream: stream << 40 + UInt64(step))
      return random.next()
    }
    if settings.dropout > 0 { input.dropoutSeed = seed(3) }
    input.termSeed = seed(5)
    if phase.terms.contains(where: { $0.term is SelfSupervisedTerm }) {
      input.altered = AlteredFunctions(
        source: sources.map { data.training[$0] }, target: targets.map { data.target[$0] },
        length: settings.maximumStatements, seed: seed(7))
    }
    return input
  }
}
