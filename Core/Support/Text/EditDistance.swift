/// How far apart two words are.
enum EditDistance {
  /// The least number of inserted, removed, replaced or swapped neighbouring bytes that makes one word the other.
  ///
  /// - Complexity: O(*nm*) in the lengths of the words.
  static func between(_ first: String, _ second: String) -> Int {
    let (first, second) = (Array(first.utf8), Array(second.utf8))
    var rows = [[Int]](
      repeating: [Int](repeating: 0, count: second.count + 1), count: first.count + 1)
    for i in 0...first.count {
      for j in 0...second.count {
        guard i > 0, j > 0 else {
          rows[i][j] = i + j
          continue
        }
        let isEqual = first[i - 1] == second[j - 1]
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (isEqual ? 0 : 1))
        if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[first.count][second.count]
  }
}
