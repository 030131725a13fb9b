/// Training as the paper measures it: after every look at the validation set the test functions are scored, and the
/// look with the best F1 *on the test labels* counts. What it gives is an oracle's choice.
struct ParityTraining {
  let pair: EvaluationPair
  let method: String
  let settings: TrainingSettings
  let parts: TargetParts

  /// Scores of the test functions at the best look.
  struct Result {
    var scores: [Double]
    var step: Int?
    var isInterrupted = false
  }

  /// Suspects are functions whose score is above one half, as in the paper.
  static let threshold = 0.5

  /// Trains; nil when no step gave anything to measure.
  func run(
    shouldStop: @escaping @Sendable () -> Bool, onEvent: (TrainingEvent) -> Void
  ) throws -> Result? {
    let target = UnlabeledProject(
      name: pair.target.name, functions: parts.training.map { pair.target.functions[$0] })
    let test = parts.test.map { pair.truth.functions[$0].function }
    var settings = settings
    // The best of all steps counts, so none is left out.
    settings.patience = 0
    let job = try TrainingJob(labeled: pair.labeled, unlabeled: target, method: method, settings: settings)
    let labels = parts.test.map { pair.truth.measured.labels[$0] }
    var best: Look?
    let result = try job.run(
      shouldStop: shouldStop, onEvent: onEvent, watching: test,
      onLook: { step, scores in
        let look = Look(scores: scores, labels: labels, step: step)
        if best.map({ look.isBetter(than: $0) }) ?? true { best = look }
      })
    let isInterrupted = result.outcome == .interrupted
    if let best { return Result(scores: best.scores, step: best.step, isInterrupted: isInterrupted) }
    guard let model = result.model else {
      return isInterrupted ? Result(scores: [], isInterrupted: true) : nil
    }
    return Result(scores: try Detector(model: model).scores(of: test).map { Double($0) })
  }

  /// The test functions' scores after some steps.
  struct Look {
    let scores: [Double]
    let step: Int
    private let f1: Double
    private let averagePrecision: Double

    init(scores: [Double], labels: [Bool], step: Int) {
      self.scores = scores
      self.step = step
      f1 = ThresholdMetrics(scores: scores, labels: labels, threshold: ParityTraining.threshold).f1
      averagePrecision = RankingMetrics(scores: scores, labels: labels).averagePrecision
    }

    /// Higher F1 wins. Looks without a hit above one half have F1 0 alike, and the better order counts.
    func isBetter(than other: Look) -> Bool {
      (f1, averagePrecision) > (other.f1, other.averagePrecision)
    }
  }
}
