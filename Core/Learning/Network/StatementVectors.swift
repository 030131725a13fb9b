extension GeneratorNetwork {
  /// Statement vectors [positions, 2E] of the given positions of a batch.
  func denseVectors(_ batch: Batch, _ positions: [Int32]) -> Matrix {
    let e = configuration.embeddingSize
    let result = Matrix(rows: positions.count, columns: 2 * e)
    for (row, position) in positions.enumerated() {
      let position = Int(position)
      let vector = result.row(row)
      vector.update(from: opcodeTable.value.row(Int(batch.opcodes[position])), count: e)
      for index in Int(batch.tokenOffsets[position])..<Int(batch.tokenOffsets[position + 1]) {
        VectorMath.addScaled(e, 1, tokenTable.value.row(Int(batch.tokens[index])), vector + e)
      }
    }
    return result
  }

  /// Adds the gradients of statement vectors [N, 2E] to both embedding tables.
  func addTableGradients(_ batch: Batch, _ plan: BatchPlan, _ gradient: Matrix) {
    let e = configuration.embeddingSize
    let (opcodes, tokens) = (opcodeTable.gradient, tokenTable.gradient)
    for (row, position) in plan.positions.enumerated() {
      let position = Int(position)
      let vector = gradient.row(row)
      let opcode = Int(batch.opcodes[position])
      if opcode != 0 { VectorMath.addScaled(e, 1, vector, opcodes.row(opcode)) }
      for index in Int(batch.tokenOffsets[position])..<Int(batch.tokenOffsets[position + 1]) {
        VectorMath.addScaled(e, 1, vector + e, tokens.row(Int(batch.tokens[index])))
      }
    }
  }

  /// Calls `body` with the batch's rows in the plan's order, tokens renumbered as `indices`.
  func withItems<Result>(
    _ batch: Batch, _ plan: BatchPlan, _ indices: [Int32], _ body: (VectorMath.Items) -> Result
  ) -> Result {
    plan.positions.withUnsafeBufferPointer { positions in
      batch.opcodes.withUnsafeBufferPointer { heads in
        batch.tokenOffsets.withUnsafeBufferPointer { offsets in
          indices.withUnsafeBufferPointer { tokens in
            // An empty array has no address; nothing is read through the stand-in.
            let nothing = UnsafePointer<Int32>(bitPattern: 64)!
            return body(
              VectorMath.Items(
                positions: positions.baseAddress ?? nothing,
                heads: heads.baseAddress ?? UnsafePointer(bitPattern: 64)!,
                offsets: offsets.baseAddress ?? nothing, tokens: tokens.baseAddress ?? nothing))
          }
        }
      }
    }
  }
}

extension VectorMath.Items {
  /// The same items without the first `count`.
  func dropping(_ count: Int) -> VectorMath.Items {
    var result = self
    result.positions += count
    return result
  }
}
