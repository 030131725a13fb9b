/// A way to train the networks: how many generators, which discriminators, which objective terms.
///
/// A method is a value; one ``Trainer`` runs all of them. To add a method, add one constant and
/// list it in ``AdaptationMethod/all``.
public struct AdaptationMethod: Identifiable, Sendable {
  /// The name used on the command line and in model files, such as `dual-gd-ddan`.
  public let id: String
  /// The name used in the literature, such as `Dual-GD-DDAN`.
  public let title: String
  /// What the method does, in a paragraph for users.
  public let summary: String
  /// Where the method comes from.
  let citation: String
  /// How the two domains reach the joint space.
  public let generators: GeneratorLayout
  /// The game the discriminators play.
  let game: DiscriminatorGame
  /// The terms that make up the method, for given weights.
  let ownTerms: @Sendable (ObjectiveSettings) -> [WeightedTerm]
  /// The terms of a last phase that reads the target alone, for given weights; nil for a method without one.
  let refinement: (@Sendable (ObjectiveSettings) -> [WeightedTerm])?
  /// Whether linear features of the functions are added to the networks' logit.
  let isWide: Bool
  /// Whether training reads the labelled project's functions; a network that others teach does not.
  let readsSource: Bool
  /// Rounds of messages along a function's graph, where the settings ask for none.
  let graphRounds: Int
  /// Whether the step that is kept is chosen by the distance of both projects' means beside validation.
  let choosesByDistance: Bool

  /// Whether training reads the unlabelled project.
  var usesTarget: Bool { ownTerms(ObjectiveSettings()).contains { $0.term.readsTarget } }

  /// The terms that the generators and the classifier minimise, for given weights: the method's own, then those that any
  /// method may have beside them where their weight is above 0.
  func terms(_ settings: ObjectiveSettings) -> [WeightedTerm] {
    let alignment = [
      WeightedTerm(settings.conditional, ConditionalAlignmentTerm()),
      WeightedTerm(settings.diversity, DiversityTerm()),
    ]
    let others = [
      WeightedTerm(settings.confounder, ConfounderTerm()), WeightedTerm(settings.pairs, FixPairTerm()),
    ]
    let further = (usesTarget ? alignment : []) + (readsSource ? others : [])
    return ownTerms(settings) + further.filter { $0.weight > 0 }
  }

  /// Whether a term opposes a predictor of length.
  func opposesLength(_ settings: ObjectiveSettings) -> Bool {
    terms(settings).contains { $0.term is ConfounderTerm }
  }

  /// Whether a term asks something of altered functions.
  func altersFunctions(_ settings: ObjectiveSettings) -> Bool {
    terms(settings).contains { $0.term is SelfSupervisedTerm }
  }

  /// Number of classifiers beside the one that is kept.
  func peerCount(_ settings: ObjectiveSettings) -> Int {
    terms(settings).reduce(0) { max($0, (($1.term as? CollaborativeTerm)?.heads ?? 1) - 1) }
  }

  init(
    id: String, title: String, summary: String, citation: String, generators: GeneratorLayout,
    game: DiscriminatorGame, terms: @escaping @Sendable (ObjectiveSettings) -> [WeightedTerm],
    refinement: (@Sendable (ObjectiveSettings) -> [WeightedTerm])? = nil, isWide: Bool = false,
    readsSource: Bool = true, graphRounds: Int = 0, choosesByDistance: Bool = false
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.citation = citation
    self.generators = generators
    self.game = game
    ownTerms = terms
    self.refinement = refinement
    self.isWide = isWide
    self.readsSource = readsSource
    self.graphRounds = graphRounds
    self.choosesByDistance = choosesByDistance
  }

  /// The method with a given identifier, or nil.
  public static func named(_ id: String) -> AdaptationMethod? {
    all.first { $0.id == id }
  }
}

/// How the two domains reach the joint space.
public enum GeneratorLayout: String, Codable, Sendable {
  /// One generator maps both domains.
  case shared
  /// Each domain has a generator of its own.
  case dual
}

/// A domain of the adaptation.
enum Domain: String, Codable, Sendable, CaseIterable {
  /// The labelled project.
  case source
  /// The unlabelled project.
  case target
}

/// An objective term with its weight in the sum.
struct WeightedTerm: Sendable {
  /// The factor of the term; the classification term has 1.
  var weight: Float
  /// The term.
  var term: any ObjectiveTerm

  /// Weighs a term.
  init(_ weight: Float, _ term: any ObjectiveTerm) {
    self.weight = weight
    self.term = term
  }
}
