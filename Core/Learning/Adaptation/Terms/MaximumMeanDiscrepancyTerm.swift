import RealModule

/// Squared maximum mean discrepancy of both projects' points, biased estimate:
/// mean k(S, S) + mean k(T, T) − 2·mean k(S, T), k the mean of Gaussian kernels exp(−γ‖a − b‖²)
/// (Gretton et al., A Kernel Two-Sample Test, JMLR 2012, equation 5; the family of kernels: Long et al., Learning
/// Transferable Features with Deep Adaptation Networks, ICML 2015, section 4.1).
struct MaximumMeanDiscrepancyTerm: ObjectiveTerm {
  /// The widths of the kernels.
  enum Kernels: Sendable {
    /// γ of each kernel.
    case fixed([Float])
    /// γ = 2^e / m, m the median of the squared distances between all points of the mini-batch (constant to the
    /// gradient) and e = −8, −7½ … 8.
    case aroundMedian
  }

  let name = "mmd"
  /// Both projects' points count.
  let readsTarget = true
  let kernels: Kernels

  /// Creates the term with kernels around the median distance.
  init() { kernels = .aroundMedian }

  init(kernels: Kernels) { self.kernels = kernels }

  /// Creates the term with the kernels of the settings.
  init(settings: ObjectiveSettings) {
    switch settings.kernels {
    case .median: self.init()
    case .single: self.init(kernels: .fixed([Float(1) / 1024]))
    }
  }

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let targetZ = gradients.targetZ else { return 0 }
    let source = space.source.z
    let within = (source.squaredDistances(to: source), target.z.squaredDistances(to: target.z))
    let across = source.squaredDistances(to: target.z)
    let widths = widths(within.0, within.1, across)
    return addMean(source, source, within.0, widths, 1, weight, gradients.sourceZ, gradients.sourceZ)
      + addMean(target.z, target.z, within.1, widths, 1, weight, targetZ, targetZ)
      + addMean(source, target.z, across, widths, -2, weight, gradients.sourceZ, targetZ)
  }

  /// γ of each kernel for the distances of a mini-batch.
  func widths(_ source: Matrix, _ target: Matrix, _ across: Matrix) -> [Float] {
    switch kernels {
    case .fixed(let widths): return widths
    case .aroundMedian:
      var distances = Array(across.elements)
      for matrix in [source, target] {
        for row in 0..<matrix.rows {
          for column in 0..<row { distances.append(matrix[row, column]) }
        }
      }
      distances.sort()
      let median = distances.isEmpty ? 0 : distances[distances.count / 2]
      // Points that all coincide have no distance to take a width from, nor anything to learn.
      let unit = 1 / max(median, .leastNormalMagnitude.squareRoot())
      return stride(from: Float(-8), through: 8, by: 0.5).map { unit * .exp2($0) }
    }
  }

  /// factor · mean k(A, B), adding its gradients by A and by B.
  private func addMean(
    _ a: Matrix, _ b: Matrix, _ distances: Matrix, _ widths: [Float], _ factor: Float, _ weight: Float,
    _ gradientOfA: Matrix, _ gradientOfB: Matrix
  ) -> Float {
    guard a.rows > 0, b.rows > 0 else { return 0 }
    let scale = factor / Float(a.rows * b.rows * widths.count)
    var total = 0.0
    for i in 0..<a.rows {
      for j in 0..<b.rows {
        var (value, slope): (Float, Float) = (0, 0)
        for width in widths {
          let kernel = Float.exp(-distances[i, j] * width)
          value += kernel
          slope += width * kernel
        }
        total += Double(value)
        // dk/da = −2γ(a − b)·k, dk/db the opposite.
        let step = -2 * weight * scale * slope
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
