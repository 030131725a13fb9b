/// Rankers side by side on the same labelled functions.
public struct RankerComparison: Codable, Hashable, Sendable {
  /// One ranker's figures.
  public struct Row: Codable, Hashable, Sendable {
    /// Name of the ranker, such as "longest first".
    public var ranker: String
    /// Area under the ROC curve, 0...1.
    public var areaUnderCurve: Double
    /// Average precision, 0...1.
    public var averagePrecision: Double
    /// Expected number of vulnerable functions among the first 10 and 20, ties in random order.
    public var hits: [Int: Double]
    /// Expected number of clean functions read before the first vulnerable one.
    public var initialFalseAlarms: Double
  }

  /// The ranks whose hits are counted.
  public static let ranks = [10, 20]
  /// Number of labelled functions.
  public var functions: Int
  /// Number of vulnerable functions.
  public var vulnerable: Int
  /// One row a ranker.
  public var rows: [Row]

  /// Measures rankers.
  ///
  /// - Parameters:
  ///   - rankers: Scores of all functions by each ranker, higher first.
  ///   - labels: Whether each function is vulnerable.
  public init(rankers: [(name: String, scores: [Double])], labels: [Bool]) {
    functions = labels.count
    vulnerable = labels.count(where: { $0 })
    rows = rankers.map { ranker in
      let metrics = RankingMetrics(scores: ranker.scores, labels: labels)
      return Row(
        ranker: ranker.name, areaUnderCurve: metrics.areaUnderCurve,
        averagePrecision: metrics.averagePrecision,
        hits: Dictionary(
          uniqueKeysWithValues: Self.ranks.map {
            ($0, Self.expectedHits(scores: ranker.scores, labels: labels, rank: $0))
          }),
        initialFalseAlarms: Self.initialFalseAlarms(scores: ranker.scores, labels: labels))
    }
    rows.append(Self.random(functions: functions, vulnerable: vulnerable))
  }

  /// Expected vulnerable functions among the first `rank`, functions of equal score in random order.
  static func expectedHits(scores: [Double], labels: [Bool], rank: Int) -> Double {
    var left = rank
    var hits = 0.0
    for group in ScoreGroups(scores: scores, labels: labels) where left > 0 {
      let size = group.positives + group.negatives
      let read = min(left, size)
      hits += Double(group.positives) * Double(read) / Double(size)
      left -= read
    }
    return hits
  }

  /// Clean functions read before the first vulnerable one; within a tie, n/(p + 1) on average.
  static func initialFalseAlarms(scores: [Double], labels: [Bool]) -> Double {
    var read = 0.0
    for group in ScoreGroups(scores: scores, labels: labels) {
      if group.positives > 0 { return read + Double(group.negatives) / Double(group.positives + 1) }
      read += Double(group.negatives)
    }
    return read
  }

  /// What a random order gives in the mean.
  private static func random(functions: Int, vulnerable: Int) -> Row {
    let rate = functions == 0 ? 0 : Double(vulnerable) / Double(functions)
    return Row(
      ranker: "random", areaUnderCurve: 0.5, averagePrecision: rate,
      hits: Dictionary(uniqueKeysWithValues: ranks.map { ($0, rate * Double(min($0, functions))) }),
      initialFalseAlarms: Double(functions - vulnerable) / Double(vulnerable + 1))
  }
}
