/// Takes the length of functions out of the joint space, so that the classifier may not merely rank by it: the squared
/// correlation of a predictor's output at z with the logarithm of the length, over the source functions that are labelled
/// clean plus over the target's functions. The predictor maximises it, the generators minimise it
/// (Zhao, Adeli and Pohl, Training Confounder-Free Deep Learning Models for Medical Applications, Nature Communications 2020,
/// equations 2 and 3; the reversal: Ganin and Lempitsky, ICML 2015).
///
/// Vulnerable functions do not count: that they are longer is knowledge, not confounding.
struct ConfounderTerm: ObjectiveTerm {
  let name = "confounder"
  /// The source's clean functions suffice; the target's count where they are read.
  let readsTarget = false

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let predictor = heads.lengthPredictor else {
      preconditionFailure("the confounder term needs a length predictor")
    }
    return Self.add(
      space, predictor, weight: weight, toPredictor: false,
      gradientsOfZ: (gradients.sourceZ, gradients.targetZ))
  }

  /// The sum of both domains' squared correlations, whose gradients times `weight` go to the predictor's parameters or to
  /// the points.
  static func add(
    _ space: JointSpace, _ predictor: MLP, weight: Float, toPredictor: Bool,
    gradientsOfZ: (source: Matrix?, target: Matrix?)
  ) -> Float {
    var value: Float = 0
    let domains: [(points: JointPoints?, counted: [Bool], gradient: Matrix?)] = [
      (space.source, space.labels.map { !$0 }, gradientsOfZ.source),
      (space.target, (space.target?.lengths ?? []).map { _ in true }, gradientsOfZ.target),
    ]
    for (points, counted, gradientOfZ) in domains {
      guard let points, !points.lengths.isEmpty else { continue }
      let pass = predictor.forward(points.z)
      let (correlation, gradient) = squaredCorrelation(
        of: pass.output, with: points.lengths, counted: counted, weight: weight)
      let below = predictor.backward(pass, gradientOfOutput: gradient, addsParameterGradients: toPredictor)
      gradientOfZ?.add(below)
      value += correlation
    }
    return value
  }

  /// What keeps the correlation of constant outputs defined: added to both variances.
  static let varianceFloor = 1e-6

  /// cov(p, t)² / ((var p + ε) · (var t + ε)) over the rows that count, and `weight` times its gradient by p [B, 1]; 0 for
  /// fewer than three rows.
  static func squaredCorrelation(
    of outputs: Matrix, with lengths: [Float], counted: [Bool], weight: Float
  ) -> (value: Float, gradient: Matrix) {
    let gradient = Matrix(rows: outputs.rows, columns: 1)
    let rows = counted.indices.filter { counted[$0] }
    guard rows.count > 2 else { return (0, gradient) }
    let count = Double(rows.count)
    let outputMean = rows.reduce(0.0) { $0 + Double(outputs[$1, 0]) } / count
    let lengthMean = rows.reduce(0.0) { $0 + Double(lengths[$1]) } / count
    var (both, outputSquares, lengthSquares) = (0.0, count * varianceFloor, count * varianceFloor)
    for row in rows {
      let (output, length) = (Double(outputs[row, 0]) - outputMean, Double(lengths[row]) - lengthMean)
      both += output * length
      outputSquares += output * output
      lengthSquares += length * length
    }
    let value = both * both / (outputSquares * lengthSquares)
    for row in rows {
      let (output, length) = (Double(outputs[row, 0]) - outputMean, Double(lengths[row]) - lengthMean)
      let slope = 2 * both * length / (outputSquares * lengthSquares) - 2 * value * output / outputSquares
      gradient[row, 0] = weight * Float(slope)
    }
    return (Float(value), gradient)
  }
}
