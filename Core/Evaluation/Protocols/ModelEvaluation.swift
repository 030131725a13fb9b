/// A finished model's ranking of a labelled project, beside the trivial rankers.
///
/// A random order and "longest first" need nothing but the project; TF-IDF with logistic regression and learning from the
/// source alone are measured where labelled projects to learn from are given.
public struct ModelEvaluation: Sendable {
  /// The project's name.
  public let name: String
  /// The labelled projects and the measured one; nil when there are none to learn from.
  public let pair: EvaluationPair?
  let truth: TargetTruth
  private let dataHash: String

  /// What was found.
  public struct Result: Sendable {
    /// The model's figures, then those of the rankers beside it, with 95 % bootstrap intervals.
    public var figures: [RankerFigures]
    /// Differences in average precision to each ranker beside the model.
    public var differences: [PairedDifference]
    /// Does the model beat what is trivial, and could that be chance?
    public var verdict: String
  }

  /// Checks the projects.
  ///
  /// - Throws: ``EvaluationError`` when nothing can be measured on them.
  public init(
    project: (name: String, project: LabeledProject), labeled: [(name: String, project: LabeledProject)] = []
  ) throws(EvaluationError) {
    name = project.name
    dataHash = project.project.dataHash
    guard !labeled.isEmpty else {
      try EvaluationPair.check(project.name, project.project)
      pair = nil
      truth = TargetTruth(of: project.project)
      return
    }
    let pair = try EvaluationPair(labeled: labeled, target: project)
    self.pair = pair
    truth = pair.truth
  }

  /// The number of labelled functions.
  public var functionCount: Int { truth.functions.count }
  /// The number of vulnerable ones among them.
  public var vulnerableCount: Int { truth.measured.vulnerableCount }

  /// What a person should know before trusting figures of a model, as finished sentences.
  public func cautions(about model: ModelFile) -> [String] {
    let learnt = Set(model.provenance.labeled.map(\.sha256))
    var cautions: [String] = []
    if learnt.contains(dataHash) {
      cautions.append(
        "The model has learnt from the labels of \(name.printable): its figures say what it remembers, not what it finds."
      )
    }
    if let pair, Set(pair.labeledRecords.map(\.sha256)) != learnt {
      cautions.append("The model has learnt from other labelled functions than the rankers beside it.")
    }
    return cautions
  }

  /// Scores and measures.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - settings: How the source is split, and how the networks learn from it alone.
  ///   - resamples: Draws of the bootstrap.
  ///   - shouldStop: Asked often while learning from the source alone; true ends the work.
  ///   - onEvent: Told what happens in that training.
  /// - Returns: The result, or nil when it was stopped.
  /// - Throws: ``DetectionError`` or ``TrainingError``.
  public func perform(
    _ model: ModelFile, settings: TrainingSettings = TrainingSettings(), resamples: Int = 1000,
    shouldStop: @escaping @Sendable () -> Bool = { false }, onEvent: (TrainingEvent) -> Void = { _ in }
  ) throws -> Result? {
    let scores = try Detector(model: model).scores(of: truth.functions.map(\.function)).map { Double($0) }
    guard
      let beside = try beside(model.method, settings: settings, shouldStop: shouldStop, onEvent: onEvent)
    else { return nil }
    let rankers =
      [RankedRuns(name: model.method, runs: [.init(scores: scores, threshold: Double(model.threshold))])]
      + beside.filter { $0.name != model.method }.map { name, scores in
        RankedRuns(name: name, runs: [.init(scores: scores, suspectShare: EvaluationRun.suspectShare)])
      }
    let measured = Bootstrap(resamples: resamples).measure(rankers, on: truth.measured)
    return Result(
      figures: measured.figures,
      differences: rankers.dropFirst().compactMap { measured.difference(of: model.method, to: $0.name) },
      verdict: Verdict.sentence(
        title: TrainingMethod.named(model.method)?.title ?? model.method.printable, ranker: model.method,
        result: measured, isOracle: false))
  }

  /// Scores of all labelled functions by the rankers beside the model; nil when stopped.
  private func beside(
    _ method: String, settings: TrainingSettings, shouldStop: @escaping @Sendable () -> Bool,
    onEvent: (TrainingEvent) -> Void
  ) throws -> [(name: String, scores: [Double])]? {
    guard let pair else {
      return [
        (LengthRanker.name, truth.measured.lengths.map { Double($0) }),
        (TrivialRankers.randomName, truth.functions.map { _ in 0.5 }),
      ]
    }
    let trivial = TrivialRankers()
    let split = SourceSplit(
      of: pair.labeled.flatMap(\.project.functions), validationShare: settings.validationShare,
      seed: settings.seed)
    var rankers = try trivial.scores(of: pair, settings: settings, split: split).map { ($0.name, $0.target) }
    guard method != PairEvaluation.sourceOnlyMethod else { return rankers }
    guard
      let scores = try PairEvaluation.sourceOnlyScores(
        of: pair, settings: settings, trivial: trivial, shouldStop: shouldStop, onEvent: onEvent)
    else { return nil }
    rankers.append((PairEvaluation.sourceOnlyName, scores.target))
    return rankers
  }
}
