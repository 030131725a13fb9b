/// Which functions are equal after normalisation, and which are similar.
///
/// Similar means a Jaccard similarity of at least 0.8 between their sets of shingles (five tokens in a row, numbers
/// of names left out), directly or through others. Candidates come from MinHash signatures in bands (Broder, 1997;
/// a pair at the threshold is missed with a probability of 3·10⁻⁶), and every candidate is compared exactly.
public struct DuplicateGroups: Sendable {
  /// The Jaccard similarity, 0...1, from which on two functions are near duplicates.
  public static let threshold = 0.8

  /// The group of each function by equal normalised text, numbered from zero in order of first appearance.
  let exact: [Int]
  /// The group of each function by similarity, numbered in the same way; equal functions share one.
  public let near: [Int]

  /// Signature rows in a band, and bands.
  private static let bandSize = 4
  private static let bandCount = 24

  /// Finds the groups of functions given as statements; a function without statements is like no other.
  ///
  /// - Complexity: O(*t*) for *t* tokens in all, and the comparisons of similar functions.
  public init(_ statements: [[Statement]]) {
    let texts = statements.map(\.duplicateKey)
    exact = Self.numbers(texts.enumerated().map { $1 ?? "\u{0}\($0)" })
    let shingles = parallelMap(statements) { FunctionShingles($0) }
    let filled = statements.indices.filter { !shingles[$0].hashes.isEmpty }
    let alike = filled.groupedInOrder { shingles[$0] }
    // Equal normalised texts have equal shingles, so only distinct sets are left to compare.
    var forest = UnionFind(count: statements.count)
    for group in alike { for index in group.dropFirst() { forest.join(index, group[0]) } }
    Self.joinSimilar(alike.map { $0[0] }, shingles: shingles, in: &forest)
    near = Self.numbers(statements.indices.map { forest.root(of: $0) })
  }

  private static func joinSimilar(
    _ functions: [Int], shingles: [FunctionShingles], in forest: inout UnionFind
  ) {
    let seeds = (0..<bandSize * bandCount).map { FunctionShingles.mix(0x5EED, UInt64($0)) }
    let bands = parallelMap(functions) { index in
      let signature = seeds.map { seed in
        shingles[index].hashes.reduce(UInt64.max) { min($0, ($1 ^ seed) &* 0xD6E8_FEB8_6659_FD93) }
      }
      return (0..<bandCount).map { (band: Int) -> UInt64 in
        let values = signature[band * bandSize..<(band + 1) * bandSize]
        return values.reduce(UInt64(band), FunctionShingles.mix)
      }
    }
    for band in 0..<bandCount {
      let buckets = functions.indices.groupedInOrder { bands[$0][band] }
      for bucket in buckets where bucket.count > 1 {
        let bucket = bucket.map { functions[$0] }
        for (place, function) in bucket.enumerated() {
          for other in bucket[..<place]
          where forest.root(of: function) != forest.root(of: other)
            && shingles[function].similarity(to: shingles[other]) >= threshold
          {
            forest.join(function, other)
          }
        }
      }
    }
  }

  private static func numbers<Key: Hashable>(_ keys: [Key]) -> [Int] {
    var numbers: [Key: Int] = [:]
    return keys.map { key in
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return number
    }
  }
}

extension [Statement] {
  /// A text that two functions have in common exactly when they are equal after normalisation; nil without
  /// statements.
  var duplicateKey: String? {
    isEmpty
      ? nil
      : map { "\($0.opcode.rawValue) " + $0.tokens.joined(separator: " ") }.joined(separator: "\n")
  }
}

extension DuplicateCounts {
  /// Counts duplicates of a source (the first functions) and a target (the rest) that were grouped together.
  public init(_ groups: DuplicateGroups, sourceCount: Int) {
    self.init()
    func counts(_ numbers: [Int]) -> (source: Int, target: Int, across: Int) {
      var members: [Int: (source: Int, target: Int)] = [:]
      for (index, number) in numbers.enumerated() {
        if index < sourceCount {
          members[number, default: (0, 0)].source += 1
        } else {
          members[number, default: (0, 0)].target += 1
        }
      }
      return members.values.reduce((0, 0, 0)) { sums, size in
        (
          sums.0 + (size.source > 1 ? size.source : 0), sums.1 + (size.target > 1 ? size.target : 0),
          sums.2 + (size.source > 0 ? size.target : 0)
        )
      }
    }
    (exactWithinSource, exactWithinTarget, exactAcross) = counts(groups.exact)
    (nearWithinSource, nearWithinTarget, nearAcross) = counts(groups.near)
  }

  /// The counts in a sentence.
  public var summary: String {
    "Duplicates, equal/similar: \(exactWithinSource)/\(nearWithinSource) within the labelled project, "
      + "\(exactWithinTarget)/\(nearWithinTarget) within the target, \(exactAcross)/\(nearAcross) functions of the "
      + "target like one of the labelled project."
  }
}
