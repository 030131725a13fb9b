/// Trains the networks of an adaptation method.
struct NetworkTraining: PreparedTraining {
  private let input: TrainingInput
  private let method: AdaptationMethod
  /// The encoded functions.
  var data: TrainingData

  /// Reads functions into numbers.
  ///
  /// - Throws: ``TrainingError`` when the functions cannot be learned from.
  init(_ input: TrainingInput, method: AdaptationMethod) throws {
    self.input = input
    self.method = method
    data = TrainingData(
      input, readsTarget: method.usesTarget,
      findsEdges: input.settings.resolved(for: method).graphRounds > 0)
    try TrainingError.check(data: data, method: method)
    try TrainingError.check(data, readBy: method, input.settings)
  }

  var size: TrainingSize {
    TrainingSize(
      training: data.training.count, validation: data.validation.count, target: input.target.count,
      vocabulary: data.vocabulary.count)
  }

  func fit(_ control: TrainingControl) throws -> FittedTraining {
    var data = data
    if method.isWide {
      let recipe = LinearRecipe(view: .rankerH(.portable)).omitting(prefixesOf: input)
      guard let wide = WideData(input, view: recipe.view, shouldStop: control.shouldStop) else {
        control.onEvent(.finished(.interrupted))
        return FittedTraining(outcome: .interrupted)
      }
      data.wide = wide
    }
    if asksForAgreedLabels || asksForAJudge {
      guard input.target.count >= LinearAdaptation.minimumTarget else {
        control.onEvent(
          .warning(
            "the unlabelled project has \(input.target.count) functions, fewer than the"
              + " \(LinearAdaptation.minimumTarget) that linear views can agree on: there is no self-training on their labels, and no choice between trainings"
          ))
        return try fit(data, control)
      }
      guard let labels = agreedLabels(shouldStop: control.shouldStop) else {
        control.onEvent(.finished(.interrupted))
        return FittedTraining(outcome: .interrupted)
      }
      if asksForAgreedLabels { data.pseudoLabels = labels }
      if asksForAJudge { data.judge = labels }
    }
    return try fit(data, control)
  }

  /// Whether the settings ask for labels that the linear views agree on; a method without a target has no use for them.
  private var asksForAgreedLabels: Bool {
    let selfTraining = input.settings.selfTraining
    return method.usesTarget && selfTraining.steps > 0 && selfTraining.labels == .agreed
  }

  /// Whether one of several trainings is to be kept.
  private var asksForAJudge: Bool { method.usesTarget && input.settings.restarts > 1 }

  /// The labels that the linear views agree on; nil when told to stop.
  func agreedLabels(shouldStop: () -> Bool) -> PseudoLabels? {
    LinearAdaptation(LinearRecipe.adapted.omitting(prefixesOf: input), to: input)
      .agreement(shouldStop: shouldStop, onPhase: { _ in })
      .map { PseudoLabels($0.labels) }
  }

  private func fit(_ data: TrainingData, _ control: TrainingControl) throws -> FittedTraining {
    let trainer = try Trainer(data: data, method: method, settings: input.settings)
    let identity = identity
    if control.resume, let file = control.checkpoint {
      try Checkpoint.restore(trainer, identity: identity, from: file)
    }
    let watched = data.encoded(control.watched, normalisation: input.settings.normalisation)
    let watchedRows = data.wide?.rows(of: control.watched)
    let outcome = try trainer.run(
      shouldStop: control.shouldStop,
      saveCheckpoint: { trainer in
        guard let file = control.checkpoint else { return }
        try Checkpoint.save(trainer, identity: identity, to: file)
      },
      onEvent: { event in
        control.onEvent(event)
        guard !watched.isEmpty, case .evaluated(let report) = event else { return }
        control.onLook(
          report.step, trainer.targetLeads(of: watched, wide: watchedRows).map { sigmoid(Double($0)) })
      })
    guard let best = trainer.progress.best else { return FittedTraining(outcome: outcome) }
    trainer.calibrate()
    return FittedTraining(outcome: outcome, weights: weights(of: trainer, step: best.step))
  }

  private func weights(of trainer: Trainer, step: Int) -> TrainedWeights {
    let networks = trainer.networks
    let isDual = networks.hasDualGenerators
    return TrainedWeights(
      network: NetworkSettings(
        generator: networks.sourceGenerator.configuration,
        generators: isDual ? [.source, .target] : [.source],
        scoringGenerator: isDual ? .target : .source, classifierHiddenSizes: trainer.settings.headSizes,
        longFunctions: trainer.settings.longFunctions),
      linear: networks.wide.flatMap { trainer.data.wide?.model(of: $0) },
      normalisation: trainer.settings.normalisation, vocabulary: trainer.data.vocabulary,
      parameters: networks.scoringParameters, settings: trainer.settings, step: step)
  }

  /// What ties a checkpoint to this run.
  private var identity: Checkpoint.Identity {
    var hashes: [String: String] = [:]
    for (index, project) in input.labeledRecords.enumerated() { hashes["labeled.\(index)"] = project.sha256 }
    hashes["unlabeled"] = input.unlabeledRecord?.sha256
    hashes["roles"] = input.rolesDigest
    return Checkpoint.Identity(
      method: method.id, settings: input.settings, dataHashes: hashes, threadCount: Parallel.threadCount)
  }
}

extension TrainingData {
  /// Reads the functions of a training into numbers.
  ///
  /// The vocabulary sees no label of the unlabelled project, and no function of it where the method reads none.
  init(_ input: TrainingInput, readsTarget: Bool, findsEdges: Bool) {
    let parser = StatementParser(normalisation: input.settings.normalisation)
    func statements(_ functions: [CFunction]) -> [[Statement]] {
      parallelMap(functions) { parser.statements(of: $0) }
    }
    let (training, validation) = (input.training, input.validation)
    let trainingStatements = statements(training.map(\.function))
    let targetStatements = readsTarget ? statements(input.target) : []
    let vocabulary = Vocabulary.build(
      from: trainingStatements + targetStatements,
      minimumDocumentFrequency: input.settings.minimumDocumentFrequency,
      limit: input.settings.maximumVocabulary)
    let encoder = FunctionEncoder(vocabulary: vocabulary, findsEdges: findsEdges)
    self.init(
      training: trainingStatements.map(encoder.encode),
      trainingLabels: training.map { $0.label == .vulnerable },
      validation: statements(validation.map(\.function)).map(encoder.encode),
      validationLabels: validation.map { $0.label == .vulnerable },
      target: targetStatements.map(encoder.encode), vocabulary: vocabulary)
    self.findsEdges = findsEdges
    mended = Self.mended(in: training)
  }

  /// The mended self of each vulnerable function that has one, by their numbers.
  static func mended(in functions: [LabeledFunction]) -> [Int: Int] {
    var after: [String: Int] = [:]
    for (number, function) in functions.enumerated() where function.label == .notVulnerable {
      if let pair = function.pair { after[pair] = number }
    }
    var result: [Int: Int] = [:]
    for (number, function) in functions.enumerated() where function.label == .vulnerable {
      if let mended = function.pair.flatMap({ after[$0] }) { result[number] = mended }
    }
    return result
  }

  /// Other functions in the same numbers.
  func encoded(_ functions: [CFunction], normalisation: Normalisation) -> [EncodedFunction] {
    let parser = StatementParser(normalisation: normalisation)
    let encoder = FunctionEncoder(vocabulary: vocabulary, findsEdges: findsEdges)
    return parallelMap(functions) { encoder.encode(parser.statements(of: $0)) }
  }
}
