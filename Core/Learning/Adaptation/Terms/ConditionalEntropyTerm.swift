/// Pushes the classifier's boundary away from target points:
/// H = −mean[C(z_T) log C(z_T) + (1 − C(z_T)) log(1 − C(z_T))] (paper, section 3).
public struct ConditionalEntropyTerm: ObjectiveTerm {
  /// Name under which the term is reported.
  public let name = "conditional-entropy"
  /// Only the target's points count.
  public let readsTarget = true

  /// Creates the term.
  public init() {}

  /// Computes the term and adds `weight` times its gradients; see ``ObjectiveTerm``.
  public func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let logits = space.target?.logits, let gradient = gradients.targetLogits else { return 0 }
    var total = 0.0
    let scale = weight / Float(max(logits.rows, 1))
    for row in 0..<logits.rows {
      // With d the lead of "vulnerable", p = σ(d): dH/dd = −p(1 − p)·d.
      let lead = logits[row, 1] - logits[row, 0]
      let probability = sigmoid(lead)
      total += Double(probability * softplus(-lead) + (1 - probability) * softplus(lead))
      let slope = -scale * probability * (1 - probability) * lead
      gradient[row, 0] -= slope
      gradient[row, 1] += slope
    }
    return Float(total / Double(max(logits.rows, 1)))
  }
}
