import Foundation

/// What a linear method does beyond learning from labelled functions.
struct LinearRecipe: Sendable {
  /// How functions become tokens.
  var sequence: TokenSequence
  /// How n-grams are weighted.
  var weighting: NGramFeatures.Weighting
  /// C of the logistic regression, for a number of functions to learn from.
  var inverseRegularization: @Sendable (Int) -> Double
  /// Whether to go on with confident functions of the target and smooth over its neighbour graph.
  var adapts: Bool

  /// Share of the target that counts as vulnerable in self-training.
  static let vulnerableShare = 0.05
  /// Share of the target that counts as not vulnerable in self-training.
  static let cleanShare = 0.7
  /// What a function of the target counts beside a labelled one in self-training.
  static let pseudoLabelWeight = 0.5
  /// The smallest number of functions with an n-gram.
  static let minimumDocumentFrequency = 3
  /// C with which the adapted ranking is learnt by the model that is kept.
  static let distillationInverseRegularization = 100.0
}

/// Trains a linear ranker, and adapts it to the unlabelled project where the method says so.
struct LinearTraining: PreparedTraining {
  private let method: String
  private let recipe: LinearRecipe
  private let input: TrainingInput
  private let training: [[String]]
  private let labels: [Bool]
  private let validation: [LabeledFunction]
  private let target: [[String]]
  private let features: NGramFeatures

  init(input: TrainingInput, method: String, recipe: LinearRecipe) {
    let functions = input.labeled.flatMap(\.project.functions)
    let sources = input.split.training.map { functions[$0] }
    self.method = method
    self.recipe = recipe
    self.input = input
    training = recipe.sequence.tokens(of: sources.map(\.function))
    labels = sources.map { $0.label == .vulnerable }
    validation = input.split.validation.map { functions[$0] }
    target = recipe.sequence.tokens(of: input.unlabeled?.functions ?? [])
    features = NGramFeatures(
      of: training, weighting: recipe.weighting,
      minimumDocumentFrequency: LinearRecipe.minimumDocumentFrequency)
  }

  var size: TrainingSize {
    TrainingSize(
      training: training.count, validation: validation.count, target: target.count,
      vocabulary: features.count)
  }

  func run(_ control: TrainingControl) throws -> TrainingJobResult {
    control.onEvent(
      .started(step: 0, maximumSteps: recipe.adapts ? 3 : 1, parameters: features.count + 1))
    guard let linear = fitted(control) else {
      control.onEvent(.finished(.interrupted))
      return TrainingJobResult(model: nil, outcome: .interrupted)
    }
    let model = try model(linear)
    control.onEvent(.finished(.completed))
    return TrainingJobResult(model: model, outcome: .completed)
  }

  private func fitted(_ control: TrainingControl) -> LinearModel? {
    let shouldStop = control.shouldStop
    if recipe.adapts { control.onEvent(.entered(phase: "labelled functions", step: 0)) }
    let rows = features.rows(of: training)
    let targets = labels.map { $0 ? 1.0 : 0 }
    guard
      let source = fit(
        rows, targets, confidences: [Double](repeating: 1, count: targets.count), shouldStop)
    else { return nil }
    guard recipe.adapts, !target.isEmpty else { return linear(features, source) }
    control.onEvent(.entered(phase: "self-training", step: 1))
    let graph = NeighbourGraph(of: target)
    let first = graph.smoothed(source.decisions(for: features.rows(of: target)))
    guard let second = selfTrained(first, targets, shouldStop) else { return nil }
    control.onEvent(.entered(phase: "distillation", step: 2))
    return distilled(graph.smoothed(second), targets, shouldStop)
  }

  /// Learns once more, with the target functions that the first ranking is sure of, and ranks the target by that.
  private func selfTrained(
    _ decisions: [Double], _ labels: [Double], _ shouldStop: () -> Bool
  ) -> [Double]? {
    let order = decisions.indices.sorted { (decisions[$1], $0) < (decisions[$0], $1) }
    let count = Double(order.count)
    let vulnerable = order.prefix(max(1, Int((LinearRecipe.vulnerableShare * count).rounded())))
    let clean = order.dropFirst(vulnerable.count)
      .suffix(Int((LinearRecipe.cleanShare * count).rounded()))
    let tokens = training + (vulnerable + clean).map { target[$0] }
    let features = NGramFeatures(
      of: tokens, weighting: recipe.weighting,
      minimumDocumentFrequency: LinearRecipe.minimumDocumentFrequency)
    let targets = labels + vulnerable.map { _ in 1.0 } + clean.map { _ in 0.0 }
    let confidences = targets.indices.map { $0 < labels.count ? 1 : LinearRecipe.pseudoLabelWeight }
    return fit(features.rows(of: tokens), targets, confidences: confidences, shouldStop)?
      .decisions(for: features.rows(of: target))
  }

