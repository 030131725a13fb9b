/// The read-out and the joint layer of a trained generator, prepared for scoring and for the way back.
///
/// What comes out for a function depends on its own outputs alone, up to the last bit: the flattened read-out is
/// multiplied in blocks of fixed size, and a function takes part in those that it has statements in.
struct JointInference: Sendable {
  private let network: GeneratorNetwork
  /// The joint weight's transpose, one matrix a block of steps, or a single one for other read-outs.
  private let weights: [PackedMatrix]
  /// The same blocks as they are stored, for the way back.
  private let backwardWeights: OnDemand<[PackedMatrix]>

  /// Steps per block of the flattened read-out: later blocks leave out the functions that have ended.
  private static let stepsPerBlock = 16

  init(_ network: GeneratorNetwork) {
    self.network = network
    let configuration = network.configuration
    let weight = network.jointWeight.value
    let step = 2 * configuration.hiddenSize
    let blockWidth = configuration.readOut == .flatten ? Self.stepsPerBlock * step : weight.columns
    let blocks = stride(from: 0, to: weight.columns, by: blockWidth).map { start in
      start..<min(start + blockWidth, weight.columns)
    }
    weights = blocks.map { block in
      PackedMatrix(
        rows: block.count, columns: weight.rows,
        .transposed(weight.base + block.lowerBound, stride: weight.columns))
    }
    backwardWeights = OnDemand {
      blocks.map { block in
        PackedMatrix(
          rows: weight.rows, columns: block.count,
          .plain(weight.base + block.lowerBound, stride: weight.columns))
      }
    }
  }

  /// Steps that the outputs of a plan must have room for: those of whole blocks, the last perhaps shorter.
  func steps(of plan: BatchPlan) -> Int {
    let configuration = network.configuration
    guard configuration.readOut == .flatten else { return plan.steps }
    let block = Self.stepsPerBlock
    return min((plan.steps + block - 1) / block * block, configuration.maximumStatements)
  }

  /// What the joint layer reads; nil for `flatten`, which reads the outputs.
  func readOut(_ plan: BatchPlan, outputs: Matrix) -> ReadOutTrace? {
    network.configuration.readOut == .flatten ? nil : ReadOutTrace(outputs, plan, network.configuration)
  }

  /// z = tanh(W f + b) in the batch's own order; `outputs` [B, steps(of: plan) · 2H] are in sorted order.
  func representations(_ plan: BatchPlan, readOut: ReadOutTrace?, outputs: Matrix) -> Matrix {
    let width = network.configuration.jointSize
    let sums = Matrix(rows: plan.count, columns: width)
    if let features = readOut?.features {
      weights[0].productOfRows(
        plan.count, features.base, stride: features.columns, accumulates: false, sums.base,
        resultStride: width)
    } else {
      forBlocks(of: plan) { index, rows, column in
        weights[index].productOfRows(
          rows, outputs.base + column, stride: outputs.columns, accumulates: true, sums.base,
          resultStride: width)
      }
    }
    VectorMath.addBias(rows: plan.count, columns: width, network.jointBias.value.base, sums.base)
    let z = Matrix(uninitializedRows: plan.count, columns: width)
    for row in 0..<plan.count { VectorMath.tanh(width, sums.row(row), z.row(plan.order[row])) }
    return z
  }

  /// The gradient of the outputs, in their shape and order, given those z and the gradient with respect to them;
  /// at padding it is undefined.
  func gradientOfOutputs(
    _ plan: BatchPlan, readOut: ReadOutTrace?, outputs: Matrix, z: Matrix, gradientOfZ: Matrix
  ) -> Matrix {
    let sums = network.gradientOfSums(plan, z: z, gradientOfZ)
    let result = Matrix(uninitializedRows: outputs.rows, columns: outputs.columns, pool: network.pool)
    if let readOut {
      let gradient = Matrix(uninitializedRows: plan.count, columns: readOut.features.columns)
      backwardWeights.value[0].productOfRows(
        plan.count, sums.base, stride: sums.columns, accumulates: false, gradient.base,
        resultStride: gradient.columns)
      result.fill(0)
      readOut.spread(gradient, plan, network.configuration, outputs: result)
    } else {
      forBlocks(of: plan) { index, rows, column in
        backwardWeights.value[index].productOfRows(
          rows, sums.base, stride: sums.columns, accumulates: false, result.base + column,
          resultStride: result.columns)
      }
    }
    return result
  }

  /// Calls `body` with each block of the flattened read-out: its number, the rows that take part and its column.
  private func forBlocks(of plan: BatchPlan, _ body: (_ index: Int, _ rows: Int, _ column: Int) -> Void) {
    let step = 2 * network.configuration.hiddenSize
    for (index, first) in stride(from: 0, to: plan.steps, by: Self.stepsPerBlock).enumerated() {
      body(index, plan.active[first], first * step)
    }
  }
}
