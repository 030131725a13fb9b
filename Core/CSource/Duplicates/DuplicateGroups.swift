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
  let near: [Int]

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
    let distinct = alike.map { $0[0] }
    let bands = parallelMap(distinct) { MinHash.bands(of: MinHash.signature(of: shingles[$0].hashes)) }
    MinHash.join(distinct, bands: bands, in: &forest) {
      shingles[$0].similarity(to: shingles[$1]) >= Self.threshold
    }
    near = Self.numbers(statements.indices.map { forest.root(of: $0) })
  }

  /// Equal keys by one number, from zero in order of first appearance.
  static func numbers<Key: Hashable>(_ keys: [Key]) -> [Int] {
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
