/// A pass over functions whose statement vectors are scaled: places on lines from vectors of zero to functions.
///
/// It can be sent back once.
struct ScaledPass {
  /// Joint representation [B, Z].
  let z: Matrix

  fileprivate let plan: BatchPlan
  fileprivate let batch: Batch
  fileprivate let projection: (tables: [ProjectionTables], tokens: [Int32])
  fileprivate let traces: [LSTMTrace]
  fileprivate let graph: GatedGraphLayer.Trace?
  fileprivate let outputs: Matrix
  fileprivate let readOut: ReadOutTrace?
}

extension GeneratorInference {
  /// Maps a batch to the joint space, each function with its statement vectors multiplied by its scale.
  ///
  /// What comes out for a function depends on it and its scale alone, up to the last bit.
  func forward(_ batch: Batch, scales: [Float]) -> ScaledPass {
    network.check(batch)
    precondition(scales.count == batch.count, "each function has its scale")
    let (pool, hiddenSize) = (network.pool, network.configuration.hiddenSize)
    let plan = BatchPlan(batch, masksPadding: network.configuration.masksPadding)
    let projection = projection(of: batch)
    let outputs = Matrix(
      uninitializedRows: plan.count, columns: jointLayer.steps(of: plan) * 2 * hiddenSize, pool: pool)
    network.clearPadding(outputs, plan)
    let traces = network.bothDirections { index in
      let direction = self.network.directions[index]
      let bias = direction.bias
      let gates = Matrix(uninitializedRows: plan.rowCount, columns: 4 * hiddenSize, pool: pool)
      return self.network.withItems(batch, plan, projection.tokens) { items in
        direction.forward(plan, weight: self.weights[index], outputs: outputs, pool: pool, gates: gates) {
          projection.tables[index].gather(items, plan, $0, into: $1)
          // With p = W_ih x and both biases b, the sums b + p become α(b + p) + (1 − α)b = b + αp.
          for row in 0..<plan.active[$0] {
            let (scale, sums) = (scales[plan.order[row]], $1 + row * bias.count)
            VectorMath.scale(bias.count, scale, sums)
            VectorMath.addScaled(bias.count, 1 - scale, bias, sums)
          }
        }
      }
    }
    let graph = graphForward(batch, plan, outputs: outputs)
    let readOut = jointLayer.readOut(plan, outputs: outputs)
    return ScaledPass(
      z: jointLayer.representations(plan, readOut: readOut, outputs: outputs), plan: plan, batch: batch,
      projection: projection, traces: traces, graph: graph, outputs: outputs, readOut: readOut)
  }

  /// Each statement's part [B, L] of a value, given the value's gradient with respect to z [B, Z].
  ///
  /// The part is the product of the statement vector, before any scale, with the vector's gradient. A vector x
  /// reaches the value through W_ih x alone, so the product is that of W_ih x with the gradient of the gates' sums,
  /// which saves the way back to the vectors.
  func contributions(_ pass: ScaledPass, gradientOfZ: Matrix) -> Matrix {
    let plan = pass.plan
    let outputGradients = jointLayer.gradientOfOutputs(
      plan, readOut: pass.readOut, outputs: pass.outputs, z: pass.z, gradientOfZ: gradientOfZ)
    if let layer = network.graph, let trace = pass.graph, let products = graphBackwardProducts.value {
      layer.backward(
        trace, outputGradients: outputGradients, products: products, addsParameterGradients: false,
        pool: network.pool)
    }
    let parts = network.bothDirections { index in
      let direction = self.network.directions[index]
      let bias = direction.bias
      let sums = Matrix(uninitializedRows: plan.count, columns: bias.count, pool: self.network.pool)
      var parts: [Double] = Array(repeating: 0, count: plan.rowCount)
      self.network.withItems(pass.batch, plan, pass.projection.tokens) { items in
        direction.backward(
          plan, pass.traces[index], weight: self.backwardWeights[index], outputGradients: outputGradients
        ) { step, gradient in
          pass.projection.tables[index].gather(items, plan, step, into: sums.base)
          for row in 0..<plan.active[step] {
            VectorMath.addScaled(bias.count, -1, bias, sums.row(row))
            parts[plan.rowOffsets[step] + row] = VectorMath.dot(
              bias.count, gradient + row * bias.count, sums.row(row))
          }
        }
      }
      return parts
    }
    let result = Matrix(rows: pass.batch.count, columns: pass.batch.length)
    for (row, position) in plan.positions.enumerated() {
      result.elements[Int(position)] = Float(parts[0][row] + parts[1][row])
    }
    return result
  }
}

extension LSTMDirection {
  /// Both biases' sum.
  fileprivate var bias: [Float] { zip(inputBias.value.elements, recurrentBias.value.elements).map(+) }
}
