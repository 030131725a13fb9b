/// Finds what someone probably meant to write.
public enum Spelling {
  /// The word with the fewest changes to `word`; nil when all are too different.
  public static func nearest(to word: String, in words: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    let ranked = words.map { ($0, distance(word.lowercased(), $0.lowercased())) }
    // A word that is a part of one candidate's dotted name is meant as well: `alpha` for `objective.alpha`.
    if let part = ranked.first(where: { $0.0.hasSuffix("." + word) }) { return part.0 }
    return ranked.filter { $0.1 <= limit }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// Insertions, deletions and replacements that turn one word into the other (Levenshtein, 1966).
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.prefix(100)), Array(right.prefix(100)))
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
