/// Pushes the classifier's boundary away from points:
/// H = −mean[C(z) log C(z) + (1 − C(z)) log(1 − C(z))] over the target's points, or that plus the same over the source's
/// (Grandvalet and Bengio, NIPS 2004; paper, section 3).
struct ConditionalEntropyTerm: ObjectiveTerm {
  let name = "conditional-entropy"
  /// The target's points count.
  let readsTarget = true
  /// Whose points count.
  let domains: EntropyDomains

  /// Creates the term.
  init(domains: EntropyDomains = .target) { self.domains = domains }

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let logits = space.target?.logits, let gradient = gradients.targetLogits else { return 0 }
    let target = Self.mean(of: logits, weight: weight, into: gradient)
    guard domains == .both else { return target }
    return target + Self.mean(of: space.source.logits, weight: weight, into: gradients.sourceLogits)
  }

  private static func mean(of logits: Matrix, weight: Float, into gradient: Matrix) -> Float {
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
