import Foundation

/// Keeps points whose hidden states are close together in the joint space:
/// M = mean_ij μ_ij‖z_i − z_j‖² within the source plus the same within the target, with
/// μ_ij = exp(−‖h_i − h_j‖²/(2σ²)) constant (paper, section 3).
struct ManifoldTerm: ObjectiveTerm {
  let name = "manifold"
  /// The target's manifold counts as well.
  let readsTarget = true
  /// 1/(2σ²).
  let inverseTwoSigmaSquared: Float

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    var value = evaluate(
      z: space.source.z, h: space.source.hiddenStates, weight: weight, into: gradients.sourceZ)
    if let target = space.target, let targetZ = gradients.targetZ {
      value += evaluate(z: target.z, h: target.hiddenStates, weight: weight, into: targetZ)
    }
    return value
  }

  /// One domain's part; the mean runs over all ordered pairs, the diagonal included.
  func evaluate(z: Matrix, h: Matrix, weight: Float, into gradient: Matrix) -> Float {
    let n = z.rows
    guard n > 0 else { return 0 }
    let affinities = h.squaredDistances(to: h)
    affinities.apply { exp(-$0 * inverseTwoSigmaSquared) }
    let distances = z.squaredDistances(to: z)
    let scale = 1 / Float(n * n)
    var total = 0.0
    var rowSums = [Float](repeating: 0, count: n)
    for i in 0..<n {
      for j in 0..<n {
        total += Double(affinities[i, j]) * Double(distances[i, j])
        rowSums[i] += affinities[i, j]
      }
    }
    // d/dz_i Σ μ_ij‖z_i − z_j‖² over ordered pairs = 4 (rowSum_i z_i − Σ_j μ_ij z_j).
    let mixed = affinities.multiplied(by: z)
    let factor = 4 * weight * scale
    for i in 0..<n {
      for column in 0..<z.columns {
        gradient[i, column] += factor * (rowSums[i] * z[i, column] - mixed[i, column])
      }
    }
    return Float(total) * scale
  }
}
