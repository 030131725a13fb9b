/// What one forward pass of a generator leaves: its results, and what the backward pass needs.
///
/// A pass can be sent back once. Its large buffers return to the generator when the pass is released.
public final class GeneratorPass: @unchecked Sendable {
  /// Joint representation [B, Z].
  public let z: Matrix
  /// Last forward and last backward hidden state [B, 2H].
  let h: Matrix

  let batch: Batch
  let plan: BatchPlan
  let input: StatementInput
  let directions: [LSTMTrace]
  /// The graph layer's rounds; nil without.
  let graph: GatedGraphLayer.Trace?
  /// Outputs of the LSTM, or of the graph layer where there is one [B, steps · 2H] in sorted order; zero at padding. Dropped out when the read-out is `flatten`.
  let outputs: Matrix
  /// What the joint layer read, in sorted order; nil for `flatten`, which reads `outputs`.
  let features: ReadOutTrace?
  /// Seed of the dropout on the read-out; nil without.
  let dropoutSeed: UInt64?
  var wasSentBack = false

  init(
    z: Matrix, h: Matrix, batch: Batch, plan: BatchPlan, input: StatementInput, directions: [LSTMTrace],
    graph: GatedGraphLayer.Trace?, outputs: Matrix, features: ReadOutTrace?, dropoutSeed: UInt64?
  ) {
    self.z = z
    self.h = h
    self.batch = batch
    self.plan = plan
    self.input = input
    self.directions = directions
    self.graph = graph
    self.outputs = outputs
    self.features = features
    self.dropoutSeed = dropoutSeed
  }
}
