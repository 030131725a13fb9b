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

  /// Finds what rankings agree on.
  ///
  /// - Parameters:
  ///   - rankings: A number a function, higher for vulnerable ones; equal ones rank in their order. At least one
  ///     ranking of at least one function.
  ///   - vulnerableShare: The share (0...1) at the top of a ranking that it takes for vulnerable.
  ///   - cleanShare: The share at the bottom that it takes for clean.
  init(rankings: [[Double]], vulnerableShare: Double, cleanShare: Double) {
    precondition(rankings.first?.isEmpty == false, "there is something to rank")
    let count = rankings[0].count
    let top = min(max(1, Int((Double(count) * vulnerableShare).rounded())), count)
    let bottom = min(Int((Double(count) * cleanShare).rounded()), count - top)
    var places = [Int](repeating: 0, count: count)
    var votes = [(vulnerable: Int, clean: Int)](repeating: (0, 0), count: count)
    for ranking in rankings {
      let order = ranking.indices.sorted { (ranking[$1], $0) < (ranking[$0], $1) }
      for (place, function) in order.enumerated() {
        places[function] += place
        if place < top { votes[function].vulnerable += 1 }
        if place >= count - bottom { votes[function].clean += 1 }
      }
    }
    vulnerable = votes.indices.filter { votes[$0].vulnerable == rankings.count }
    clean = votes.indices.filter { votes[$0].clean == rankings.count }
    // Without agreement, the function that ranks highest on average.
    if vulnerable.isEmpty, let first = places.indices.min(by: { (places[$0], $0) < (places[$1], $1) }) {
      vulnerable = [first]
      clean.removeAll { $0 == first }
    }
  }
}
