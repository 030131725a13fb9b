/// Labels that several rankings of the same functions agree on: what is among the highest of every one counts as
/// vulnerable, what is among the lowest of every one as clean.
///
/// Rankings that look at different sides of a function seldom err together, so their agreement adapts itself to how
/// much there is to be sure of (Blum and Mitchell, Combining Labeled and Unlabeled Data with Co-Training, COLT 1998).
struct AgreedLabels: Hashable, Sendable {
  /// Functions that count as vulnerable, ascending; at least one.
  var vulnerable: [Int]
  /// Functions that count as clean, ascending.
  var clean: [Int]

  /// Finds what rankings agree on, each taken as ``PseudoLabels`` takes one.
  ///
  /// - Parameters:
  ///   - rankings: A number a function, higher for vulnerable ones; equal ones rank in their order. At least one
  ///     ranking of at least one function.
  ///   - vulnerableShare: The share (0...1) at the top of a ranking that it takes for vulnerable.
  ///   - cleanShare: The share at the bottom that it takes for clean.
  init(rankings: [[Double]], vulnerableShare: Double, cleanShare: Double) {
    precondition(rankings.first?.isEmpty == false, "there is something to rank")
    let labels = rankings.map {
      PseudoLabels(scores: $0, vulnerableShare: vulnerableShare, notVulnerableShare: cleanShare)
    }
    vulnerable = labels.dropFirst().reduce(labels[0].vulnerable) { $0.intersection($1.vulnerable) }.sorted()
    clean = labels.dropFirst().reduce(labels[0].notVulnerable) { $0.intersection($1.notVulnerable) }.sorted()
    if vulnerable.isEmpty {
      let first = Self.highestOnAverage(rankings)
      vulnerable = [first]
      clean.removeAll { $0 == first }
    }
  }

  /// The function whose places in the rankings have the smallest sum.
  private static func highestOnAverage(_ rankings: [[Double]]) -> Int {
    var places = [Int](repeating: 0, count: rankings[0].count)
    for ranking in rankings {
      let order = ranking.indices.sorted { (-ranking[$0], $0) < (-ranking[$1], $1) }
      for (place, function) in order.enumerated() { places[function] += place }
    }
    return places.indices.min { (places[$0], $0) < (places[$1], $1) } ?? 0
  }
}
