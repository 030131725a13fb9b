/// Several views of functions whose n-grams are weighted together, in one logistic regression.
struct JointViews: Sendable {
  /// The views, the first of which decides C; at least one.
  var views: [NGramView]

  /// Learns from functions, both classes counting the same.
  ///
  /// - Parameters:
  ///   - functions: The functions.
  ///   - labels: The probability of "vulnerable" of each.
  ///   - shouldStop: Asked after each iteration.
  /// - Returns: The ranker, or nil when told to stop.
  func fitted(_ functions: [CFunction], labels: [Double], shouldStop: () -> Bool) -> LinearModel? {
    var features: [NGramFeatures] = []
    var rows: SparseRows?
    for view in views {
      let tokens = view.sequence.tokens(of: functions)
      let own = NGramFeatures(
        of: tokens, weighting: view.weighting, minimumDocumentFrequency: NGramView.minimumDocumentFrequency)
      features.append(own)
      let ownRows = own.rows(of: tokens)
      rows = rows.map { $0.besides(ownRows) } ?? ownRows
      if shouldStop() { return nil }
    }
    guard let rows,
      let ranker = LogisticRegression.fit(
        rows, targets: labels, sampleWeights: LogisticRegression.balancedWeights(targets: labels),
        inverseRegularization: views[0].inverseRegularization(functions.count), shouldStop: shouldStop)
    else { return nil }
    var rest = ranker.weights.map { Float($0) }[...]
    let parts = zip(views, features).map { view, features in
      let weights = Array(rest.prefix(features.count))
      rest = rest.dropFirst(features.count)
      return LinearModel.View(sequence: view.sequence, features: features, weights: weights)
    }
    return LinearModel(views: parts, bias: ranker.bias)
  }
}
