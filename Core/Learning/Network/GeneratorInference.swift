/// A trained generator prepared for scoring: every vocabulary token is projected once, ahead of all functions.
///
/// A statement's input to the LSTM is then a sum of table rows. Functions are sorted by length, so that a batch
/// holds functions of about the same length. A function's representation depends on the function and the network
/// alone, up to the last bit: neither its neighbours in a batch nor the number of threads reach it. It may be used
/// from several threads at once. Make a new one after the network's parameters have changed.
public final class GeneratorInference: @unchecked Sendable {
  /// The network that it was made from.
  public let network: GeneratorNetwork
  /// Projections by both directions' input weights; nil when the vocabulary is too large to keep them.
  private let tables: [ProjectionTables]?
  /// Both directions' recurrent weights.
  let weights: [PackedMatrix]
  /// The same for the way back.
  let backwardWeights: [PackedMatrix]
  let jointLayer: JointInference
  /// Products of the graph layer; nil without.
  let graphProducts: GatedGraphProducts?
  /// The same for the way back.
  let graphBackwardProducts: OnDemand<GatedGraphProducts?>

  /// Functions that go through the network together.
  private static let batchSize = 64
  /// Largest tables to keep, in numbers.
  private static let tableLimit = 1 << 26

  /// Prepares a network for scoring.
  public init(_ network: GeneratorNetwork) {
    self.network = network
    let configuration = network.configuration
    weights = network.directions.map { $0.packedWeight() }
    backwardWeights = network.directions.map { $0.packedBackwardWeight() }
    jointLayer = JointInference(network)
    let graph = network.graph
    graphProducts = graph.map { .rowWise($0, isBackward: false) }
    graphBackwardProducts = OnDemand { graph.map { .rowWise($0, isBackward: true) } }
    guard 8 * configuration.hiddenSize * configuration.vocabularySize <= Self.tableLimit else {
      tables = nil
      return
    }
    tables = Self.tables(network, embeddings: network.tokenTable.value, pool: nil)
  }

  /// Projections [D, 4H] of embeddings [D, E] and of all opcodes, for both directions.
  private static func tables(
    _ network: GeneratorNetwork, embeddings: Matrix, pool: MemoryPool?
  ) -> [ProjectionTables] {
    network.bothDirections { index in
      let table = ProjectionTables(
        opcodeCount: network.configuration.opcodeCount, tokenCount: embeddings.rows,
        width: 4 * network.configuration.hiddenSize, pool: pool)
      table.project(
        network.directions[index], opcodeTable: network.opcodeTable.value, embeddings: embeddings,
        rowByRow: true)
      return table
    }
  }

  /// The joint representations z [functions, Z], in the order of `functions`.
  ///
  /// Statements after the first *L* are not read.
  public func representations(of functions: [EncodedFunction]) -> Matrix {
    let configuration = network.configuration
    let limit = configuration.maximumStatements
    let z = Matrix(uninitializedRows: functions.count, columns: configuration.jointSize)
    let order = functions.indices.sorted {
      (functions[$1].statementCount, $0) < (functions[$0].statementCount, $1)
    }
    let batches = stride(from: 0, to: order.count, by: Self.batchSize).map {
      Array(order[$0..<min($0 + Self.batchSize, order.count)])
    }
    Parallel.run(
      batches.map { members in
        {
          let longest = members.map { min(functions[$0].statementCount, limit) }.max() ?? 0
          let length = configuration.masksPadding ? max(1, longest) : limit
          let part = self.representations(of: Batch(members.map { functions[$0] }, length: length))
          for (row, member) in members.enumerated() {
            z.row(member).update(from: part.row(row), count: z.columns)
          }
        }
      })
    return z
  }

  /// The joint representations z [B, Z] of one batch; without masks the batch has exactly *L* positions.
  public func representations(of batch: Batch) -> Matrix {
    network.check(batch)
    let configuration = network.configuration
    let plan = BatchPlan(batch, masksPadding: configuration.masksPadding)
    let outputs = Matrix(
      uninitializedRows: plan.count,
      columns: jointLayer.steps(of: plan) * 2 * configuration.hiddenSize, pool: network.pool)
    network.clearPadding(outputs, plan)
    let projection = projection(of: batch)
    network.withItems(batch, plan, projection.tokens) { items in
      for (index, table) in projection.tables.enumerated() {
        network.directions[index].infer(plan, weight: weights[index], outputs: outputs, pool: network.pool) {
          table.gather(items, plan, $0, into: $1)
        }
      }
    }
    _ = graphForward(batch, plan, outputs: outputs, keepsRounds: false)
    return jointLayer.representations(
      plan, readOut: jointLayer.readOut(plan, outputs: outputs), outputs: outputs)
  }

  /// Lets statements exchange messages where there is a graph layer; `outputs` become those of the layer.
  func graphForward(
    _ batch: Batch, _ plan: BatchPlan, outputs: Matrix, keepsRounds: Bool = true
  ) -> GatedGraphLayer.Trace? {
    guard let layer = network.graph, let graphProducts else { return nil }
    return layer.forward(
      BatchGraph(batch, plan), outputs: outputs, products: graphProducts, pool: network.pool,
      keepsRounds: keepsRounds)
  }

  /// Tables for both directions, and the row of them that each token of a batch has.
  func projection(of batch: Batch) -> (tables: [ProjectionTables], tokens: [Int32]) {
    if let tables { return (tables, batch.tokens) }
    let sparse = SparseInput(batch, tokenTable: network.tokenTable.value, pool: network.pool)
    return (
      Self.tables(network, embeddings: sparse.embeddings, pool: network.pool), sparse.tokens.indices
    )
  }
}
