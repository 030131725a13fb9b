import Foundation

/// Scores functions with a model: how suspicious it finds each.
///
/// A score depends on the function and the model alone, up to the last bit: neither the other functions that are
/// scored with it nor the number of threads reach it. It uses all threads of ``Parallel`` by itself.
public final class Detector: Sendable {
  /// The model.
  public let model: ModelFile
  /// How functions become numbers; it may be used on any thread.
  let preparation: FunctionPreparation
  /// The networks; nil for a linear model.
  let network: NetworkScorer?

  /// Makes the networks of a model.
  ///
  /// - Precondition: the model was read from a file, or could be written to one.
  public init(model: ModelFile) {
    self.model = model
    preparation = FunctionPreparation(model: model)
    network = NetworkScorer(model)
  }

  /// The score of each function, 0...1: how suspicious the model finds it. It orders functions and is no probability.
  ///
  /// It is the logistic function of the sum of the linear part's log-odds and the networks' logit difference. A
  /// function longer than the networks read at once is read in windows that overlap by half, and has the highest of
  /// their values. Networks read a function without statements as in training, for what their biases make of nothing; a
  /// function that a linear part alone knows nothing of has score 0.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func scores(of functions: [PreparedFunction]) throws(DetectionError) -> [Float] {
    let leads = try network?.leads(of: functions.map(\.encoded)) ?? []
    return try functions.indices.map { index throws(DetectionError) in
      try score(linear: functions[index].linear, lead: leads.isEmpty ? nil : leads[index])
    }
  }

  /// The score of each function, 0...1; see `scores(of:)` for prepared functions.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public func scores(of functions: [CFunction]) throws(DetectionError) -> [Float] {
    let preparation = preparation
    return try scores(of: parallelMap(functions) { preparation.prepare($0) })
  }

  /// The score of each function by a model without a linear part.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  func scores(of functions: [EncodedFunction]) throws(DetectionError) -> [Float] {
    precondition(
      model.linear == nil && model.evidence == nil, "these parts need the functions themselves")
    let leads = try network?.leads(of: functions) ?? []
    return try leads.map { lead throws(DetectionError) in try score(linear: nil, lead: lead) }
  }

  /// The score that belongs to the log-odds of both parts; 0 where neither knows the function.
  func score(linear: Double?, lead: Double?) throws(DetectionError) -> Float {
    guard linear != nil || lead != nil else { return 0 }
    let logit =
      (linear ?? model.linear?.bias ?? 0) + model.networkWeight * (lead ?? 0)
    guard !logit.isNaN else { throw .scoreIsNotANumber }
    return Float(sigmoid(logit))
  }
}
