extension AdaptationMethod {
  /// All methods, in the order in which they are listed to users.
  public static let all: [AdaptationMethod] = [
    vuld, mmd, d2gan, ddan, dirtT, scdan, dualGDDDAN, dualGDSDDAN, collaborative, wideDeep, selfSupervised,
    programGraph, distilled,
  ]

  /// Learns from the labelled project alone.
  public static let vuld = AdaptationMethod(
    id: "vuld", title: "VULD",
    summary: """
      No adaptation: one generator and a classifier learn from the labelled project alone and score the \
      unlabelled project as if it were the same. What every adaptation method has to beat.
      """,
    citation: "Li et al., VulDeePecker: A Deep Learning-Based System for Vulnerability Detection, NDSS 2018",
    generators: .shared, game: .none,
    terms: { [WeightedTerm(1, ClassificationTerm(settings: $0))] })

  /// Aligns both projects by their kernel means.
  static let mmd = AdaptationMethod(
    id: "mmd", title: "MMD",
    summary: """
      One generator maps both projects to one joint space and learns to bring their kernel means together, \
      with no discriminator.
      """,
    citation: "Long et al., Learning Transferable Features with Deep Adaptation Networks, ICML 2015",
    generators: .shared, game: .none,
    terms: {
      [
        WeightedTerm(1, ClassificationTerm(settings: $0)),
        WeightedTerm($0.beta, MaximumMeanDiscrepancyTerm(settings: $0)),
      ]
    })

  /// Aligns both projects with two discriminators that give rewards without bound.
  static let d2gan = AdaptationMethod(
    id: "d2gan", title: "D2GAN",
    summary: """
      One generator maps both projects to one joint space. Two discriminators give scores without bound: one \
      rewards points of the labelled project, the other points of the unlabelled one, so that neither kind of \
      point may be left out when the generator makes them alike.
      """,
    citation: "Nguyen et al., Dual Discriminator Generative Adversarial Nets, NIPS 2017",
    generators: .shared, game: .rewards,
    terms: {
      [
        WeightedTerm(1, ClassificationTerm(settings: $0)),
        WeightedTerm($0.beta, RewardTerm()),
      ]
    })

  /// Aligns both projects with one discriminator.
  public static let ddan = AdaptationMethod(
    id: "ddan", title: "DDAN",
    summary: """
      One generator maps both projects to one joint space; a discriminator learns to tell them apart while \
      the generator learns to make them indistinguishable, so that the classifier carries over.
      """,
    citation: """
      Ganin and Lempitsky, Unsupervised Domain Adaptation by Backpropagation, ICML 2015; for code: \
      Nguyen et al., Deep Domain Adaptation for Vulnerable Code Function Identification, IJCNN 2019
      """,
    generators: .shared, game: .single,
    terms: {
      [
        WeightedTerm(1, ClassificationTerm(settings: $0)),
        WeightedTerm($0.beta, AdversarialTerm()),
      ]
    })

  /// Aligns both projects, keeps the boundary out of dense regions, and ends on the target alone.
  static let dirtT = AdaptationMethod(
    id: "dirt-t", title: "DIRT-T",
    summary: """
      DDAN that also keeps the classifier's boundary away from the unlabelled project's points and its \
      predictions steady under the small change of a point that moves them most. A last phase then leaves the \
      labelled project behind and refines on the unlabelled one alone, near the predictions of a teacher: the \
      same networks some steps before.
      """,
    citation: "Shu et al., A DIRT-T Approach to Unsupervised Domain Adaptation, ICLR 2018",
    generators: .shared, game: .single,
    terms: {
      ddan.ownTerms($0) + clusterTerms($0) + [
        WeightedTerm($0.lambda, VirtualAdversarialTerm(domain: .source, settings: $0))
      ]
    },
    refinement: { clusterTerms($0) + [WeightedTerm($0.teacher, TeacherTerm())] })

  /// What violates the cluster assumption on the target (Shu et al., equations 4 and 6).
  private static func clusterTerms(_ settings: ObjectiveSettings) -> [WeightedTerm] {
    [
      WeightedTerm(settings.gamma, ConditionalEntropyTerm()),
      WeightedTerm(settings.gamma, VirtualAdversarialTerm(domain: .target, settings: settings)),
    ]
  }

  /// DDAN that also clusters the target's points.
  static let scdan = AdaptationMethod(
    id: "scdan", title: "SCDAN",
    summary: """
      DDAN with two terms that use the shape of the unlabelled project: the classifier's boundary is pushed away \
      from its points, and neighbours across the projects get similar predictions.
      """,
    citation: "Nguyen et al., Deep Domain Adaptation for Vulnerable Code Function Identification, IJCNN 2019",
    generators: .shared, game: .single,
    terms: { ddan.ownTerms($0) + spectralTerms($0) })

  /// Entropy and smoothness over the spectral graph (paper, section 3).
  private static func spectralTerms(_ settings: ObjectiveSettings) -> [WeightedTerm] {
    [
      WeightedTerm(settings.gamma, ConditionalEntropyTerm(domains: settings.entropy)),
      WeightedTerm(
        settings.lambda, SmoothnessTerm(inverseTwoSigmaSquared: settings.inverseTwoSigmaSquared)),
    ]
  }

