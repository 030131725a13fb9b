import Algorithms

/// The words with which a project begins the names of its functions, such as `png` of `png_read_row`.
///
/// They tell one project from another and say nothing about a function, so a ranker that is to carry over leaves
/// them out.
enum ProjectPrefixes {
  /// The share of a project's functions that must mention a function whose name begins with a word.
  static let minimumShare = 0.3
  /// The number of functions that must, so that a few functions make no prefix.
  static let minimumCount = 10
  /// The largest number of prefixes of one project.
  static let limit = 3

  /// The prefixes of a project, most frequent first; none where names had been replaced before.
  static func prefixes(of functions: [CFunction]) -> [String] {
    let mentioned = parallelMap(functions) { firstWords(in: $0) }
    var counts: [String: Int] = [:]
    for word in mentioned.joined() { counts[word, default: 0] += 1 }
    let least = max(Double(minimumCount), minimumShare * Double(functions.count))
    return counts.filter { Double($0.value) > least }
      .min(count: limit) { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
  }

  /// The first words of the names of functions that a function mentions, its own included.
  private static func firstWords(in function: CFunction) -> Set<String> {
    function.withTokens { tokens in
      guard !tokens.isNormalised else { return [] }
      let names = NameRoles(
        tokens, head: HeadSpan(tokens), ownName: function.name, keepsLibraryNames: true)
      return Set(
        (0..<tokens.count).lazy.filter { names.roles[$0] == .function }
          .compactMap { NameWords.words(of: tokens.text(at: $0)).first })
    }
  }
}
