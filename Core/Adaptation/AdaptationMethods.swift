extension AdaptationMethod {
  /// All methods, in the order in which they are listed to users.
  public static let all: [AdaptationMethod] = [vuld, mmd, ddan, dualGDDDAN, dualGDSDDAN]

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
  public static let mmd = AdaptationMethod(
    id: "mmd", title: "MMD",
    summary: """
      One generator maps both projects to one joint space and learns to bring their kernel means together, \
      with no discriminator.
      """,
    citation: "Long et al., Learning Transferable Features with Deep Adaptation Networks, ICML 2015",
    generators: .shared, game: .none, readsTargetWithoutGame: true,
    terms: {
      [
        WeightedTerm(1, ClassificationTerm(settings: $0)),
        WeightedTerm(
          $0.beta, MaximumMeanDiscrepancyTerm(inverseTwoSigmaSquared: $0.inverseTwoSigmaSquared)),
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
  public static let dualGDSDDAN = AdaptationMethod(
    id: "dual-gd-sddan", title: "Dual-GD-SDDAN",
    summary: """
      Dual-GD-DDAN with two terms that use the shape of the unlabelled project: the classifier's boundary is \
      pushed away from its points, and neighbours across the projects get similar predictions.
      """,
    citation: "Nguyen et al., Dual-Component Deep Domain Adaptation, PAKDD 2020, section 3",
    generators: .dual, game: .dual,
    terms: {
      dualGDDDAN.terms($0) + [
        WeightedTerm($0.gamma, ConditionalEntropyTerm()),
        WeightedTerm($0.lambda, SmoothnessTerm(inverseTwoSigmaSquared: $0.inverseTwoSigmaSquared)),
      ]
    })
}
