/// Finds what someone probably meant to write.
public enum Spelling {
  /// The word with the fewest changes to `word`; nil when all are too different.
  public static func nearest(to word: String, in words: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    let ranked = words.map {
      ($0, EditDistance.between(String(word.lowercased().prefix(100)), String($0.lowercased().prefix(100))))
    }
    // A word that is a part of one candidate's dotted name is meant as well: `alpha` for `objective.alpha`.
    if let part = ranked.first(where: { $0.0.hasSuffix("." + word) }) { return part.0 }
    // A word of which no letter is right is another word.
    return ranked.filter { $0.1 <= limit && $0.1 < word.count }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }
}
