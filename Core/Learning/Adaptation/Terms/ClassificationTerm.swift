/// Cross-entropy of the classifier on labelled functions: Σ wᵧ·(−log pᵧ) / Σ wᵧ.
struct ClassificationTerm: ObjectiveTerm {
  let name = "classification"
  /// Only labelled functions count.
  let readsTarget = false
  /// Weight of a vulnerable function; any other has 1.
  let vulnerableWeight: Float

  /// Creates the term with the class weights of the settings.
  init(settings: ObjectiveSettings) {
    vulnerableWeight = settings.vulnerableWeight
  }

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    CrossEntropy.evaluate(
      logits: space.source.logits, labels: space.labels, classWeights: (1, vulnerableWeight),
      weight: weight, into: gradients.sourceLogits)
  }
}

/// Weighted cross-entropy over two logits a row.
enum CrossEntropy {
  /// Adds `weight` times the gradient to `gradient` [B, 2].
  ///
  /// - Returns: Σ wᵧ·(−log pᵧ) / Σ wᵧ over the rows that have a label; 0 without any.
  static func evaluate(
    logits: Matrix, labels: [Bool?], classWeights: (Float, Float), weight: Float,
    into gradient: Matrix
  ) -> Float {
    var total = 0.0
    var weightSum: Float = 0
    for case let label? in labels { weightSum += label ? classWeights.1 : classWeights.0 }
    guard weightSum > 0 else { return 0 }
    for (row, label) in labels.enumerated() {
      guard let label else { continue }
      let rowWeight = label ? classWeights.1 : classWeights.0
      // −log p of the true class is softplus of the other logit's lead.
      let lead = label ? logits[row, 0] - logits[row, 1] : logits[row, 1] - logits[row, 0]
      total += Double(rowWeight) * Double(softplus(lead))
      let slope = weight * rowWeight / weightSum * sigmoid(lead)
      gradient[row, 0] += label ? slope : -slope
      gradient[row, 1] += label ? -slope : slope
    }
    return Float(total / Double(weightSum))
  }
}
