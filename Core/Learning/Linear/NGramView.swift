/// One way of looking at functions through their n-grams, and of learning from what is seen.
struct NGramView: Sendable {
  /// The smallest number of functions with an n-gram.
  static let minimumDocumentFrequency = 3

  /// How functions become tokens.
  var sequence: TokenSequence
  /// How n-grams are weighted.
  var weighting: NGramFeatures.Weighting
  /// C of the logistic regression, for a number of functions to learn from.
  var inverseRegularization: @Sendable (Int) -> Double

  /// Learns from the tokens of functions, both classes counting the same.
  ///
  /// - Parameters:
  ///   - tokens: The tokens of each function.
  ///   - targets: The probability of "vulnerable" of each.
  ///   - confidences: How much each counts in its class.
  ///   - shouldStop: Asked after each iteration.
  /// - Returns: The ranker, or nil when told to stop.
  func fitted(
    _ tokens: [[String]], targets: [Double], confidences: [Double], shouldStop: () -> Bool
  ) -> NGramRanker? {
    let features = NGramFeatures(
      of: tokens, weighting: weighting, minimumDocumentFrequency: Self.minimumDocumentFrequency)
    return LogisticRegression.fit(
      features.rows(of: tokens), targets: targets,
      sampleWeights: LogisticRegression.balancedWeights(targets: targets, confidences: confidences),
      inverseRegularization: inverseRegularization(tokens.count), shouldStop: shouldStop
    ).map { NGramRanker(features: features, classifier: $0) }
  }
}

/// A logistic regression and the n-grams that it weighs.
struct NGramRanker: Sendable {
  var features: NGramFeatures
  var classifier: LogisticRegression

  /// The log-odds of functions given as tokens.
  func decisions(for tokens: [[String]]) -> [Double] {
    classifier.decisions(for: features.rows(of: tokens))
  }
}
