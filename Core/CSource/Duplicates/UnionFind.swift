/// Disjoint sets of numbers that can be joined.
struct UnionFind {
  private var parent: [Int]

  /// Starts with every number from zero below `count` alone.
  init(count: Int) { parent = Array(0..<count) }

  /// The smallest number of the set that a number is in.
  mutating func root(of index: Int) -> Int {
    var index = index
    while parent[index] != index {
      parent[index] = parent[parent[index]]
      index = parent[index]
    }
    return index
  }

  /// Makes one set of two.
  mutating func join(_ one: Int, _ other: Int) {
    let (first, second) = (root(of: one), root(of: other))
    parent[max(first, second)] = min(first, second)
  }
}
