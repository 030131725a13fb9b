import Foundation

/// Takes an n-gram ranker from labelled functions to the functions of an unlabelled project.
///
/// 1. Several views of the labelled functions rank the target, each smoothed over the target's neighbours.
/// 2. What all of them agree on becomes labels (``AgreedLabels``), and the view that is kept learns again with them.
/// 3. Its ranking, smoothed, is taught to a model of the target's own n-grams (``distilled(_:_:)``).
struct LinearAdaptation {
  /// The share of the target that a view takes for vulnerable.
  static let vulnerableShare = 0.1
  /// The share of the target that a view takes for clean.
  static let cleanShare = 0.8
  /// What an agreed label counts beside a known one.
  static let agreedLabelWeight = 0.5
  /// The smallest project that is adapted to: a small one has few functions that resemble each other or that all views
  /// agree on, and what they say then is mostly noise.
  static let minimumTarget = 300
  /// C of the distillation: the ranking is to be met closely.
  static let distillationInverseRegularization = 1e4
  /// How steeply the probabilities to be taught rise with the ranking, per standard deviation.
  static let distillationSlope = 3.0

  /// The view that is kept.
  var view: NGramView
  /// The views that vote beside the structural counts.
  var voters: [NGramView]
  /// The labelled functions.
  var sources: [CFunction]
  /// The probability of "vulnerable" of each labelled function.
  var labels: [Double]
  /// The functions of the unlabelled project; at least ``minimumTarget``.
  var target: [CFunction]

  /// Adapts the ranker.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked often.
  ///   - onPhase: Told what begins.
  /// - Returns: The adapted ranker, or nil when told to stop.
  func adapted(shouldStop: () -> Bool, onPhase: (String) -> Void) -> NGramRanker? {
    guard let agreement = agreement(shouldStop: shouldStop, onPhase: onPhase) else { return nil }
    let (agreed, tokens) = (agreement.labels, agreement.tokens)
    onPhase(
      "learning from \(agreed.vulnerable.count) + \(agreed.clean.count) functions that all views agree on")
    let learnt = (agreed.vulnerable + agreed.clean).map { tokens.target[$0] }
    let ranker = view.fitted(
      tokens.source + learnt,
      targets: labels + agreed.vulnerable.map { _ in 1.0 } + agreed.clean.map { _ in 0.0 },
      confidences: tokens.source.map { _ in 1 } + learnt.map { _ in Self.agreedLabelWeight },
      shouldStop: shouldStop)
    guard let ranker else { return nil }
    onPhase("teaching the ranking to the model")
    return distilled(
      agreement.graph.smoothed(ranker.decisions(for: tokens.target)), tokens.target, shouldStop)
  }

  /// What the views agree on, and what they saw.
  struct Agreement {
    var labels: AgreedLabels
    /// Both projects' functions as the view that is kept reads them.
    var tokens: (source: [[String]], target: [[String]])
    /// The target's neighbours.
    var graph: NeighbourGraph
  }

  /// Lets the views vote.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked often.
  ///   - onPhase: Told what begins.
  /// - Returns: What they agree on, or nil when told to stop.
  func agreement(shouldStop: () -> Bool, onPhase: (String) -> Void) -> Agreement? {
    onPhase("finding neighbours")
    let sequences = ([view] + voters).map(\.sequence)
    var tokens: [TokenSequence: (source: [[String]], target: [[String]])] = [:]
    for sequence in sequences where tokens[sequence] == nil {
      guard let ofSources = parallelMap(sources, shouldStop: shouldStop, { sequence.tokens(of: $0) }),
        let ofTarget = parallelMap(target, shouldStop: shouldStop, { sequence.tokens(of: $0) })
      else { return nil }
      tokens[sequence] = (ofSources, ofTarget)
    }
    guard let kept = tokens[view.sequence],
      let graph = NeighbourGraph(of: kept.target, shouldStop: shouldStop)
    else { return nil }
    onPhase("ranking by \(voters.count + 1) views")
    var rankings: [[Double]] = []
    let known = [Double](repeating: 1, count: sources.count)
    for voter in voters {
      guard let seen = tokens[voter.sequence],
        let ranker = voter.fitted(seen.source, targets: labels, confidences: known, shouldStop: shouldStop)
      else { return nil }
      rankings.append(graph.smoothed(ranker.decisions(for: seen.target)))
    }
    guard let counted = countedDecisions(shouldStop) else { return nil }
    rankings.append(graph.smoothed(counted))
    return Agreement(
      labels: AgreedLabels(
        rankings: rankings, vulnerableShare: Self.vulnerableShare, cleanShare: Self.cleanShare),
      tokens: kept, graph: graph)
  }

  /// The log-odds of the target by structural counts alone.
  private func countedDecisions(_ shouldStop: () -> Bool) -> [Double]? {
    let counts = StructuralCounts(
      of: sources, minimumDocumentFrequency: NGramView.minimumDocumentFrequency)
    return LogisticRegression.fit(
      counts.rows(of: sources), targets: labels,
      sampleWeights: LogisticRegression.balancedWeights(targets: labels),
      inverseRegularization: StructuralCounts.inverseRegularization, shouldStop: shouldStop
    ).map { counts.decisions(of: target, by: $0) }
  }

  /// The ranker of the target's own n-grams that ranks the target as decisions do.
  ///
  /// The highest tenth gets probabilities above one half. Labelled functions take no part: on functions of the target
  /// that adaptation had not seen, models that also learnt from them ranked worse.
  private func distilled(
    _ decisions: [Double], _ tokens: [[String]], _ shouldStop: () -> Bool
  ) -> NGramRanker? {
    let sorted = decisions.sorted()
    let middle = sorted[min(sorted.count - 1, Int(0.9 * Double(sorted.count)))]
    let slope = Self.distillationSlope / max(decisions.deviation, 1e-9)
    let features = NGramFeatures(
      of: tokens, weighting: view.weighting, minimumDocumentFrequency: NGramView.minimumDocumentFrequency)
    return LogisticRegression.fit(
      features.rows(of: tokens), targets: decisions.map { sigmoid(slope * ($0 - middle)) },
      sampleWeights: [Double](repeating: 1, count: decisions.count),
      inverseRegularization: Self.distillationInverseRegularization, shouldStop: shouldStop
    ).map { NGramRanker(features: features, classifier: $0) }
  }
}
