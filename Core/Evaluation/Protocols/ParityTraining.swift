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

  /// Suspects are functions whose probability is above one half, as in the paper.
  static let threshold = 0.5

  func run(
    shouldStop: @escaping @Sendable () -> Bool, onEvent: (TrainingEvent) -> Void
  ) throws -> Result {
    let target = UnlabeledProject(
      name: pair.target.name, functions: parts.training.map { pair.target.functions[$0] })
    let test = parts.test.map { pair.truth.functions[$0].function }
    guard let adaptation = AdaptationMethod.named(method) else {
      let job = try TrainingJob(
        labeled: pair.labeled, unlabeled: target, method: method, settings: settings)
      let result = try job.run(shouldStop: shouldStop, onEvent: onEvent)
      guard let model = result.model else {
        return Result(scores: test.map { _ in 0 }, isInterrupted: result.outcome == .interrupted)
      }
      return Result(scores: try Detector(model: model).scores(of: test).map { Double($0) })
    }
    return try run(adaptation, target: target, test: test, shouldStop: shouldStop, onEvent: onEvent)
  }

  private func run(
    _ method: AdaptationMethod, target: UnlabeledProject, test: [CFunction],
    shouldStop: @escaping @Sendable () -> Bool, onEvent: (TrainingEvent) -> Void
  ) throws -> Result {
    var settings = settings
    // The best of all steps counts, so none is left out.
    settings.patience = 0
    let split = SourceSplit(
      of: pair.labeled.flatMap(\.project.functions), validationShare: settings.validationShare,
      seed: settings.seed)
    var run = try TrainingRun(
      labeled: pair.labeled, unlabeled: target, method: method, settings: settings, split: split)
    let input = TrainingInput(
      method: TrainingMethod(method), labeled: pair.labeled, unlabeled: target, split: split,
      settings: settings)
    guard run.agreeOnPseudoLabels(input, shouldStop: shouldStop) else {
      return Result(scores: test.map { _ in 0 }, isInterrupted: true)
    }
    let trainer = try Trainer(data: run.data, method: method, settings: settings)
    let parser = StatementParser(normalisation: settings.normalisation)
    let encoder = FunctionEncoder(vocabulary: run.data.vocabulary)
    let encoded = parallelMap(test) { encoder.encode(parser.statements(of: $0)) }
    let labels = parts.test.map { pair.truth.measured.labels[$0] }
    var best: Look?
    let outcome = try trainer.run(
      shouldStop: shouldStop,
      onEvent: { event in
        onEvent(event)
        guard case .evaluated(let report) = event else { return }
        let scores = Self.scores(of: encoded, networks: trainer.networks, settings: settings)
        let look = Look(scores: scores, labels: labels, step: report.step)
        if best.map({ look.isBetter(than: $0) }) ?? true { best = look }
      })
    return Result(
      scores: best?.scores ?? test.map { _ in 0 }, step: best?.step,
      isInterrupted: outcome == .interrupted)
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

  /// The probability of "vulnerable" of each function through the target's generator, as far as *L* statements reach.
  private static func scores(
    of functions: [EncodedFunction], networks: AdaptationNetworks, settings: TrainingSettings
  ) -> [Double] {
    stride(from: 0, to: functions.count, by: Validator.batchSize).flatMap { start in
      let range = start..<min(start + Validator.batchSize, functions.count)
      let batch = Batch(Array(functions[range]), length: settings.maximumStatements)
      let logits = networks.classifier.forward(networks.targetGenerator.forward(batch).z).output
      return (0..<range.count).map { row in
        1 / (1 + Double.exp(Double(logits[row, 0]) - Double(logits[row, 1])))
      }
    }
  }
}
