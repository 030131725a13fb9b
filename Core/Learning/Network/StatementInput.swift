/// How the statements of a batch enter the LSTM.
enum StatementInput: @unchecked Sendable {
  /// Each different token and opcode is projected once; a statement's sums are sums of projected rows.
  case sparse(SparseInput)
  /// Statement vectors [N, 2E] as a matrix, with the seed of their dropout.
  case dense(Matrix, dropoutSeed: UInt64?)
}

/// The different tokens of a batch and their embeddings.
struct SparseInput: @unchecked Sendable {
  let tokens: DistinctTokens
  /// Embeddings of the different tokens [D, E].
  let embeddings: Matrix

  init(_ batch: Batch, tokenTable: Matrix, pool: MemoryPool) {
    tokens = DistinctTokens(batch.tokens, vocabularySize: tokenTable.rows)
    let width = tokenTable.columns
    embeddings = Matrix(uninitializedRows: tokens.ids.count, columns: width, pool: pool)
    for (index, id) in tokens.ids.enumerated() {
      embeddings.row(index).update(from: tokenTable.row(Int(id)), count: width)
    }
  }
}

/// Projections of opcodes and tokens by one direction's input weight, or the gradients of such projections.
struct ProjectionTables: @unchecked Sendable {
  /// [opcodes, 4H]; going forward both biases are part of it.
  let opcodes: Matrix
  /// [D, 4H].
  let tokens: Matrix

  /// Room for `D` tokens.
  init(opcodeCount: Int, tokenCount: Int, width: Int, pool: MemoryPool?) {
    opcodes = Matrix(uninitializedRows: opcodeCount, columns: width, pool: pool)
    tokens = Matrix(uninitializedRows: tokenCount, columns: width, pool: pool)
  }

  /// The sums of projected rows, biases included, of the rows of one step.
  func gather(
    _ items: VectorMath.Items, _ plan: BatchPlan, _ step: Int, into sums: UnsafeMutablePointer<Float>
  ) {
    VectorMath.gather(
      rows: plan.active[step], width: opcodes.columns, items.dropping(plan.rowOffsets[step]),
      headTable: opcodes.base, tokenTable: tokens.base, sums)
  }

  /// Makes all elements zero, to collect gradients.
  func fillZero() {
    opcodes.fill(0)
    tokens.fill(0)
  }

  /// Makes each opcode's row the sum of the direction's biases, which the projection adds to.
  private func startWithBiases(of direction: LSTMDirection) {
    for row in 0..<opcodes.rows {
      opcodes.row(row).update(from: direction.inputBias.value.base, count: opcodes.columns)
      VectorMath.addScaled(opcodes.columns, 1, direction.recurrentBias.value.base, opcodes.row(row))
    }
  }

  /// Projects `opcodeTable` [opcodes, E] and `embeddings` [D, E] by the two halves of the direction's weight.
  ///
  /// With `rowByRow` the other rows cannot reach a row's last bits, whatever multiplies.
  func project(
    _ direction: LSTMDirection, opcodeTable: Matrix, embeddings: Matrix, rowByRow: Bool = false
  ) {
    let weight = direction.inputWeight.value
    let width = weight.rows
    let e = opcodeTable.columns
    startWithBiases(of: direction)
    for (from, column, to, accumulates) in [(opcodeTable, 0, opcodes, true), (embeddings, e, tokens, false)] {
      let packed = PackedMatrix(
        rows: e, columns: width, .transposed(weight.base + column, stride: 2 * e))
      let product = rowByRow ? packed.productOfRows : packed.product
      Parallel.forRange(to.rows, minimum: 64) { rows in
        product(
          rows.count, from.row(rows.lowerBound), e, accumulates, to.row(rows.lowerBound), width)
      }
    }
  }

  /// Adds the gradients of the direction's input weight and biases; self holds gradients of the projections.
  func addGradients(_ direction: LSTMDirection, opcodeTable: Matrix, embeddings: Matrix) {
    let (gradient, beta) = direction.inputWeight.accumulation()
    let width = gradient.rows
    let e = opcodeTable.columns
    BLAS.parallelGemm(
      width, e, opcodes.rows, .transposed(opcodes.base, stride: width), .plain(opcodeTable.base, stride: e),
      beta: beta, gradient.base, stride: 2 * e)
    BLAS.parallelGemm(
      width, e, tokens.rows, .transposed(tokens.base, stride: width), .plain(embeddings.base, stride: e),
      beta: beta, gradient.base + e, stride: 2 * e)
    for bias in [direction.inputBias, direction.recurrentBias] {
      let (gradient, beta) = bias.accumulation()
      VectorMath.columnSums(rows: opcodes.rows, columns: width, opcodes.base, beta: beta, gradient.base)
    }
  }
}
