import Foundation

/// What a linear method learns from, and whether it goes on with the unlabelled project.
struct LinearRecipe: Sendable {
  /// The view that the model looks through.
  var view: NGramView
  /// Views that vote on labels for the unlabelled project; without any, it is not adapted to.
  var voters: [NGramView] = []

  /// The recipe without the words that the projects begin their functions' names with: the labelled ones, and the
  /// unlabelled one where it is adapted to.
  func omitting(prefixesOf input: TrainingInput) -> LinearRecipe {
    var projects = input.labeled.map { $0.project.functions.map(\.function) }
    if !voters.isEmpty { projects.append(input.target) }
    let prefixes = Set(projects.flatMap(ProjectPrefixes.prefixes)).sorted()
    func omitting(_ view: NGramView) -> NGramView {
      var view = view
      if view.sequence.normalisation.identifierStyle.readsWords {
        view.sequence.normalisation.omittedWords = prefixes
      }
      return view
    }
    return LinearRecipe(view: omitting(view), voters: voters.map(omitting))
  }
}

extension LinearAdaptation {
  /// Takes a recipe to the target of a training.
  init(_ recipe: LinearRecipe, to input: TrainingInput) {
    let sources = input.training
    self.init(
      view: recipe.view, voters: recipe.voters, sources: sources.map(\.function),
      labels: sources.map { $0.label == .vulnerable ? 1 : 0 }, target: input.target)
  }
}

/// Trains a linear ranker, and adapts it to the unlabelled project where the method says so.
struct LinearTraining: PreparedTraining {
  private let recipe: LinearRecipe
  private let input: TrainingInput
  private let training: [CFunction]
  /// The tokens of ``training`` in the recipe's view.
  private let tokens: [[String]]
  private let labels: [Double]
  private let validation: [LabeledFunction]
  private let target: [CFunction]
  private let vocabulary: Int

  init(input: TrainingInput, recipe: LinearRecipe) {
    let sources = input.training
    self.recipe = recipe.omitting(prefixesOf: input)
    self.input = input
    training = sources.map(\.function)
    labels = sources.map { $0.label == .vulnerable ? 1 : 0 }
    validation = input.validation
    target = input.target
    tokens = self.recipe.view.sequence.tokens(of: training)
    vocabulary =
      NGramFeatures(
        of: tokens, weighting: recipe.view.weighting,
        minimumDocumentFrequency: NGramView.minimumDocumentFrequency
      ).count
  }

  var size: TrainingSize {
    TrainingSize(
      training: training.count, validation: validation.count, target: target.count, vocabulary: vocabulary)
  }

  private var adapts: Bool { !recipe.voters.isEmpty && target.count >= LinearAdaptation.minimumTarget }

  /// Steps of a run: one fit, or the phases of ``LinearAdaptation``.
  private var steps: Int { adapts ? 4 : 1 }

  func run(_ control: TrainingControl) throws -> TrainingJobResult {
    control.onEvent(.started(step: 0, maximumSteps: steps, parameters: vocabulary + 1))
    guard let ranker = ranker(control) else {
      control.onEvent(.finished(.interrupted))
      return TrainingJobResult(model: nil, outcome: .interrupted)
    }
    let model = try model(
      LinearModel(
        views: [
          LinearModel.View(
            sequence: recipe.view.sequence, features: ranker.features,
            weights: ranker.classifier.weights.map { Float($0) })
        ], bias: ranker.classifier.bias))
    control.onEvent(.finished(.completed))
    return TrainingJobResult(model: model, outcome: .completed)
  }

  private func ranker(_ control: TrainingControl) -> NGramRanker? {
    guard adapts else {
      if !recipe.voters.isEmpty {
        control.onEvent(
          .warning(
            "the unlabelled project has \(target.count) functions, fewer than the"
              + " \(LinearAdaptation.minimumTarget) that are worth adapting to: the ranker is kept as the labelled"
              + " projects taught it"))
      }
      return recipe.view.fitted(
        tokens, targets: labels,
        confidences: [Double](repeating: 1, count: labels.count), shouldStop: control.shouldStop)
    }
    let adaptation = LinearAdaptation(recipe, to: input)
    var step = 0
    return adaptation.adapted(shouldStop: control.shouldStop) { phase in
      control.onEvent(.entered(phase: phase, step: step))
      step += 1
    }
  }
}

extension LinearTraining {
  /// The model file with a threshold by the settings' rule, and source validation figures.
  private func model(_ linear: LinearModel) throws -> ModelFile {
    let settings = input.settings
    var model = ModelFile(
      method: input.method.id, network: nil, normalisation: recipe.view.sequence.normalisation,
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
        seed: settings.seed, step: steps,
        settings: settings.recorded(for: input.method), libraryVersion: libraryVersion),
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
