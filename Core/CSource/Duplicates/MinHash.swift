/// MinHash signatures (Broder, 1997): two sets agree in each place of their signatures with a probability that equals their
/// Jaccard similarity.
enum MinHash {
  /// Places in a band, and bands.
  static let bandSize = 4
  static let bandCount = 24
  /// Places in a signature.
  static let size = bandSize * bandCount

  private static let seeds: [UInt64] = (0..<size).map { FunctionShingles.mix(0x5EED, UInt64($0)) }

  /// The signature of a set that is not empty.
  static func signature(of hashes: [UInt64]) -> [UInt64] {
    seeds.map { (seed: UInt64) -> UInt64 in
      hashes.reduce(UInt64.max) { min($0, ($1 ^ seed) &* 0xD6E8_FEB8_6659_FD93) }
    }
  }

  /// A hash of each band: sets that are alike share one, nearly surely.
  static func bands(of signature: some RandomAccessCollection<UInt64>) -> [UInt64] {
    (0..<bandCount).map { (band: Int) -> UInt64 in
      let values = signature.dropFirst(band * bandSize).prefix(bandSize)
      return values.reduce(UInt64(band), FunctionShingles.mix)
    }
  }

  /// Joins sets that share a band and are alike.
  ///
  /// - Parameters:
  ///   - sets: The numbers of the sets, all different.
  ///   - bands: The bands of each, in the same order.
  ///   - forest: Where their numbers are joined.
  ///   - areAlike: Whether two sets, given by their numbers, are alike.
  static func join(
    _ sets: [Int], bands: [[UInt64]], in forest: inout UnionFind, areAlike: (Int, Int) -> Bool
  ) {
    for band in 0..<bandCount {
      // Sorted, sets that share a band are neighbours; that takes half the time of a dictionary of them.
      let members = zip(bands, sets).map { (band: $0[band], set: $1) }
        .sorted { ($0.band, $0.set) < ($1.band, $1.set) }
      var start = 0
      for place in members.indices {
        if members[place].band != members[start].band { start = place }
        let one = members[place].set
        for (_, other) in members[start..<place]
        where forest.root(of: one) != forest.root(of: other) && areAlike(one, other) {
          forest.join(one, other)
        }
      }
    }
  }
}
