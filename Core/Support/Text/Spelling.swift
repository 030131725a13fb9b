/// Finds what someone probably meant to write.
public enum Spelling {
  /// The word with the fewest changes to `word`; nil when all are too different.
  public static func nearest(to word: String, in words: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    // Of short words two changes are let pass where the first letter is right: `ddan` for `dann`.
    let kindLimit = max(limit, min(2, word.count / 2))
    let ranked = words.map {
      ($0, EditDistance.between(String(word.lowercased().prefix(100)), String($0.lowercased().prefix(100))))
    }
    // A word that is a part of one candidate's dotted name is meant as well: `alpha` for `objective.alpha`.
    if let part = ranked.first(where: { $0.0.hasSuffix("." + word) }) { return part.0 }
    // A word of which no letter is right is another word.
    let near = ranked.filter { candidate, distance in
      let isKind = candidate.first?.lowercased() == word.first?.lowercased()
      return distance <= (isKind ? kindLimit : limit) && distance < word.count
    }
    return near.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }
}
