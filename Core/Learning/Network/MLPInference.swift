/// A perceptron prepared for scoring and for the way back: a row that comes out depends on the row that goes in
/// alone, up to the last bit.
///
/// It may be used from several threads at once. Make a new one after the network's parameters have changed.
public final class MLPInference: @unchecked Sendable {
  private let network: MLP
  private let weights: [PackedMatrix]
  private let backwardWeights: [PackedMatrix]

  /// Prepares a network for scoring.
  public init(_ network: MLP) {
    self.network = network
    let values = stride(from: 0, to: network.parameters.count, by: 2).map { network.parameters[$0].value }
    weights = values.map { weight in
      PackedMatrix(
        rows: weight.columns, columns: weight.rows, .transposed(weight.base, stride: weight.columns))
    }
    backwardWeights = values.map { weight in
      PackedMatrix(rows: weight.rows, columns: weight.columns, .plain(weight.base, stride: weight.columns))
    }
  }

  /// Maps rows `x` [B, inputs] to outputs [B, outputs].
  public func outputs(of x: Matrix) -> Matrix { forward(x).output }

  /// The gradient of the input [B, inputs] of a pass, given that of its output [B, outputs].
  func backward(_ pass: MLPPass, gradientOfOutput: Matrix) -> Matrix {
    network.backward(pass, gradientOfOutput: gradientOfOutput) { layer, gradient, below in
      self.backwardWeights[layer].productOfRows(
        gradient.rows, gradient.base, stride: gradient.columns, accumulates: false, below.base,
        resultStride: below.columns)
    }
  }

  /// Maps rows `x` [B, inputs], and keeps what `backward` needs.
  func forward(_ x: Matrix) -> MLPPass {
    precondition(x.columns == network.sizes[0], "the input has the first layer's width")
    var inputs: [Matrix] = []
    var value = x
    for (layer, weight) in weights.enumerated() {
      inputs.append(value)
      let sums = Matrix(uninitializedRows: x.rows, columns: weight.columns)
      weight.productOfRows(
        x.rows, value.base, stride: value.columns, accumulates: false, sums.base,
        resultStride: sums.columns)
      let bias = network.parameters[2 * layer + 1].value
      VectorMath.addBias(rows: sums.rows, columns: sums.columns, bias.base, sums.base)
      if layer < weights.count - 1 {
        for index in sums.elements.indices where sums.elements[index] < 0 { sums.elements[index] = 0 }
      }
      value = sums
    }
    return MLPPass(output: value, inputs: inputs)
  }
}
