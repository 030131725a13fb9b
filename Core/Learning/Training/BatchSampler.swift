/// Draws mini-batches from shuffled epochs; the batch of a step depends on seed, stream and step alone.
///
/// Nothing has to be saved to resume a run: asking for step *k* gives the same functions at any time.
struct BatchSampler {
  let count: Int
  let batchSize: Int
  private let seed: UInt64
  private let stream: UInt64
  private var epoch = -1
  private var order: [Int] = []

  init(count: Int, batchSize: Int, seed: UInt64, stream: UInt64) {
    precondition(count > 0 && batchSize > 0)
    self.count = count
    self.batchSize = batchSize
    self.seed = seed
    self.stream = stream
  }

  /// The functions of a step, counted from zero.
  mutating func indices(ofStep step: Int) -> [Int] {
    let first = step * batchSize
    return (first..<first + batchSize).map { position in
      let epoch = position / count
      if epoch != self.epoch {
        var random = SeededGenerator(seed: seed, stream: stream &+ UInt64(epoch))
        order = random.permutation(of: count)
        self.epoch = epoch
      }
      return order[position % count]
    }
  }
}
