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
    let values = network.layers.map(\.weight.value)
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
    network.forward(x) { layer, input, sums in
      self.weights[layer].productOfRows(
        input.rows, input.base, stride: input.columns, accumulates: false, sums.base,
        resultStride: sums.columns)
    }
  }
}
