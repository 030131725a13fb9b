/// A trained generator prepared for scoring: every vocabulary token is projected once, ahead of all functions.
///
/// A statement's input to the LSTM is then a sum of table rows. Functions are sorted by length, so that a batch
/// holds functions of about the same length. It may be used from several threads at once. Make a new one after
/// the network's parameters have changed.
public final class GeneratorInference: @unchecked Sendable {
  /// The network that it was made from.
  public let network: GeneratorNetwork
  /// Projections by both directions' input weights; nil when the vocabulary is too large to keep them.
  private let tables: [ProjectionTables]?
  /// Both directions' recurrent weights.
  private let weights: [PackedMatrix]

  /// Functions that go through the network together.
  private static let batchSize = 64
  /// Largest tables to keep, in numbers.
  private static let tableLimit = 1 << 26

  /// Prepares a network for scoring.
  public init(_ network: GeneratorNetwork) {
    self.network = network
    let configuration = network.configuration
    let width = 4 * configuration.hiddenSize
    weights = network.directions.map { $0.packedWeight() }
    guard 2 * width * configuration.vocabularySize <= Self.tableLimit else {
      tables = nil
      return
    }
    tables = network.bothDirections { index in
      let table = ProjectionTables(
        opcodeCount: configuration.opcodeCount, tokenCount: configuration.vocabularySize, width: width,
        pool: nil)
      table.project(
        network.directions[index], opcodeTable: network.opcodeTable.value,
        embeddings: network.tokenTable.value)
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
    guard let tables else { return network.forward(batch).z }
    network.check(batch)
    let configuration = network.configuration
    let plan = BatchPlan(batch, masksPadding: configuration.masksPadding)
    let outputs = Matrix(
      uninitializedRows: plan.count, columns: plan.steps * 2 * configuration.hiddenSize, pool: network.pool)
    network.clearPadding(outputs, plan)
    let width = 4 * configuration.hiddenSize
    network.withItems(batch, plan, batch.tokens) { items in
      for (index, table) in tables.enumerated() {
        network.directions[index].infer(plan, weight: weights[index], outputs: outputs, pool: network.pool) {
          step, gates in
          VectorMath.gather(
            rows: plan.active[step], width: width, items.dropping(plan.rowOffsets[step]),
            headTable: table.opcodes.base, tokenTable: table.tokens.base, gates)
        }
      }
    }
    let readOut = configuration.readOut == .flatten ? nil : ReadOutTrace(outputs, plan, configuration)
    return network.jointForward(plan, features: readOut?.features, outputs: outputs)
  }
}
