/// How many wanted items are found while items are read from the highest score down.
///
/// Items of one score are read in a random order: a budget that ends among them finds its share. An item that no other has the score
/// of is found when it is read as a whole.
struct ReadingCurve: Hashable, Sendable {
  /// What has been read, and how many wanted items it held, after each group of equal scores; from (0, 0).
  let points: [SIMD2<Double>]
  /// For each point whether the group before it holds several items.
  private let isShared: [Bool]

  /// Reads items.
  ///
  /// - Parameters:
  ///   - scores: One score an item, higher first; NaN comes last.
  ///   - isWanted: Whether each item is wanted.
  ///   - costs: What reading each item costs, such as its lines; at least 0.
  /// - Precondition: there is one value for each score.
  /// - Complexity: O(*n* log *n*).
  init(scores: [Double], isWanted: [Bool], costs: [Double]) {
    precondition(scores.count == isWanted.count && scores.count == costs.count, "one value for each score")
    let scores = scores.map { $0.isNaN ? -.infinity : $0 }
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var points: [SIMD2<Double>] = [.zero]
    var isShared = [false]
    var start = 0
    var sum = SIMD2<Double>.zero
    for (place, index) in order.enumerated() {
      sum += SIMD2(costs[index], isWanted[index] ? 1 : 0)
      if place + 1 == order.count || scores[order[place + 1]] != scores[index] {
        points.append(sum)
        isShared.append(place > start)
        start = place + 1
      }
    }
    self.points = points
    self.isShared = isShared
  }

  /// How many wanted items there are.
  var wantedCount: Double { points.last?.y ?? 0 }

  /// What reading all items costs.
  var totalCost: Double { points.last?.x ?? 0 }

  /// How many wanted items a budget finds.
  ///
  /// - Complexity: O(*n*).
  func found(within budget: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.x > budget }) else { return wantedCount }
    guard next > 0 else { return 0 }
    let (one, other) = (points[next - 1], points[next])
    guard isShared[next] else { return one.y }
    return one.y + (other.y - one.y) * (budget - one.x) / (other.x - one.x)
  }

  /// The same curve with at most a number of points, for drawing.
  func thinned(to limit: Int) -> [SIMD2<Double>] {
    guard points.count > limit, limit > 1 else { return points }
    return (0..<limit).map { points[$0 * (points.count - 1) / (limit - 1)] }
  }
}
