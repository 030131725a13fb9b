/// Cross-entropy of the classifier on target functions that it was sure of itself: Σ wᵧ·(−log pᵧ) / Σ wᵧ
/// (self-training: Lee, Pseudo-Label, ICML workshop on challenges in representation learning 2013, equation 15).
struct PseudoLabelTerm: ObjectiveTerm {
  let name = "pseudo-label"
  /// Only the target's points count.
  let readsTarget = true
  /// Weight of a function taken for vulnerable; any other has 1.
  let vulnerableWeight: Float

  /// Creates the term with the class weights of the settings.
  init(settings: ObjectiveSettings) {
    vulnerableWeight = settings.vulnerableWeight
  }

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let gradient = gradients.targetLogits else { return 0 }
    return CrossEntropy.evaluate(
      logits: target.logits, labels: space.pseudoLabels, classWeights: (1, vulnerableWeight), weight: weight,
      into: gradient)
  }
}
