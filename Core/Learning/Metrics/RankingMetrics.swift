/// How well scores rank vulnerable functions above the others.
public struct RankingMetrics: Hashable, Sendable, Codable {
  /// Area under the ROC curve, 0...1; ties count one half. NaN when a class is missing.
  public var areaUnderCurve: Double
  /// Average precision, 0...1: Σ (Rₖ − Rₖ₋₁)·Pₖ over distinct thresholds, ties grouped.
  /// NaN when a class is missing.
  public var averagePrecision: Double

  /// Measures a ranking.
  ///
  /// - Parameters:
  ///   - scores: One score a function; higher means more likely vulnerable.
  ///   - labels: Whether each function is vulnerable, in the same order.
  /// - Complexity: O(*n* log *n*).
  public init(scores: [Double], labels: [Bool]) {
    precondition(scores.count == labels.count, "one label for each score")
    let positives = labels.count(where: { $0 })
    let negatives = labels.count - positives
    guard positives > 0, negatives > 0 else {
      areaUnderCurve = .nan
      averagePrecision = .nan
      return
    }
    var area = 0.0
    var precisionSum = 0.0
    var truePositives = 0
    var falsePositives = 0
    for group in ScoreGroups(scores: scores, labels: labels) {
      area += Double(group.negatives) * (Double(truePositives) + Double(group.positives) / 2)
      truePositives += group.positives
      falsePositives += group.negatives
      let precision = Double(truePositives) / Double(truePositives + falsePositives)
      precisionSum += precision * Double(group.positives)
    }
    areaUnderCurve = area / (Double(positives) * Double(negatives))
    averagePrecision = precisionSum / Double(positives)
  }
}

/// Groups of functions with equal scores, highest score first.
struct ScoreGroups: Sequence, IteratorProtocol {
  struct Element {
    var score: Double
    var positives: Int
    var negatives: Int
  }

  private let ranked: [(score: Double, label: Bool)]
  private var position = 0

  init(scores: [Double], labels: [Bool]) {
    ranked = zip(scores, labels).sorted { $0.0 > $1.0 }.map { (score: $0.0, label: $0.1) }
  }

  mutating func next() -> Element? {
    guard position < ranked.count else { return nil }
    var group = Element(score: ranked[position].score, positives: 0, negatives: 0)
    // Goes on in any case: no number equals what is none.
    repeat {
      if ranked[position].label { group.positives += 1 } else { group.negatives += 1 }
      position += 1
    } while position < ranked.count && ranked[position].score == group.score
    return group
  }
}
