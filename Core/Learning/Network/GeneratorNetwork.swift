/// The network that maps functions to the joint space: embedding bag, bidirectional LSTM, a gated graph network where asked for,
/// joint tanh layer.
///
/// A statement's vector is its opcode's embedding followed by the sum of its tokens' embeddings. Different
/// generators may run at the same time; one generator belongs to one thread at a time.
public final class GeneratorNetwork: @unchecked Sendable {
  /// The sizes and choices that the network was made with.
  public let configuration: GeneratorConfiguration
  /// Trained parameters in the order of `GeneratorConfiguration.parameterShapes`.
  public let parameters: [Parameter]

  /// [opcodes, E]; row 0 is zero and receives no gradient.
  let opcodeTable: Parameter
  /// [V, E].
  let tokenTable: Parameter
  let directions: [LSTMDirection]
  /// Messages between statements; nil without.
  let graph: GatedGraphLayer?
  /// [Z, F].
  let jointWeight: Parameter
  /// [1, Z].
  let jointBias: Parameter
  let pool = MemoryPool()

  /// Creates a network with random parameters.
  ///
  /// Embeddings are normal with deviation 0.1, LSTM parameters uniform up to ±1/√H, those of the graph layer up to ±1/√(2H),
  /// the joint layer up to ±1/√F, where F is the size of its input.
  ///
  /// - Parameters:
  ///   - configuration: Sizes and choices.
  ///   - namePrefix: Comes before every parameter's name, such as `GS_`.
  ///   - generator: Where the numbers come from.
  public init(
    _ configuration: GeneratorConfiguration, namePrefix: String, using generator: inout SeededGenerator
  ) {
    precondition(configuration.opcodeCount <= 256, "an opcode is one byte")
    self.configuration = configuration
    let hiddenBound = 1 / Float(configuration.hiddenSize).squareRoot()
    let jointBound = 1 / Float(configuration.featureSize).squareRoot()
    let graphBound = 1 / Float(2 * configuration.hiddenSize).squareRoot()
    func bound(_ name: String) -> Float {
      if name.hasPrefix("joint") { return jointBound }
      return name.hasPrefix("graph") ? graphBound : hiddenBound
    }
    let parameters = configuration.parameterShapes.map { name, rows, columns in
      let value = Matrix(uninitializedRows: rows, columns: columns)
      if name.hasSuffix("table") {
        value.fillNormal(deviation: 0.1, using: &generator)
      } else {
        value.fillUniform(bound(name), using: &generator)
      }
      return Parameter(name: namePrefix + name, value: value)
    }
    self.parameters = parameters
    func named(_ name: String) -> Parameter {
      guard let found = parameters.first(where: { $0.name == namePrefix + name }) else {
        preconditionFailure("parameterShapes has every parameter")
      }
      return found
    }
    opcodeTable = named("op_table")
    opcodeTable.value.row(0).update(repeating: 0, count: configuration.embeddingSize)
    tokenTable = named("tok_table")
    directions = ["fw", "bw"].map { name in
      LSTMDirection(
        isBackward: name == "bw", hiddenSize: configuration.hiddenSize, inputWeight: named(name + "_W_ih"),
        recurrentWeight: named(name + "_W_hh"), inputBias: named(name + "_b_ih"),
        recurrentBias: named(name + "_b_hh"))
    }
    graph =
      configuration.graphRounds == 0
      ? nil
      : GatedGraphLayer(
        rounds: configuration.graphRounds, width: 2 * configuration.hiddenSize,
        edgeWeight: named("graph_W_edge"), messageWeight: named("graph_W"), stateWeight: named("graph_U"),
        bias: named("graph_b"))
    graph?.startKeepingStates()
    jointWeight = named("joint_W")
    jointBias = named("joint_b")
  }

  /// Maps a batch to the joint space.
  ///
  /// - Parameters:
  ///   - batch: Functions of at most *L* positions, with `flatten` and no masks exactly *L*.
  ///   - dropoutSeed: In training with dropout, the seed of the dropped elements; nil drops none.
  /// - Returns: z [B, Z], h [B, 2H], and what `backward` needs.
  public func forward(_ batch: Batch, dropoutSeed: UInt64? = nil) -> GeneratorPass {
    check(batch)
    let plan = BatchPlan(batch, masksPadding: configuration.masksPadding)
    let seed = configuration.dropout > 0 ? dropoutSeed : nil
    let input = statementInput(batch, plan, dropoutSeed: seed)
    let outputs = Matrix(
      uninitializedRows: plan.count, columns: plan.steps * 2 * configuration.hiddenSize, pool: pool)
    clearPadding(outputs, plan)
    let traces = bothDirections { self.run($0, batch, plan, input, outputs: outputs) }

    let h = Matrix(uninitializedRows: batch.count, columns: 2 * configuration.hiddenSize)
    for row in 0..<plan.count {
      LastStates(configuration, plan, row).copy(from: outputs, to: h.row(plan.order[row]))
    }
    let graphTrace = graph.map { layer in
      layer.forward(
        BatchGraph(batch, plan), outputs: outputs, products: .training(layer, isBackward: false), pool: pool)
    }
    let readOut =
      configuration.readOut == .flatten ? nil : ReadOutTrace(outputs, plan, configuration)
    let featureSeed = seed.map { $0 &+ 1 }
    if let featureSeed {
      Dropout(rate: configuration.dropout, seed: featureSeed).apply(to: readOut?.features ?? outputs)
    }
    let z = jointForward(plan, features: readOut?.features, outputs: outputs)
    return GeneratorPass(
      z: z, h: h, batch: batch, plan: plan, input: input, directions: traces, graph: graphTrace,
      outputs: outputs, features: readOut, dropoutSeed: featureSeed)
  }

