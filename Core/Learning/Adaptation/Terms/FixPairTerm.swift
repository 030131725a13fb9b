/// Puts a function above its mended self: mean softplus(−(l_before − l_after)) over the mini-batch's pairs, l the classifier's logit
/// lead (Burges et al., Learning to Rank using Gradient Descent, ICML 2005, equation 3 for a certain order).
///
/// What a fix adds, a check or a cast, often reads like more of what vulnerable functions have: a classifier that has learnt the
/// company that vulnerabilities keep ranks the mended function higher.
struct FixPairTerm: ObjectiveTerm {
  let name = "fix-pairs"
  /// Only labelled functions have a mended self.
  let readsTarget = false

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard !space.pairs.isEmpty else { return 0 }
    let (logits, gradient) = (space.source.logits, gradients.sourceLogits)
    func lead(_ row: Int) -> Float { logits[row, 1] - logits[row, 0] }
    var total = 0.0
    for pair in space.pairs {
      let difference = lead(pair.before) - lead(pair.after)
      total += Double(softplus(-difference))
      let slope = weight * sigmoid(-difference) / Float(space.pairs.count)
      gradient[pair.before, 1] -= slope
      gradient[pair.before, 0] += slope
      gradient[pair.after, 1] += slope
      gradient[pair.after, 0] -= slope
    }
    return Float(total / Double(space.pairs.count))
  }
}

/// The rows of a function before a fix and of the same function after it.
struct FixPair: Hashable, Sendable {
  /// The vulnerable function's row.
  var before: Int
  /// The mended function's row.
  var after: Int
}
