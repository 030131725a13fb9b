extension ModelEvaluation {
  /// Scores the project with two models and measures both beside longest first and a random order.
  ///
  /// - Parameters:
  ///   - first: A model and what it is called.
  ///   - second: Another one.
  ///   - resamples: Draws of the bootstrap.
  /// - Returns: Figures with 95 % intervals, the models' differences in average precision to the other rankers, and a
  ///   sentence on which model ranks better and whether that could be chance.
  /// - Throws: ``DetectionError`` when a model's weights lead to NaN.
  public func compare(
    _ first: (name: String, model: ModelFile), _ second: (name: String, model: ModelFile),
    resamples: Int = 1000
  ) throws -> Result {
    // Two models may be called alike.
    let names =
      first.name == second.name ? ("\(first.name) (1)", "\(second.name) (2)") : (first.name, second.name)
    var rankers: [RankedRuns] = []
    for (name, model) in [(names.0, first.model), (names.1, second.model)] {
      let scores = try Detector(model: model).scores(of: truth.functions.map(\.function)).map { Double($0) }
      rankers.append(
        RankedRuns(name: name, runs: [.init(scores: scores, threshold: Double(model.threshold))]))
    }
    rankers += [
      RankedRuns(
        name: LengthRanker.name,
        runs: [
          .init(scores: truth.measured.lengths.map { Double($0) }, suspectShare: EvaluationRun.suspectShare)
        ]),
      RankedRuns(
        name: TrivialRankers.randomName,
        runs: [.init(scores: truth.functions.map { _ in 0.5 }, suspectShare: EvaluationRun.suspectShare)]),
    ]
    let measured = Bootstrap(resamples: resamples).measure(rankers, on: truth.measured)
    let differences = rankers.dropFirst().compactMap { measured.difference(of: names.0, to: $0.name) }
    return Result(
      figures: measured.figures, differences: differences, verdict: Self.sentence(names, differences.first))
  }

  private static func sentence(_ names: (String, String), _ difference: PairedDifference?) -> String {
    guard let difference else { return "The models cannot be told apart on this project." }
    let isFirst = difference.difference >= 0
    let better = (isFirst ? names.0 : names.1).printable
    let worse = (isFirst ? names.1 : names.0).printable
    let size = String(score: Float(abs(difference.difference)))
    let chance = difference.isClear ? "hardly chance" : "which could be chance"
    return "\(better) has the higher average precision, by \(size) over \(worse): \(chance)"
      + " (\(difference.chance))."
  }
}