  /// Gives each project a generator and a discriminator of its own.
  public static let dualGDDDAN = AdaptationMethod(
    id: "dual-gd-ddan", title: "Dual-GD-DDAN",
    summary: """
      Each project has its own generator, and each of two discriminators favours points of its own project. \
      The generators fool the discriminators of the other project, which covers modes that one \
      discriminator loses, while a manifold term keeps functions that are close in hidden state close in \
      the joint space.
      """,
    citation: "Nguyen et al., Dual-Component Deep Domain Adaptation, PAKDD 2020, section 3",
    generators: .dual, game: .dual,
    terms: {
      [
        WeightedTerm(1, ClassificationTerm(settings: $0)),
        WeightedTerm($0.alpha, ManifoldTerm(inverseTwoSigmaSquared: $0.inverseTwoSigmaSquared)),
        WeightedTerm($0.beta, DualGeneratorTerm()),
      ]
    })

  /// Dual-GD-DDAN that also clusters the target's points.
  static let dualGDSDDAN = AdaptationMethod(
    id: "dual-gd-sddan", title: "Dual-GD-SDDAN",
    summary: """
      Dual-GD-DDAN with two terms that use the shape of the unlabelled project: the classifier's boundary is \
      pushed away from its points, and neighbours across the projects get similar predictions.
      """,
    citation: "Nguyen et al., Dual-Component Deep Domain Adaptation, PAKDD 2020, section 3",
    generators: .dual, game: .dual,
    terms: { dualGDDDAN.ownTerms($0) + spectralTerms($0) })

  /// DDAN with several classifiers that learn from each other.
  static let collaborative = AdaptationMethod(
    id: "collaborative", title: "Collaborative",
    summary: """
      DDAN with several classifiers on the one joint space. Each learns from the labels and from what the others agree \
      on, softened, for both projects; the first alone is kept.
      """,
    citation: "Song and Chai, Collaborative Learning for Deep Neural Networks, NeurIPS 2018",
    generators: .shared, game: .single,
    terms: {
      [
        WeightedTerm(1, CollaborativeTerm(settings: $0)),
        WeightedTerm($0.beta, AdversarialTerm()),
      ]
    })

  /// DDAN whose logit is the sum of the networks' and of a linear ranker's.
  static let wideDeep = AdaptationMethod(
    id: "wide-deep", title: "Wide & Deep",
    summary: """
      DDAN beside the n-grams of the linear ranker: the log-odds are the sum of the networks' and of a weighted sum of \
      n-grams, which starts from the linear ranker and goes on learning with the networks under one loss.
      """,
    citation: "Cheng et al., Wide & Deep Learning for Recommender Systems, DLRS 2016",
    generators: .shared, game: .single, terms: { ddan.ownTerms($0) }, isWide: true)

  /// Tasks without labels on both projects.
  static let selfSupervised = AdaptationMethod(
    id: "self-supervised", title: "Self-supervised",
    summary: """
      One generator learns from the labels of the labelled project and, on both projects alike, three tasks whose answers \
      nobody had to give: which opcode of a statement is hidden, whether two parts of a function have changed places, \
      and whether the second part is of the other project. The step that is kept is chosen by validation and by the distance of \
      both projects' means.
      """,
    citation: "Sun, Tzeng, Darrell and Efros, Unsupervised Domain Adaptation through Self-Supervision, 2019",
    generators: .shared, game: .none,
    terms: {
      let tasks = [
        WeightedTerm($0.maskedOpcode, SelfSupervisedTerm(.maskedOpcode)),
        WeightedTerm($0.statementOrder, SelfSupervisedTerm(.statementOrder)),
        WeightedTerm($0.projectStyle, SelfSupervisedTerm(.projectStyle)),
      ]
      return [WeightedTerm(1, ClassificationTerm(settings: $0))] + tasks.filter { $0.weight > 0 }
    }, choosesByDistance: true)

  /// DDAN whose statements exchange messages along the program's graph.
  static let programGraph = AdaptationMethod(
    id: "program-graph", title: "Program graph",
    summary: """
      DDAN over programs as graphs: between the LSTM and the read-out, statements exchange messages along edges from a \
      variable's definition to its uses, from a write to the one that replaces it, from a condition to what it guards, \
      and from each statement to the next, and back.
      """,
    citation: """
      Li, Tarlow, Brockschmidt and Zemel, Gated Graph Sequence Neural Networks, ICLR 2016; for programs: Allamanis, \
      Brockschmidt and Khademi, Learning to Represent Programs with Graphs, ICLR 2018
      """,
    generators: .shared, game: .single, terms: { ddan.ownTerms($0) }, graphRounds: 3)

  /// A small network that the adapted linear ranker and larger networks teach.
  static let distilled = AdaptationMethod(
    id: "distilled", title: "Distilled",
    summary: """
      Several networks (DDAN) and the adapted linear ranker are trained; what they say of the unlabelled project is \
      taught to one small network, which scores many functions a second and fits into a megabyte.
      """,
    citation: "Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015",
    generators: .shared, game: .none,
    terms: { [WeightedTerm(1, DistillationTerm(settings: $0))] }, readsSource: false)
}
