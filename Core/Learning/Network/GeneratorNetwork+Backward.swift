extension GeneratorNetwork {
  /// Adds the gradients of all parameters, given the gradient of a loss with respect to z [B, Z].
  public func backward(_ pass: GeneratorPass, gradientOfZ: Matrix) {
    backward(pass, gradientOfZ: gradientOfZ, ofOutputs: nil)
  }

  /// The same for a loss that reads the outputs of some statements beside z.
  ///
  /// - Parameters:
  ///   - pass: The pass.
  ///   - gradientOfZ: [B, Z].
  ///   - statements: Places and the gradient with respect to their outputs [places, 2H].
  /// - Precondition: the pass came from this network, whose parameters are unchanged since, and was not sent back
  ///   before.
  func backward(
    _ pass: GeneratorPass, gradientOfZ: Matrix,
    ofOutputs statements: (places: [StatementPlace], gradient: Matrix)?
  ) {
    let sums = gradientOfSums(pass.plan, z: pass.z, gradientOfZ)
    addJointGradients(pass, gradientOfSums: sums)
    let outputGradients = startBackward(
      pass, gradientOfSums: sums, statements, addsParameterGradients: true)
    switch pass.input {
    case .sparse(let sparse):
      let tables = bothDirections { self.backward($0, pass, sparse, outputGradients) }
      addTableGradients(sparse, tables)
    case .dense(let vectors, let dropoutSeed):
      _ = bothDirections { index in
        self.directions[index].backward(pass.plan, pass.directions[index], outputGradients: outputGradients) {
          _, _ in
        }
        self.addDenseGradients(self.directions[index], pass.directions[index], vectors)
      }
      let gradient = gradientOfVectors(pass)
      if let dropoutSeed { Dropout(rate: configuration.dropout, seed: dropoutSeed).apply(to: gradient) }
      addTableGradients(pass.batch, pass.plan, gradient)
    }
  }

  /// The gradient with respect to every statement vector [B · L, 2E], zero at padding.
  ///
  /// Parameters' gradients stay as they are. The same preconditions as for `backward` hold; it also counts as
  /// sending the pass back.
  func gradientOfStatementVectors(_ pass: GeneratorPass, gradientOfZ: Matrix) -> Matrix {
    let outputGradients = startBackward(
      pass, gradientOfSums: gradientOfSums(pass.plan, z: pass.z, gradientOfZ), nil,
      addsParameterGradients: false)
    _ = bothDirections { index in
      self.directions[index].backward(pass.plan, pass.directions[index], outputGradients: outputGradients) {
        _, _ in
      }
    }
    let gradient = gradientOfVectors(pass)
    if case .dense(_, let dropoutSeed?) = pass.input {
      Dropout(rate: configuration.dropout, seed: dropoutSeed).apply(to: gradient)
    }
    let result = Matrix(rows: pass.batch.count * pass.batch.length, columns: gradient.columns)
    for (row, position) in pass.plan.positions.enumerated() {
      result.row(Int(position)).update(from: gradient.row(row), count: gradient.columns)
    }
    return result
  }

  /// The gradient of the LSTM's outputs.
  private func startBackward(
    _ pass: GeneratorPass, gradientOfSums: Matrix,
    _ statements: (places: [StatementPlace], gradient: Matrix)?, addsParameterGradients: Bool
  ) -> Matrix {
    precondition(!pass.wasSentBack, "a pass is sent back once")
    pass.wasSentBack = true
    let result = gradientOfOutputs(pass, gradientOfSums: gradientOfSums, statements)
    if let graph, let trace = pass.graph {
      graph.backward(
        trace, outputGradients: result, products: .training(graph, isBackward: true),
        addsParameterGradients: addsParameterGradients, pool: pool)
    }
    return result
  }

  /// Sends one direction back and adds its weights' gradients; returns the gradients of its projections.
  private func backward(
    _ index: Int, _ pass: GeneratorPass, _ sparse: SparseInput, _ outputGradients: Matrix
  ) -> ProjectionTables {
    let direction = directions[index]
    let (plan, trace) = (pass.plan, pass.directions[index])
    let width = 4 * configuration.hiddenSize
    let tables = ProjectionTables(
      opcodeCount: configuration.opcodeCount, tokenCount: sparse.tokens.ids.count, width: width, pool: pool)
    tables.fillZero()
    withItems(pass.batch, plan, sparse.tokens.indices) { items in
      direction.backward(plan, trace, outputGradients: outputGradients) { step, gradient in
        VectorMath.scatter(
          rows: plan.active[step], width: width, items.dropping(plan.rowOffsets[step]), gradient,
          headTable: tables.opcodes.base, tokenTable: tables.tokens.base)
      }
    }
    direction.addRecurrentGradient(trace)
    tables.addGradients(direction, opcodeTable: opcodeTable.value, embeddings: sparse.embeddings)
    return tables
  }

  /// Adds the gradients of both embedding tables, from the gradients of both directions' projections.
  private func addTableGradients(_ sparse: SparseInput, _ tables: [ProjectionTables]) {
    let e = configuration.embeddingSize
    let width = 4 * configuration.hiddenSize
    let opcodes = opcodeTable.gradient
    for (direction, table) in zip(directions, tables) {
      BLAS.parallelGemm(
        opcodes.rows, e, width, .plain(table.opcodes.base, stride: width),
        .plain(direction.inputWeight.value.base, stride: 2 * e), beta: 1, opcodes.base, stride: e)
    }
    opcodes.row(0).update(repeating: 0, count: e)
    let tokens = tokenTable.gradient
    let weights = directions.map { direction in
      PackedMatrix(rows: width, columns: e, .plain(direction.inputWeight.value.base + e, stride: 2 * e))
    }
    Parallel.forRange(sparse.tokens.ids.count, minimum: 64) { range in
      let part = Matrix(uninitializedRows: range.count, columns: e)
      for (index, (weight, table)) in zip(weights, tables).enumerated() {
        weight.product(
          range.count, table.tokens.row(range.lowerBound), stride: width, accumulates: index > 0, part.base,
          resultStride: e)
      }
      for index in range {
        VectorMath.addScaled(
          e, 1, part.row(index - range.lowerBound), tokens.row(Int(sparse.tokens.ids[index])))
      }
    }
  }

  private func addDenseGradients(_ direction: LSTMDirection, _ trace: LSTMTrace, _ vectors: Matrix) {
    direction.addRecurrentGradient(trace)
    let (gradient, beta) = direction.inputWeight.accumulation()
    gradient.multiply(transposed: trace.gates, vectors, beta: beta)
    for bias in [direction.inputBias, direction.recurrentBias] {
      let (gradient, beta) = bias.accumulation()
      VectorMath.columnSums(
        rows: trace.gates.rows, columns: trace.gates.columns, trace.gates.base, beta: beta, gradient.base)
    }
  }

  /// The gradient of the statement vectors [N, 2E] after both directions went back.
  private func gradientOfVectors(_ pass: GeneratorPass) -> Matrix {
    let result = Matrix(
      uninitializedRows: pass.plan.rowCount, columns: 2 * configuration.embeddingSize, pool: pool)
    for (index, direction) in directions.enumerated() {
      result.multiply(
        pass.directions[index].gates, direction.inputWeight.value, beta: direction.isBackward ? 1 : 0)
    }
    return result
  }
}
