/// Kullback–Leibler divergence of predictions over two classes, given as logits.
enum BernoulliDivergence {
  /// mean KL(p ‖ q) over rows, p from `constant` and q from `logits` [B, 2]; the gradient goes to q alone.
  ///
  /// With a and b the leads of "vulnerable" in p and q: dKL/db = σ(b) − σ(a).
  ///
  /// - Returns: The mean, and `weight` times its gradient by `logits` [B, 2].
  static func mean(from constant: Matrix, to logits: Matrix, weight: Float) -> (
    value: Float, gradient: Matrix
  ) {
    precondition(constant.rows == logits.rows, "one prediction of each kind a row")
    let gradient = Matrix(uninitializedRows: logits.rows, columns: 2)
    let scale = weight / Float(max(logits.rows, 1))
    var total = 0.0
    for row in 0..<logits.rows {
      let own = constant[row, 1] - constant[row, 0]
      let lead = logits[row, 1] - logits[row, 0]
      total += Double(divergence(ofLead: own, from: lead))
      let slope = scale * (sigmoid(lead) - sigmoid(own))
      gradient[row, 0] = -slope
      gradient[row, 1] = slope
    }
    return (Float(total / Double(max(logits.rows, 1))), gradient)
  }

  /// Adds to `gradient` [B, 2] `weight` times the gradient of T² · mean KL(σ(c / T) ‖ σ(l / T)), c the constant leads and l those
  /// of `logits` [B, 2] (Hinton, Vinyals and Dean, 2015, section 2).
  ///
  /// - Returns: The divergence, without `weight`.
  static func softened(
    from leads: [Float], to logits: Matrix, temperature: Float, weight: Float, into gradient: Matrix
  ) -> Float {
    let rows = max(logits.rows, 1)
    let scale = weight * temperature / Float(rows)
    var total = 0.0
    for row in 0..<logits.rows {
      let lead = (logits[row, 1] - logits[row, 0]) / temperature
      let constant = leads[row] / temperature
      total += Double(divergence(ofLead: constant, from: lead))
      let slope = scale * (sigmoid(lead) - sigmoid(constant))
      gradient[row, 0] -= slope
      gradient[row, 1] += slope
    }
    return temperature * temperature * Float(total / Double(rows))
  }

  /// KL(Bernoulli(σ(a)) ‖ Bernoulli(σ(b))).
  static func divergence(ofLead a: Float, from b: Float) -> Float {
    let p = sigmoid(a)
    return p * (softplus(-b) - softplus(-a)) + (1 - p) * (softplus(b) - softplus(a))
  }
}
