/// Which weights and constants of ``ObjectiveSettings`` a method reads.
extension AdaptationMethod {
  private func allTerms(_ settings: ObjectiveSettings) -> [WeightedTerm] {
    terms(settings) + (refinement?(settings) ?? [])
  }

  /// Whether the weight of a term follows from a setting.
  func reads(_ weight: WritableKeyPath<ObjectiveSettings, Float>) -> Bool {
    var (low, high) = (ObjectiveSettings(), ObjectiveSettings())
    low[keyPath: weight] = 1
    high[keyPath: weight] = 2
    return allTerms(low).map(\.weight) != allTerms(high).map(\.weight)
  }

  /// Whether a term counts the entropy of the points that the settings say.
  var readsEntropyDomains: Bool {
    var settings = ObjectiveSettings()
    settings.entropy = .both
    return allTerms(settings).contains { ($0.term as? ConditionalEntropyTerm)?.domains == .both }
  }

  /// Whether a term compares points by a Gaussian kernel of the width that the settings say.
  var usesKernel: Bool {
    allTerms(ObjectiveSettings()).contains {
      $0.term is ManifoldTerm || $0.term is SmoothnessTerm
    }
  }

  /// Whether a term is the maximum mean discrepancy.
  var comparesByDiscrepancy: Bool {
    allTerms(ObjectiveSettings()).contains { $0.term is MaximumMeanDiscrepancyTerm }
  }

  /// Whether others teach the network.
  var isTaught: Bool { allTerms(ObjectiveSettings()).contains { $0.term is DistillationTerm } }

  /// Whether several classifiers learn together.
  var isCollaborative: Bool { peerCount(ObjectiveSettings()) > 0 }

  /// Whether a term looks for the perturbation that changes a prediction most.
  var usesPerturbation: Bool {
    allTerms(ObjectiveSettings()).contains { $0.term is VirtualAdversarialTerm }
  }
}
