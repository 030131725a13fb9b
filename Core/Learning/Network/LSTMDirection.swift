/// The buffers that one direction fills going forward and needs going back.
struct LSTMTrace: @unchecked Sendable {
  /// Gates [N, 4H]: activations, and after the way back the gradients of the sums.
  let gates: Matrix
  /// Cells [N, H].
  let cells: Matrix
  /// The hidden state that each row started from [N, H].
  let hiddenInputs: Matrix
}

/// One direction of the bidirectional LSTM, gate order i, f, g, o.
///
/// aₜ = W_ih xₜ + b_ih + W_hh hₜ₋₁ + b_hh; cₜ = f cₜ₋₁ + i g; hₜ = o tanh cₜ; it starts from zero.
struct LSTMDirection: @unchecked Sendable {
  let isBackward: Bool
  let hiddenSize: Int
  /// [4H, 2E].
  let inputWeight: Parameter
  /// [4H, H].
  let recurrentWeight: Parameter
  /// [1, 4H].
  let inputBias: Parameter
  /// [1, 4H].
  let recurrentBias: Parameter

  var parameters: [Parameter] { [inputWeight, recurrentWeight, inputBias, recurrentBias] }
  /// Column of this direction's part of an output.
  var outputColumn: Int { isBackward ? hiddenSize : 0 }

  /// Time steps in the order of this direction.
  private func order(_ plan: BatchPlan) -> [Int] {
    isBackward ? Array((0..<plan.steps).reversed()) : Array(0..<plan.steps)
  }

  /// How many rows of step `step` continue a state from step `other`; 0 when there is no such step.
  private func shared(_ plan: BatchPlan, _ step: Int, _ other: Int) -> Int {
    plan.active.indices.contains(other) ? min(plan.active[step], plan.active[other]) : 0
  }

  /// Runs over all steps; `fillGates` puts the input part of the sums of one step's rows into its gates.
  ///
  /// This direction writes its columns of `outputs` [B, steps · 2H]. With a `weight` that was packed ahead, a row's
  /// results depend on that row alone, up to the last bit.
  ///
  /// `gates` [N, 4H] are those of all rows, filled ahead or by `fillGates`; the trace is what the way back needs.
  func forward(
    _ plan: BatchPlan, weight prepared: PackedMatrix? = nil, outputs: Matrix, pool: MemoryPool, gates: Matrix,
    fillGates: (_ step: Int, _ gates: UnsafeMutablePointer<Float>) -> Void
  ) -> LSTMTrace {
    let trace = LSTMTrace(
      gates: gates,
      cells: Matrix(uninitializedRows: plan.rowCount, columns: hiddenSize, pool: pool),
      hiddenInputs: Matrix(uninitializedRows: plan.rowCount, columns: hiddenSize, pool: pool))
    let product = prepared?.productOfRows ?? packedWeight().product
    run(
      plan, trace, firstRow: { plan.rowOffsets[$0] }, product: product, outputs: outputs, fillGates: fillGates
    )
    return trace
  }

  /// Runs over all steps like `forward` and keeps nothing but the outputs: every step uses the same rows of memory.
  func infer(
    _ plan: BatchPlan, weight: PackedMatrix, outputs: Matrix, pool: MemoryPool,
    fillGates: (_ step: Int, _ gates: UnsafeMutablePointer<Float>) -> Void
  ) {
    let memory = LSTMTrace(
      gates: Matrix(uninitializedRows: plan.count, columns: 4 * hiddenSize, pool: pool),
      cells: Matrix(uninitializedRows: plan.count, columns: hiddenSize, pool: pool),
      hiddenInputs: Matrix(uninitializedRows: plan.count, columns: hiddenSize, pool: pool))
    run(
      plan, memory, firstRow: { _ in 0 }, product: weight.productOfRows, outputs: outputs,
      fillGates: fillGates)
  }

  /// How many rows, how far apart, from where, added or not, to where, how far apart.
  private typealias Product = (
    Int, UnsafePointer<Float>, Int, Bool, UnsafeMutablePointer<Float>, Int
  ) -> Void

