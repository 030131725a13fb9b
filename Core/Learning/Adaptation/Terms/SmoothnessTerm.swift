import Foundation

/// Gives neighbours across the projects similar predictions:
/// S = mean_uv μ_uv KL(B_u ‖ B_v) over source points u and target points v, with B = Bernoulli(C(·)) and
/// μ_uv = exp(−‖u − v‖²/(2σ²)) constant (paper, section 3, the spectral graph).
struct SmoothnessTerm: ObjectiveTerm {
  let name = "smoothness"
  /// Edges run from the source to the target.
  let readsTarget = true
  /// 1/(2σ²).
  let inverseTwoSigmaSquared: Float

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let targetLogits = gradients.targetLogits else { return 0 }
    let affinities = space.source.z.squaredDistances(to: target.z)
    affinities.apply { exp(-$0 * inverseTwoSigmaSquared) }
    return Self.evaluate(
      sourceLogits: space.source.logits, targetLogits: target.logits, affinities: affinities,
      weight: weight, sourceGradient: gradients.sourceLogits, targetGradient: targetLogits)
  }

  /// Mean over all pairs; with leads d_u, d_v: dKL/dd_u = p(1 − p)(d_u − d_v), dKL/dd_v = q − p.
  static func evaluate(
    sourceLogits: Matrix, targetLogits: Matrix, affinities: Matrix, weight: Float, sourceGradient: Matrix,
    targetGradient: Matrix
  ) -> Float {
    let (n, m) = (sourceLogits.rows, targetLogits.rows)
    guard n > 0, m > 0 else { return 0 }
    let scale = 1 / Float(n * m)
    let targetLeads = (0..<m).map { targetLogits[$0, 1] - targetLogits[$0, 0] }
    let targetProbabilities = targetLeads.map(sigmoid)
    var total = 0.0
    for u in 0..<n {
      let lead = sourceLogits[u, 1] - sourceLogits[u, 0]
      let p = sigmoid(lead)
      let ownEntropy = p * softplus(-lead) + (1 - p) * softplus(lead)
      var sourceSlope: Float = 0
      for v in 0..<m {
        let affinity = affinities[u, v]
        let divergence = p * softplus(-targetLeads[v]) + (1 - p) * softplus(targetLeads[v]) - ownEntropy
        total += Double(affinity * divergence)
        sourceSlope += affinity * p * (1 - p) * (lead - targetLeads[v])
        let targetSlope = weight * scale * affinity * (targetProbabilities[v] - p)
        targetGradient[v, 0] -= targetSlope
        targetGradient[v, 1] += targetSlope
      }
      sourceGradient[u, 0] -= weight * scale * sourceSlope
      sourceGradient[u, 1] += weight * scale * sourceSlope
    }
    return Float(total) * scale
  }
}
