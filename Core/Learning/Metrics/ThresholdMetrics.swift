/// Precision, recall and their kin when functions above a threshold count as suspects.
///
/// A function is predicted vulnerable exactly when its score is *greater* than the threshold.
/// Rates with an empty denominator are 0.
struct ThresholdMetrics: Hashable, Sendable, Codable {
  /// Vulnerable functions above the threshold.
  var truePositives = 0
  /// Clean functions above the threshold.
  var falsePositives = 0
  /// Clean functions at or below the threshold.
  var trueNegatives = 0
  /// Vulnerable functions at or below the threshold.
  var falseNegatives = 0

  /// Counts predictions against labels.
  init(scores: [Double], labels: [Bool], threshold: Double) {
    for (score, label) in zip(scores, labels) {
      switch (score > threshold, label) {
      case (true, true): truePositives += 1
      case (true, false): falsePositives += 1
      case (false, true): falseNegatives += 1
      case (false, false): trueNegatives += 1
      }
    }
  }

  /// Share of suspects that are vulnerable, 0...1.
  var precision: Double { ratio(truePositives, truePositives + falsePositives) }
  /// Share of vulnerable functions that are suspects, 0...1.
  var recall: Double { ratio(truePositives, truePositives + falseNegatives) }
  /// Harmonic mean of precision and recall, 0...1.
  var f1: Double { ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }
  /// Share of clean functions that are suspects, 0...1.
  var falsePositiveRate: Double { ratio(falsePositives, falsePositives + trueNegatives) }
  /// Share of vulnerable functions that are missed, 0...1.
  var falseNegativeRate: Double { ratio(falseNegatives, falseNegatives + truePositives) }

  private func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}

/// The threshold that gives the highest F1 on these scores.
///
/// Cuts lie midway between neighbouring distinct scores; among equally good cuts the one with the
/// fewest suspects wins. When everything is best called vulnerable the threshold is the lowest
/// score minus one.
///
/// - Returns: 0 when there are no scores.
func bestF1Threshold(scores: [Double], labels: [Bool]) -> Double {
  let groups = Array(ScoreGroups(scores: scores, labels: labels))
  guard !groups.isEmpty else { return 0 }
  let positives = labels.count(where: { $0 })
  var best = (f1: -1.0, cut: 0)
  var truePositives = 0
  var suspects = 0
  for (index, group) in groups.enumerated() {
    truePositives += group.positives
    suspects += group.positives + group.negatives
    let f1 = 2 * Double(truePositives) / Double(suspects + positives)
    if f1 > best.f1 { best = (f1, index) }
  }
  guard best.cut + 1 < groups.count else { return groups[best.cut].score - 1 }
  return (groups[best.cut].score + groups[best.cut + 1].score) / 2
}
