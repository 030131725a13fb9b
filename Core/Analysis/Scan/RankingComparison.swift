import Foundation

/// How two models rank the functions of one project.
public struct RankingComparison: Sendable {
  /// A function with its place and score in both rankings.
  public struct Function: Sendable {
    /// The function.
    public var function: CFunction
    /// Its places, from one.
    public var ranks: (first: Int, second: Int)
    /// Its scores, 0...1.
    public var scores: (first: Float, second: Float)

    /// How far it moves, counted in doublings of its place: 40 places matter at the top and not at the bottom.
    var shift: Double { abs(log2(Double(ranks.first)) - log2(Double(ranks.second))) }
  }

  /// The functions in the order of the first model.
  public let functions: [Function]

  /// Scores functions with both models.
  ///
  /// - Throws: ``DetectionError`` when a model's weights lead to NaN.
  public init(_ functions: [CFunction], _ first: Detector, _ second: Detector) throws {
    let scores = (try first.scores(of: functions), try second.scores(of: functions))
    let ranks = (Self.ranks(scores.0), Self.ranks(scores.1))
    self.functions = functions.indices.map {
      Function(
        function: functions[$0], ranks: (ranks.0[$0], ranks.1[$0]), scores: (scores.0[$0], scores.1[$0]))
    }.sorted { $0.ranks.first < $1.ranks.first }
  }

  /// Places from one, highest score first; equal scores keep their order.
  static func ranks(_ scores: [Float]) -> [Int] {
    var ranks = [Int](repeating: 0, count: scores.count)
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    for (place, index) in order.enumerated() { ranks[index] = place + 1 }
    return ranks
  }

  /// Spearman's rank correlation of the two orders, -1...1; nil for fewer than two functions.
  var correlation: Double? {
    let count = Double(functions.count)
    guard count >= 2 else { return nil }
    let squares = functions.reduce(0.0) { sum, function in
      let difference = Double(function.ranks.first - function.ranks.second)
      return sum + difference * difference
    }
    return 1 - 6 * squares / (count * (count * count - 1))
  }

  /// How many functions are among the first `count` of both rankings.
  func common(inFirst count: Int) -> Int {
    functions.prefix(count).count { $0.ranks.second <= count }
  }

  /// The functions that change places most, those near the top first in force.
  func moved(limit: Int) -> [Function] {
    let changed = functions.filter { $0.ranks.first != $0.ranks.second }
    return Array(changed.sorted { ($1.shift, $0.ranks.first) < ($0.shift, $1.ranks.first) }.prefix(limit))
  }
}
