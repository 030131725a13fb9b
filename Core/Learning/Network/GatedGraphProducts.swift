/// The matrix products of a gated graph layer, in one direction.
struct GatedGraphProducts: @unchecked Sendable {
  /// How many rows, from where, how far apart, added or not, to where, how far apart.
  typealias Product = (
    Int, UnsafePointer<Float>, Int, Bool, UnsafeMutablePointer<Float>, Int
  ) -> Void

  /// Mean states to messages; back: gradients of messages to those of mean states.
  let edge: Product
  /// Messages to the sums of all gates, or back.
  let message: Product
  /// States to the sums of z and r, or back.
  let gates: Product
  /// States that r has passed to the sums of h̃, or back.
  let candidate: Product

  private init(
    _ layer: GatedGraphLayer, isBackward: Bool, make: (_ inputs: Int, _ outputs: Int, BLAS.Operand) -> Product
  ) {
    let d = layer.width
    func product(_ weight: UnsafePointer<Float>, outputs: Int, inputs: Int) -> Product {
      isBackward
        ? make(outputs, inputs, .plain(weight, stride: inputs))
        : make(inputs, outputs, .transposed(weight, stride: inputs))
    }
    edge = product(layer.edgeWeight.value.base, outputs: d, inputs: layer.edgeWeight.value.columns)
    message = product(layer.messageWeight.value.base, outputs: 3 * d, inputs: d)
    gates = product(layer.stateWeight.value.base, outputs: 2 * d, inputs: d)
    candidate = product(layer.stateWeight.value.row(2 * d), outputs: d, inputs: d)
  }

  /// Products on all available threads, for training.
  static func training(_ layer: GatedGraphLayer, isBackward: Bool) -> GatedGraphProducts {
    GatedGraphProducts(layer, isBackward: isBackward) { inputs, outputs, operand in
      { rows, a, stride, accumulates, c, resultStride in
        BLAS.parallelGemm(
          rows, outputs, inputs, .plain(a, stride: stride), operand, beta: accumulates ? 1 : 0, c,
          stride: resultStride)
      }
    }
  }

  /// Products in which the other rows cannot reach a row's last bits, of weights that stay as they are.
  static func rowWise(_ layer: GatedGraphLayer, isBackward: Bool) -> GatedGraphProducts {
    GatedGraphProducts(layer, isBackward: isBackward) { inputs, outputs, operand in
      PackedMatrix(rows: inputs, columns: outputs, operand).productOfRows
    }
  }
}