  /// The inductive model that ranks the target as the transductive decisions do.
  ///
  /// The highest tenth gets probabilities above one half; labelled functions keep the model's feet on known ground.
  private func distilled(
    _ decisions: [Double], _ labels: [Double], _ shouldStop: () -> Bool
  ) -> LinearModel? {
    let sorted = decisions.sorted()
    let middle = sorted[min(sorted.count - 1, Int(0.9 * Double(sorted.count)))]
    let mean = decisions.reduce(0, +) / Double(decisions.count)
    let variance = decisions.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(decisions.count)
    let deviation = max(variance.squareRoot(), 1e-9)
    let soft = decisions.map { 1 / (1 + exp(-(($0 - middle) / deviation))) }
    let features = NGramFeatures(
      of: training + target, weighting: recipe.weighting,
      minimumDocumentFrequency: LinearRecipe.minimumDocumentFrequency)
    // The ranking asked for is the target's, so it counts in full and each labelled project little.
    let weights =
      LogisticRegression.balancedWeights(targets: labels).map { 0.05 * $0 }
      + [Double](repeating: 1, count: soft.count)
    let classifier = LogisticRegression.fit(
      features.rows(of: training + target), targets: labels + soft, sampleWeights: weights,
      inverseRegularization: LinearRecipe.distillationInverseRegularization, shouldStop: shouldStop)
    return classifier.map { linear(features, $0) }
  }

  private func fit(
    _ rows: SparseRows, _ targets: [Double], confidences: [Double], _ shouldStop: () -> Bool
  ) -> LogisticRegression? {
    LogisticRegression.fit(
      rows, targets: targets,
      sampleWeights: LogisticRegression.balancedWeights(targets: targets, confidences: confidences),
      inverseRegularization: recipe.inverseRegularization(rows.rowCount), shouldStop: shouldStop)
  }

  private func linear(_ features: NGramFeatures, _ classifier: LogisticRegression) -> LinearModel {
    LinearModel(
      views: [
        LinearModel.View(
          sequence: recipe.sequence, features: features, weights: classifier.weights.map { Float($0) })
      ], bias: classifier.bias)
  }
}

extension LinearTraining {
  /// The model file with a threshold by the settings' rule, and source validation figures.
  private func model(_ linear: LinearModel) throws -> ModelFile {
    let settings = input.settings
    var model = ModelFile(
      method: method, network: nil, normalisation: recipe.sequence.normalisation,
      vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken]), threshold: 0.5,
      provenance: Provenance(
        labeled: input.labeled.map { name, project in
          Provenance.Project(
            name: name, sha256: project.dataHash, functionCount: project.functions.count,
            vulnerableCount: project.vulnerableCount)
        },
        unlabeled: input.unlabeled.map {
          [Provenance.Project(name: $0.name, sha256: $0.dataHash, functionCount: $0.functions.count)]
        } ?? [],
        seed: settings.seed, step: recipe.adapts ? 3 : 1,
        settings: try Provenance.dottedSettings(of: settings), libraryVersion: libraryVersion),
      metrics: [:], tensors: [:])
    model.linear = linear
    let detector = Detector(model: model)
    let isVulnerable = validation.map { $0.label == .vulnerable }
    let scores = try detector.scores(of: validation.map(\.function)).map { Double($0) }
    let metrics = RankingMetrics(scores: scores, labels: isVulnerable)
    if metrics.averagePrecision.isFinite {
      let lengths = validation.map { Double(CLexer.tokens(of: $0.function.text).count) }
      let longest = RankingMetrics(scores: lengths, labels: isVulnerable)
      let (auc, precision) = ("source-validation/auc", "source-validation/average-precision")
      model.metrics = [
        auc: metrics.areaUnderCurve, auc + ModelFile.longestFirstSuffix: longest.areaUnderCurve,
        precision: metrics.averagePrecision,
        precision + ModelFile.longestFirstSuffix: longest.averagePrecision,
      ]
    }
    if case .targetShare(let share) = settings.thresholdRule, let functions = input.unlabeled?.functions,
      !functions.isEmpty
    {
      let ranked = try detector.scores(of: functions).sorted(by: >)
      let suspects = max(1, Int((Double(ranked.count) * share).rounded()))
      model.threshold = ranked[min(suspects, ranked.count) - 1]
    } else if !validation.isEmpty {
      model.threshold = Float(min(max(bestF1Threshold(scores: scores, labels: isVulnerable), 0), 1))
    }
    return model
  }
}
