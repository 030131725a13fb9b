/// Inverted dropout: each element becomes zero with probability `rate`, the others grow by 1 / (1 − `rate`).
///
/// Which elements are dropped follows from the seed, so the backward pass repeats the choice instead of storing it.
struct Dropout {
  let rate: Float
  let seed: UInt64

  /// Drops elements of `matrix` in place.
  func apply(to matrix: Matrix) {
    var generator = SeededGenerator(seed: seed)
    let threshold = UInt32(min(Double(UInt32.max), Double(rate) * 0x1p32))
    let factor = 1 / (1 - rate)
    var bits: UInt64 = 0
    for index in matrix.elements.indices {
      // One draw of 64 bits decides on two elements.
      bits = index & 1 == 0 ? generator.next() : bits >> 32
      matrix.elements[index] *= UInt32(truncatingIfNeeded: bits) < threshold ? 0 : factor
    }
  }
}
