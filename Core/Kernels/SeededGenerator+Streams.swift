extension SeededGenerator {
  /// Creates one of many independent generators that share a seed.
  ///
  /// - Parameters:
  ///   - seed: The seed of the whole run.
  ///   - stream: The number of the generator; different streams give unrelated numbers.
  public init(seed: UInt64, stream: UInt64) {
    // A multiplication by an odd constant and two rounds of mixing keep streams 0, 1, 2 … far apart.
    var mixer = SeededGenerator(seed: seed ^ (stream &+ 1) &* 0xD134_2543_DE82_EF95)
    self.init(seed: mixer.next())
  }
}
