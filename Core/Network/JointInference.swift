/// The read-out and the joint layer of a trained generator, prepared for scoring.
///
/// What comes out for a function depends on its own outputs alone, up to the last bit: the flattened read-out is
/// multiplied in blocks of fixed size, and a function takes part in those that it has statements in.
struct JointInference: Sendable {
  private let network: GeneratorNetwork
  /// The joint weight's transpose, one matrix a block of steps, or a single one for other read-outs.
  private let weights: [PackedMatrix]

  /// Steps per block of the flattened read-out: later blocks leave out the functions that have ended.
  private static let stepsPerBlock = 16

  init(_ network: GeneratorNetwork) {
    self.network = network
    let configuration = network.configuration
    let weight = network.jointWeight.value
    let step = 2 * configuration.hiddenSize
    let blockWidth = configuration.readOut == .flatten ? Self.stepsPerBlock * step : weight.columns
    weights = stride(from: 0, to: weight.columns, by: blockWidth).map { start in
      PackedMatrix(
        rows: min(blockWidth, weight.columns - start), columns: weight.rows,
        .transposed(weight.base + start, stride: weight.columns))
    }
  }

  /// Steps that the outputs of a plan must have room for: those of whole blocks, the last perhaps shorter.
  func steps(of plan: BatchPlan) -> Int {
    let configuration = network.configuration
    guard configuration.readOut == .flatten else { return plan.steps }
    let block = Self.stepsPerBlock
    return min((plan.steps + block - 1) / block * block, configuration.maximumStatements)
  }

  /// z = tanh(W f + b) in the batch's own order; `outputs` [B, steps(of: plan) · 2H] are in sorted order.
  func representations(_ plan: BatchPlan, outputs: Matrix) -> Matrix {
    let width = network.configuration.jointSize
    let sums = Matrix(rows: plan.count, columns: width)
    if network.configuration.readOut == .flatten {
      let step = 2 * network.configuration.hiddenSize
      for (index, weight) in weights.enumerated() {
        let first = index * Self.stepsPerBlock
        guard first < plan.steps else { break }
        weight.productOfRows(
          plan.active[first], outputs.base + first * step, stride: outputs.columns, accumulates: true,
          sums.base, resultStride: width)
      }
    } else {
      let features = ReadOutTrace(outputs, plan, network.configuration).features
      weights[0].productOfRows(
        plan.count, features.base, stride: features.columns, accumulates: false, sums.base,
        resultStride: width)
    }
    VectorMath.addBias(rows: plan.count, columns: width, network.jointBias.value.base, sums.base)
    let z = Matrix(uninitializedRows: plan.count, columns: width)
    for row in 0..<plan.count { VectorMath.tanh(width, sums.row(row), z.row(plan.order[row])) }
    return z
  }
}
