import Foundation

/// What a linear method learns from, and whether it goes on with the unlabelled project.
struct LinearRecipe: Sendable {
  /// The view that the model looks through.
  var view: NGramView
  /// Views that the model looks through as well, without being adapted.
  var companions: [NGramView] = []
  /// Views that vote on labels for the unlabelled project; without any, it is not adapted to.
  var voters: [NGramView] = []
  /// Whether the starter model counts beside the ranker.
  var addsStarter = false

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
    var recipe = self
    recipe.view = omitting(view)
    recipe.companions = companions.map(omitting)
    recipe.voters = voters.map(omitting)
    return recipe
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
  /// The tokens of the functions to learn from in the recipe's view.
  private let tokens: [[String]]
  /// The model that counts beside the ranker.
  private let starter: ModelFile?
  let size: TrainingSize

  /// - Throws: ``StarterModelError`` or ``ModelFileError`` when the starter model counts and cannot be read.
  init(_ input: TrainingInput, recipe: LinearRecipe) throws {
    let functions = input.training.map(\.function)
    self.recipe = recipe.omitting(prefixesOf: input)
    self.input = input
    starter = recipe.addsStarter ? try StarterModel.load() : nil
    tokens = self.recipe.view.sequence.tokens(of: functions)
    let features = NGramFeatures(
      of: tokens, weighting: recipe.view.weighting,
      minimumDocumentFrequency: NGramView.minimumDocumentFrequency)
    size = TrainingSize(
      training: functions.count, validation: input.split.validation.count, target: input.target.count,
      vocabulary: features.count)
  }

  private var adapts: Bool { !recipe.voters.isEmpty && size.target >= LinearAdaptation.minimumTarget }

  /// Steps of a run: one fit, or the phases of ``LinearAdaptation``.
  private var steps: Int { adapts ? 4 : 1 }

  func fit(_ control: TrainingControl) throws -> FittedTraining {
    control.onEvent(.started(step: 0, maximumSteps: steps, parameters: size.vocabulary + 1))
    guard let model = model(control) else {
      control.onEvent(.finished(.interrupted))
      return FittedTraining(outcome: .interrupted)
    }
    let weights = TrainedWeights(
      linear: starter?.evidence.map { balanced(model, beside: $0) } ?? model, starter: starter,
      normalisation: recipe.view.sequence.normalisation,
      vocabulary: try Vocabulary(tokens: [Vocabulary.unknownToken]), parameters: [],
      settings: input.settings, step: steps)
    control.onEvent(.finished(.completed))
    return FittedTraining(outcome: .completed, weights: weights)
  }

  /// The linear part with mean 0 and the other part's spread, in log-odds over the unlabelled project.
  private func balanced(_ linear: LinearModel, beside evidence: EvidenceModel) -> LinearModel {
    let logits = linear.logits(of: input.target).compactMap(\.self)
    let deviation = parallelMap(input.target) { evidence.logit(of: $0) }.deviation
    return linear.scaled(by: deviation / max(logits.deviation, 1e-9), around: logits.mean)
  }

  private func model(_ control: TrainingControl) -> LinearModel? {
    if !recipe.companions.isEmpty {
      return JointViews(views: [recipe.view] + recipe.companions).fitted(
        input.training.map(\.function), labels: input.training.map { $0.label == .vulnerable ? 1 : 0 },
        shouldStop: control.shouldStop)
    }
    return ranker(control).map { ranker in
      let view = LinearModel.View(
        sequence: recipe.view.sequence, features: ranker.features,
        weights: ranker.classifier.weights.map { Float($0) })
      return LinearModel(views: [view], bias: ranker.classifier.bias)
    }
  }

  private func ranker(_ control: TrainingControl) -> NGramRanker? {
    guard adapts else {
      if !recipe.voters.isEmpty {
        control.onEvent(
          .warning(
            "the unlabelled project has \(size.target) functions, fewer than the"
              + " \(LinearAdaptation.minimumTarget) that are worth adapting to: the ranker is kept as the labelled"
              + " projects taught it"))
      }
      let labels = input.training.map { $0.label == .vulnerable ? 1.0 : 0 }
      return recipe.view.fitted(
        tokens, targets: labels, confidences: labels.map { _ in 1 }, shouldStop: control.shouldStop)
    }
    let adaptation = LinearAdaptation(recipe, to: input)
    var step = 0
    return adaptation.adapted(shouldStop: control.shouldStop) { phase in
      control.onEvent(.entered(phase: phase, step: step))
      step += 1
    }
  }
}
