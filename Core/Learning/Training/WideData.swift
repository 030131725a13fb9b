/// The linear features of one run's functions, for methods that learn wide and deep.
struct WideData: Sendable {
  /// How functions become tokens.
  var sequence: TokenSequence
  /// How tokens become features.
  var features: NGramFeatures
  /// The linear ranker that learning starts from.
  var start: LogisticRegression
  /// A row a labelled function to learn from.
  var training: SparseRows
  /// A row a labelled function that chooses the best step.
  var validation: SparseRows
  /// A row a function of the unlabelled project.
  var target: SparseRows
}

extension WideData {
  /// Fits the linear ranker of a view and reads all functions through it; nil when told to stop.
  init?(_ input: TrainingInput, view: NGramView, shouldStop: () -> Bool) {
    let tokens = view.sequence.tokens(of: input.training.map(\.function))
    let labels = input.training.map { $0.label == .vulnerable ? 1.0 : 0 }
    guard
      let ranker = view.fitted(
        tokens, targets: labels, confidences: labels.map { _ in 1 }, shouldStop: shouldStop)
    else { return nil }
    sequence = view.sequence
    features = ranker.features
    start = ranker.classifier
    training = features.rows(of: tokens)
    validation = features.rows(of: sequence.tokens(of: input.validation.map(\.function)))
    target = features.rows(of: sequence.tokens(of: input.target))
  }

  /// Other functions in the same features.
  func rows(of functions: [CFunction]) -> SparseRows { features.rows(of: sequence.tokens(of: functions)) }

  /// What is learnt, as the linear part of a model.
  func model(of wide: WidePart) -> LinearModel {
    LinearModel(
      views: [LinearModel.View(sequence: sequence, features: features, weights: wide.weights.value.array)],
      bias: Double(wide.bias.value[0, 0]))
  }
}
