import Foundation

/// Squared maximum mean discrepancy of both projects' points, biased estimate:
/// mean k(S, S) + mean k(T, T) − 2·mean k(S, T) with k(a, b) = exp(−‖a − b‖²/(2σ²))
/// (Gretton et al., A Kernel Two-Sample Test, JMLR 2012, equation 5).
public struct MaximumMeanDiscrepancyTerm: ObjectiveTerm {
  /// Name under which the term is reported.
  public let name = "mmd"
  /// Both projects' points count.
  public let readsTarget = true
  /// 1/(2σ²).
  public let inverseTwoSigmaSquared: Float

  /// Creates the term.
  public init(inverseTwoSigmaSquared: Float) {
    self.inverseTwoSigmaSquared = inverseTwoSigmaSquared
  }

  /// Computes the term and adds `weight` times its gradients; see ``ObjectiveTerm``.
  public func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let targetZ = gradients.targetZ else { return 0 }
    let source = space.source.z
    return addMean(source, source, 1, weight, gradients.sourceZ, gradients.sourceZ)
      + addMean(target.z, target.z, 1, weight, targetZ, targetZ)
      + addMean(source, target.z, -2, weight, gradients.sourceZ, targetZ)
  }

  /// factor · mean k(A, B), adding its gradients by A and by B.
  private func addMean(
    _ a: Matrix, _ b: Matrix, _ factor: Float, _ weight: Float, _ gradientOfA: Matrix,
    _ gradientOfB: Matrix
  ) -> Float {
    guard a.rows > 0, b.rows > 0 else { return 0 }
    let kernel = a.squaredDistances(to: b)
    kernel.apply { exp(-$0 * inverseTwoSigmaSquared) }
    let scale = factor / Float(a.rows * b.rows)
    var total = 0.0
    // dk/da = −(a − b)/σ²·k, dk/db the opposite.
    let slope = -2 * inverseTwoSigmaSquared * weight * scale
    for i in 0..<a.rows {
      for j in 0..<b.rows {
        let value = kernel[i, j]
        total += Double(value)
        let step = slope * value
        let (rowA, rowB) = (a.row(i), b.row(j))
        let (outA, outB) = (gradientOfA.row(i), gradientOfB.row(j))
        for column in 0..<a.columns {
          let change = step * (rowA[column] - rowB[column])
          outA[column] += change
          outB[column] -= change
        }
      }
    }
    return Float(total) * scale
  }
}
