/// The precision–recall and ROC curves of a ranking, with equal scores told apart by nothing.
///
/// Only corners are kept, so a curve has about twice as many points as there are vulnerable functions.
struct RankingCurves: Hashable, Sendable {
  /// Recall and precision after each group of equal scores that holds a vulnerable function.
  ///
  /// Average precision is the area under the steps that lead to each point vertically first.
  var precisionRecall: [SIMD2<Double>] = []
  /// False and true positive rate, from (0, 0) to (1, 1).
  var receiverOperating: [SIMD2<Double>] = []

  /// Computes the curves; both are empty when a class is missing.
  ///
  /// - Parameters:
  ///   - scores: One score a function, higher first; NaN comes last.
  ///   - labels: Whether each function is vulnerable.
  /// - Precondition: there is one label for each score.
  init(scores: [Double], labels: [Bool]) {
    precondition(scores.count == labels.count, "one label for each score")
    let positives = Double(labels.count { $0 })
    let negatives = Double(labels.count) - positives
    guard positives > 0, negatives > 0 else { return }
    var (truePositives, falsePositives) = (0.0, 0.0)
    receiverOperating = [.zero]
    var lastSlope: SIMD2<Double>?
    let groups = ScoreGroups(scores: scores.map { $0.isNaN ? -.infinity : $0 }, labels: labels)
    for group in groups {
      truePositives += Double(group.positives)
      falsePositives += Double(group.negatives)
      if group.positives > 0 {
        let point = SIMD2(truePositives / positives, truePositives / (truePositives + falsePositives))
        if precisionRecall.isEmpty { precisionRecall.append(SIMD2(0, point.y)) }
        precisionRecall.append(point)
      }
      // Going on straight up or to the right moves the last corner.
      let slope: SIMD2<Double>? =
        group.positives == 0 ? SIMD2(1, 0) : group.negatives == 0 ? SIMD2(0, 1) : nil
      if slope != nil, slope == lastSlope { receiverOperating.removeLast() }
      receiverOperating.append(SIMD2(falsePositives / negatives, truePositives / positives))
      lastSlope = slope
    }
  }
}
