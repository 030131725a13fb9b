/// A way to come from labelled functions to a model; all of them are run by ``TrainingJob``.
///
/// To add a method, add one constant and list it in ``TrainingMethod/all``; an ``AdaptationMethod`` is listed by
/// being in ``AdaptationMethod/all``.
public struct TrainingMethod: Identifiable, Sendable {
  /// The name used on the command line and in model files, such as `dual-gd-ddan`.
  public let id: String
  /// The name used in the literature, such as `Dual-GD-DDAN`.
  public let title: String
  /// What the method does, in a paragraph for users.
  public let summary: String
  /// Where the method comes from.
  let citation: String
  /// Whether training cannot do without an unlabelled project.
  let needsTarget: Bool
  /// Reads the functions of a job into numbers, ready to be trained on.
  let prepare: @Sendable (TrainingInput) throws -> any PreparedTraining

  /// All methods, in the order in which they are listed to users.
  public static let all: [TrainingMethod] =
    [linearAdapted, linear, linearFlow, tfidf, linearStarter] + AdaptationMethod.all.map(TrainingMethod.init)

  /// The method with a given identifier, or nil.
  public static func named(_ id: String) -> TrainingMethod? {
    all.first { $0.id == id }
  }

  /// The method that is used when nobody names one: the most accurate, or the paper's own with its preset.
  public static func standard(preset: TrainingPreset, hasTarget: Bool) -> TrainingMethod {
    if preset == .paper { return TrainingMethod(.dualGDDDAN) }
    return hasTarget ? linearAdapted : linear
  }

  /// Whether training takes many steps and looks at the validation set between them.
  public var trainsNetworks: Bool { AdaptationMethod.named(id) != nil }
}

extension TrainingMethod {
  /// A method that trains networks.
  init(_ method: AdaptationMethod) {
    self.init(
      id: method.id, title: method.title, summary: method.summary, citation: method.citation,
      needsTarget: method.usesTarget,
      prepare: { input in
        if method.isTaught { return try DistillationTraining(input) }
        return try NetworkTraining(input, method: method)
      })
  }
}

extension TrainingMethod {
  /// Ranker H: n-grams of structural tokens, square roots of counts, logistic regression.
  public static let linear = TrainingMethod(
    linear: "linear", title: "Linear n-gram ranker",
    summary: """
      1-grams and 2-grams of a function's tokens without what tells one project from another, square roots of their \
      counts, and a class-balanced logistic regression. It learns from the labelled projects alone, in seconds, and \
      its statements' shares are exact.
      """,
    citation: "Wang and Manning, Baselines and Bigrams, ACL 2012; the choice of tokens is this program's own",
    recipe: LinearRecipe(view: .rankerH(.portable)))

  /// Ranker H with edges of data flow and checks beside the n-grams.
  static let linearFlow = TrainingMethod(
    linear: "linear-flow", title: "Linear ranker with data flow",
    summary: """
      The linear ranker, with the edges between a function's statements as features beside its n-grams: which write a \
      use of a variable sees last, and which condition looked at the variable before it is used.
      """,
    citation: "Allamanis, Brockschmidt and Khademi, Learning to Represent Programs with Graphs, ICLR 2018",
    recipe: LinearRecipe(view: .rankerH(.portable), companions: [.rankerH(.flow)]))

  /// Ranker H that goes on with the unlabelled project's confident functions and near ones.
  public static let linearAdapted = TrainingMethod(
    linear: "linear-adapted", title: "Linear n-gram ranker, adapted",
    summary: """
      The linear ranker, taken to the unlabelled project: five views of a function, smoothed over that project's \
      nearest neighbours, label the functions they all agree on, and the ranker learns from these as well. What \
      comes out is transductive: it holds for this project. A model of the project's own n-grams that ranks the \
      same way is kept.
      """,
    citation: """
      Blum and Mitchell, Combining Labeled and Unlabeled Data with Co-Training, COLT 1998; Zhou et al., Learning \
      with Local and Global Consistency, NIPS 2003
      """,
    recipe: .adapted)

  /// The trivial ranker "TF-IDF + logistic regression" as a method.
  static let tfidf = TrainingMethod(
    linear: "tfidf-lr", title: "TF-IDF + logistic regression",
    summary: """
      The trivial ranker that every method has to beat: sublinear TF-IDF of 1-grams and 2-grams of structural \
      tokens and a class-balanced logistic regression with C = 1.
      """,
    citation: "Salton and Buckley, Term-Weighting Approaches in Automatic Text Retrieval, 1988",
    recipe: LinearRecipe(view: .tfidf(.structural)))

  /// The adapted ranker and the starter model.
  static let linearStarter = TrainingMethod(
    linear: "linear-starter", title: "Linear n-gram ranker, adapted, with the starter model",
    summary: """
      The adapted linear ranker, and the starter model that has learnt from the later fixes of many public projects: both \
      log-odds are added, in equal spreads over the unlabelled project. What the starter weighs of a project's history \
      stays, so that scans of a clone take that up.
      """,
    citation: "the adapted ranker's; the sum is this program's own", recipe: .adaptedWithStarter)

  private init(linear id: String, title: String, summary: String, citation: String, recipe: LinearRecipe) {
    self.init(
      id: id, title: title, summary: summary, citation: citation, needsTarget: !recipe.voters.isEmpty,
      prepare: { try LinearTraining($0, recipe: recipe) })
  }
}

extension LinearRecipe {
  /// That of ``TrainingMethod/linearAdapted``.
  static let adapted = LinearRecipe(
    view: .rankerH(.portable),
    voters: [.rankerH(.portable), .tfidf(.portable), .rankerH(.allWords), .tfidf(.allWords)])
  /// That of ``TrainingMethod/linearStarter``.
  static let adaptedWithStarter: LinearRecipe = {
    var recipe = adapted
    recipe.addsStarter = true
    return recipe
  }()
}
