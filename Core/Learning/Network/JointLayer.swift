extension GeneratorNetwork {
  /// Steps per block of the flattened read-out: later blocks leave out the functions that have ended.
  private func flattenBlocks(_ plan: BatchPlan) -> [Range<Int>] {
    let size = configuration.masksPadding ? 16 : max(1, plan.steps)
    return stride(from: 0, to: plan.steps, by: size).map { $0..<min($0 + size, plan.steps) }
  }

  /// z = tanh(W f + b) in the batch's own order; `features` is nil for `flatten`.
  func jointForward(_ plan: BatchPlan, features: Matrix?, outputs: Matrix) -> Matrix {
    let width = configuration.jointSize
    let weight = jointWeight.value
    // Sums are computed transposed, [Z, B]: that way round, the long product is half as fast again.
    let transposed = Matrix(rows: width, columns: plan.count)
    if let features {
      transposed.multiply(weight, transposed: features)
    } else {
      let step = 2 * configuration.hiddenSize
      for block in flattenBlocks(plan) {
        BLAS.parallelGemm(
          width, plan.active[block.lowerBound], block.count * step,
          .plain(weight.base + block.lowerBound * step, stride: weight.columns),
          .transposed(outputs.base + block.lowerBound * step, stride: outputs.columns), beta: 1,
          transposed.base, stride: plan.count)
      }
    }
    let sums = transposed.transposed()
    VectorMath.addBias(rows: plan.count, columns: width, jointBias.value.base, sums.base)
    let z = Matrix(uninitializedRows: plan.count, columns: width)
    for row in 0..<plan.count { VectorMath.tanh(width, sums.row(row), z.row(plan.order[row])) }
    return z
  }

  /// The gradient of the sums before the tanh [B, Z], in sorted order.
  func gradientOfSums(_ plan: BatchPlan, z: Matrix, _ gradientOfZ: Matrix) -> Matrix {
    let width = configuration.jointSize
    precondition(gradientOfZ.rows == z.rows && gradientOfZ.columns == width, "a gradient has z's shape")
    let result = Matrix(uninitializedRows: plan.count, columns: width)
    for row in 0..<plan.count {
      let (z, gradient) = (z.row(plan.order[row]), gradientOfZ.row(plan.order[row]))
      let sums = result.row(row)
      for k in 0..<width { sums[k] = gradient[k] * (1 - z[k] * z[k]) }
    }
    return result
  }

  /// Adds the gradients of the joint layer's weight and bias.
  func addJointGradients(_ pass: GeneratorPass, gradientOfSums: Matrix) {
    let (biasGradient, biasBeta) = jointBias.accumulation()
    let width = configuration.jointSize
    VectorMath.columnSums(
      rows: gradientOfSums.rows, columns: width, gradientOfSums.base, beta: biasBeta, biasGradient.base)
    let (gradient, beta) = jointWeight.accumulation()
    if let features = pass.features?.features {
      gradient.multiply(transposed: gradientOfSums, features, beta: beta)
      return
    }
    let plan = pass.plan
    let step = 2 * configuration.hiddenSize
    let transposed = gradientOfSums.transposed()
    for block in flattenBlocks(plan) {
      let first = block.lowerBound * step
      let functions = plan.active[block.lowerBound]
      // A general product first passes over all of this long, shallow result; packed pieces write it once.
      Parallel.forRange(block.count * step, minimum: 1024, multiple: 16) { columns in
        for start in stride(from: columns.lowerBound, to: columns.upperBound, by: 1024) {
          let piece = PackedMatrix(
            rows: functions, columns: min(1024, columns.upperBound - start),
            .plain(pass.outputs.base + first + start, stride: pass.outputs.columns))
          piece.product(
            width, transposed.base, stride: transposed.columns, accumulates: beta != 0,
            gradient.base + first + start, resultStride: gradient.columns)
        }
      }
    }
    if beta == 0, plan.steps * step < gradient.columns {
      for row in 0..<width {
        (gradient.row(row) + plan.steps * step).update(
          repeating: 0, count: gradient.columns - plan.steps * step)
      }
    }
  }

  /// The gradient of the outputs [B, steps · 2H] in sorted order, given that of the sums and that of some statements' outputs; at
  /// padding it is undefined.
  func gradientOfOutputs(
    _ pass: GeneratorPass, gradientOfSums: Matrix,
    _ statements: (places: [StatementPlace], gradient: Matrix)?
  ) -> Matrix {
    let plan = pass.plan
    let result = Matrix(uninitializedRows: plan.count, columns: pass.outputs.columns, pool: pool)
    let weight = jointWeight.value
    let dropout = pass.dropoutSeed.map { Dropout(rate: configuration.dropout, seed: $0) }
    if let readOut = pass.features {
      let gradient = Matrix(uninitializedRows: plan.count, columns: weight.columns)
      gradient.multiply(gradientOfSums, weight)
      dropout?.apply(to: gradient)
      result.fill(0)
      readOut.spread(gradient, plan, configuration, outputs: result)
      add(statements, plan, to: result)
      return result
    }
    let step = 2 * configuration.hiddenSize
    for block in flattenBlocks(plan) {
      BLAS.parallelGemm(
        plan.active[block.lowerBound], block.count * step, configuration.jointSize,
        .plain(gradientOfSums.base, stride: configuration.jointSize),
        .plain(weight.base + block.lowerBound * step, stride: weight.columns), beta: 0,
        result.base + block.lowerBound * step, stride: result.columns)
    }
    add(statements, plan, to: result)
    dropout?.apply(to: result)
    return result
  }

  private func add(
    _ statements: (places: [StatementPlace], gradient: Matrix)?, _ plan: BatchPlan, to outputs: Matrix
  ) {
    guard let statements else { return }
    let width = 2 * configuration.hiddenSize
    let rows = plan.sortedRows
    for (index, place) in statements.places.enumerated() {
      VectorMath.addScaled(
        width, 1, statements.gradient.row(index), outputs.row(rows[place.function]) + place.statement * width)
    }
  }
}
