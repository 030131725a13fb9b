/// The labelled functions in two parts: one to learn from, one to choose the best step with.
///
/// Functions that share a key (similar normalised text, the same CVE) stay in one part, since a
/// twin on the other side would measure memory instead of learning.
public struct SourceSplit: Hashable, Sendable {
  /// Indices of the training functions, ascending.
  public var training: [Int]
  /// Indices of the validation functions, ascending.
  public var validation: [Int]

  /// Splits functions at random, class by class.
  ///
  /// - Parameters:
  ///   - labels: Whether each function is vulnerable.
  ///   - keys: The keys of each function; functions with a common key stay together.
  ///   - validationShare: The share of each class, 0..<1, to set aside. Each class keeps at least one
  ///     group for training.
  ///   - random: The source of the shuffle.
  public init(
    labels: [Bool], keys: [[String]], validationShare: Double, using random: inout SeededGenerator
  ) {
    precondition(labels.count == keys.count, "one list of keys for each label")
    var groups = Self.groups(keys: keys)
    // The standard library may change its own shuffle; this one is part of what a seed means.
    random.shuffle(&groups)
    var isValidation = [Bool](repeating: false, count: labels.count)
    for isVulnerable in [true, false] {
      // A group with any vulnerable function belongs to the vulnerable class.
      let ofClass = groups.filter { group in group.contains { labels[$0] } == isVulnerable }
      let total = ofClass.reduce(0) { $0 + $1.count }
      let wanted = Int((Double(total) * validationShare).rounded())
      var taken = 0
      for group in ofClass.dropLast() where taken + group.count <= wanted {
        for index in group { isValidation[index] = true }
        taken += group.count
      }
    }
    training = labels.indices.filter { !isValidation[$0] }
    validation = labels.indices.filter { isValidation[$0] }
  }

  /// Functions joined by common keys, directly or through others, in order of first appearance.
  static func groups(keys: [[String]]) -> [[Int]] {
    var forest = UnionFind(count: keys.count)
    var owner: [String: Int] = [:]
    for (index, ownKeys) in keys.enumerated() {
      for key in ownKeys {
        if let other = owner[key] {
          forest.join(other, index)
        } else {
          owner[key] = index
        }
      }
    }
    return keys.indices.groupedInOrder { forest.root(of: $0) }
  }
}