  /// Statement vectors of a batch [B · L, 2E]; padding is zero.
  func statementVectors(of batch: Batch) -> Matrix {
    check(batch)
    return denseVectors(batch, Array(0..<Int32(batch.count * batch.length)))
  }

  /// What the read-out reads of a pass, the outputs of the LSTM or of the graph layer [B, L · 2H]; with masks, padding is zero.
  public func outputs(of pass: GeneratorPass) -> Matrix {
    let result = Matrix(rows: pass.batch.count, columns: pass.batch.length * 2 * configuration.hiddenSize)
    for row in 0..<pass.plan.count {
      result.row(pass.plan.order[row]).update(from: pass.outputs.row(row), count: pass.outputs.columns)
    }
    return result
  }

  /// The outputs of some statements of a pass [places, 2H].
  func outputs(of pass: GeneratorPass, at places: [StatementPlace]) -> Matrix {
    let width = 2 * configuration.hiddenSize
    let rows = pass.plan.sortedRows
    let result = Matrix(uninitializedRows: places.count, columns: width)
    for (index, place) in places.enumerated() {
      result.row(index).update(
        from: pass.outputs.row(rows[place.function]) + place.statement * width, count: width)
    }
    return result
  }

  /// Stops the program on a batch that does not fit the configuration.
  func check(_ batch: Batch) {
    precondition(
      batch.opcodes.allSatisfy { $0 < configuration.opcodeCount }, "opcodes are below the number of opcodes")
    precondition(
      batch.tokens.allSatisfy { $0 >= 0 && $0 < configuration.vocabularySize }, "tokens are in the vocabulary"
    )
    if configuration.readOut == .flatten {
      precondition(batch.length <= configuration.maximumStatements, "flatten reads at most L positions")
      precondition(
        configuration.masksPadding || batch.length == configuration.maximumStatements,
        "without masks a batch has exactly L positions")
    }
  }

  /// Runs `body` for both directions, in parallel when threads are available.
  func bothDirections<Result: Sendable>(_ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    nonisolated(unsafe) let results = UnsafeMutablePointer<Result?>.allocate(capacity: 2)
    results.initialize(repeating: nil, count: 2)
    defer {
      results.deinitialize(count: 2)
      results.deallocate()
    }
    Parallel.run((0..<2).map { index in { results[index] = body(index) } })
    return (0..<2).map { results[$0]! }
  }

  private func statementInput(_ batch: Batch, _ plan: BatchPlan, dropoutSeed: UInt64?) -> StatementInput {
    guard let dropoutSeed else {
      return .sparse(SparseInput(batch, tokenTable: tokenTable.value, pool: pool))
    }
    let vectors = denseVectors(batch, plan.positions)
    Dropout(rate: configuration.dropout, seed: dropoutSeed).apply(to: vectors)
    return .dense(vectors, dropoutSeed: dropoutSeed)
  }

  private func run(
    _ index: Int, _ batch: Batch, _ plan: BatchPlan, _ input: StatementInput, outputs: Matrix
  ) -> LSTMTrace {
    let direction = directions[index]
    let width = 4 * configuration.hiddenSize
    let gates = Matrix(uninitializedRows: plan.rowCount, columns: width, pool: pool)
    switch input {
    case .sparse(let sparse):
      let tables = ProjectionTables(
        opcodeCount: configuration.opcodeCount, tokenCount: sparse.tokens.ids.count, width: width, pool: pool)
      tables.project(direction, opcodeTable: opcodeTable.value, embeddings: sparse.embeddings)
      return withItems(batch, plan, sparse.tokens.indices) { items in
        direction.forward(plan, outputs: outputs, pool: pool, gates: gates) {
          tables.gather(items, plan, $0, into: $1)
        }
      }
    case .dense(let vectors, _):
      for row in 0..<plan.rowCount {
        gates.row(row).update(from: direction.inputBias.value.base, count: width)
        VectorMath.addScaled(width, 1, direction.recurrentBias.value.base, gates.row(row))
      }
      gates.multiply(vectors, transposed: direction.inputWeight.value, beta: 1)
      return direction.forward(plan, outputs: outputs, pool: pool, gates: gates) { _, _ in }
    }
  }

  /// Makes the outputs at padding zero, where padding is left out.
  func clearPadding(_ outputs: Matrix, _ plan: BatchPlan) {
    guard configuration.masksPadding else { return }
    let width = 2 * configuration.hiddenSize
    for row in 0..<plan.count where plan.lengths[row] * width < outputs.columns {
      let start = plan.lengths[row] * width
      (outputs.row(row) + start).update(repeating: 0, count: outputs.columns - start)
    }
  }
}
