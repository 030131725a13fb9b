/// What one run gave.
public struct EvaluationRunResult: Sendable {
  /// The run's record.
  public var record: RunRecord
  /// What happened while training.
  public var events: [TrainingEvent]
  /// The method's scores and those beside it, on the functions measured.
  public var rankers: [RankedRuns]
  /// The functions measured.
  public var measured: MeasuredFunctions
  /// Every scored function.
  public var scores: ScoreTable
  /// The model; nil by the parity protocol, whose networks of the best look are not kept.
  public var model: ModelFile?

  /// Where the model places the functions of a pair in its joint space; nil without networks.
  ///
  /// - Throws: ``DetectionError`` when the weights lead to NaN.
  public func jointRepresentations(of pair: EvaluationPair) throws(DetectionError) -> JointRepresentations? {
    try model.flatMap { model throws(DetectionError) in try pair.jointRepresentations(of: model) }
  }
}

extension EvaluationPair {
  /// Where a model places the labelled functions of both projects; nil without networks.
  func jointRepresentations(of model: ModelFile) throws(DetectionError) -> JointRepresentations? {
    guard model.network != nil else { return nil }
    return try JointRepresentations(
      model: model, source: labeled.flatMap(\.project.functions).map { ($0.function, $0.label) },
      target: truth.functions.map { ($0.function, $0.label) })
  }
}