  /// The pass of `forward` and `infer`, which differ in the product and in the rows of memory that a step uses.
  private func run(
    _ plan: BatchPlan, _ memory: LSTMTrace, firstRow: (_ step: Int) -> Int, product: Product, outputs: Matrix,
    fillGates: (_ step: Int, _ gates: UnsafeMutablePointer<Float>) -> Void
  ) {
    let h = hiddenSize
    let back = isBackward ? 1 : -1
    for step in order(plan) {
      let rows = plan.active[step]
      let first = firstRow(step)
      let previousRows = shared(plan, step, step + back)
      let nextRows = shared(plan, step, step - back)
      let gates = memory.gates.row(first)
      let start = memory.hiddenInputs.row(first)
      fillGates(step, gates)
      (start + previousRows * h).update(repeating: 0, count: (rows - previousRows) * h)
      product(previousRows, start, h, true, gates, 4 * h)
      VectorMath.lstmForward(
        rows: rows, hidden: h, gates: gates,
        previous: previousRows > 0 ? memory.cells.row(firstRow(step + back)) : nil,
        previousRows: previousRows, cell: memory.cells.row(first),
        next: nextRows > 0 ? memory.hiddenInputs.row(firstRow(step - back)) : nil, nextRows: nextRows,
        output: outputs.base + step * 2 * h + outputColumn, outputStride: outputs.columns)
    }
  }

  /// W_hhᵀ [H, 4H], prepared for the products of all steps.
  func packedWeight() -> PackedMatrix {
    PackedMatrix(
      rows: hiddenSize, columns: 4 * hiddenSize, .transposed(recurrentWeight.value.base, stride: hiddenSize))
  }

  /// W_hh [4H, H], prepared for the products of all steps back.
  func packedBackwardWeight() -> PackedMatrix {
    PackedMatrix(
      rows: 4 * hiddenSize, columns: hiddenSize, .plain(recurrentWeight.value.base, stride: hiddenSize))
  }

  /// Runs back over all steps; afterwards `trace.gates` holds the gradients of the sums.
  ///
  /// `outputGradients` is [B, steps · 2H]. `didStep` is called with each step and the gradients of its rows' sums
  /// while they are still in the cache. A `weight` that was packed ahead does what it does in `forward`.
  func backward(
    _ plan: BatchPlan, _ trace: LSTMTrace, weight prepared: PackedMatrix? = nil, outputGradients: Matrix,
    didStep: (_ step: Int, _ gradient: UnsafePointer<Float>) -> Void
  ) {
    let h = hiddenSize
    let hiddenGradient = Matrix(uninitializedRows: plan.count, columns: h)
    let cellGradient = Matrix(uninitializedRows: plan.count, columns: h)
    let back = isBackward ? 1 : -1
    let product = prepared?.productOfRows ?? packedBackwardWeight().product
    for step in order(plan).reversed() {
      let first = plan.rowOffsets[step]
      let previousRows = shared(plan, step, step + back)
      let gates = trace.gates.row(first)
      VectorMath.lstmBackward(
        rows: plan.active[step], hidden: h, gates: gates, cell: trace.cells.row(first),
        previous: previousRows > 0 ? trace.cells.row(plan.rowOffsets[step + back]) : nil,
        previousRows: previousRows, outputGradient: outputGradients.base + step * 2 * h + outputColumn,
        outputStride: outputGradients.columns, hiddenGradient: hiddenGradient.base,
        followingRows: shared(plan, step, step - back), cellGradient: cellGradient.base)
      product(previousRows, gates, 4 * h, false, hiddenGradient.base, h)
      didStep(step, gates)
    }
  }

  /// Adds the gradient of the recurrent weight, after `backward`.
  func addRecurrentGradient(_ trace: LSTMTrace) {
    let (gradient, beta) = recurrentWeight.accumulation()
    let h = hiddenSize
    let rows = trace.gates.rows
    if rows == 0, beta == 0 { gradient.fill(0) }
    // Blocks that stay in the cache: as one product this shape is far slower.
    let block = 256
    for start in stride(from: 0, to: rows, by: block) {
      BLAS.parallelGemm(
        4 * h, h, min(block, rows - start), .transposed(trace.gates.row(start), stride: 4 * h),
        .plain(trace.hiddenInputs.row(start), stride: h), beta: start == 0 ? beta : 1, gradient.base,
        stride: h)
    }
  }
}
