/// A perceptron prepared for scoring: an output row depends on its input row alone, up to the last bit.
///
/// It may be used from several threads at once. Make a new one after the network's parameters have changed.
public final class MLPInference: @unchecked Sendable {
  private let network: MLP
  private let weights: [PackedMatrix]

  /// Prepares a network for scoring.
  public init(_ network: MLP) {
    self.network = network
    weights = stride(from: 0, to: network.parameters.count, by: 2).map { index in
      let weight = network.parameters[index].value
      return PackedMatrix(
        rows: weight.columns, columns: weight.rows, .transposed(weight.base, stride: weight.columns))
    }
  }

  /// Maps rows `x` [B, inputs] to outputs [B, outputs].
  public func outputs(of x: Matrix) -> Matrix {
    precondition(x.columns == network.sizes[0], "the input has the first layer's width")
    var value = x
    for (layer, weight) in weights.enumerated() {
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
    return value
  }
}
