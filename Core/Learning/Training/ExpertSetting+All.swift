extension ExpertSetting {
  /// All settings, in the order in which they are shown.
  public static let all = run + learning + generators + objective + phases + tokens + networks

  private static let run = [
    ExpertSetting(always: "Seed", .run, .seed(\.seed)),
    ExpertSetting(always: "Validation share", .run, .share(\.validationShare)),
    ExpertSetting(always: "Share of suspects (0: from validation)", .run, .share(\.suspectShare)),
    ExpertSetting("Largest number of steps", .run, .whole(\.maximumSteps)),
    ExpertSetting("Steps before the best is chosen", .run, .whole(\.minimumSteps)),
    ExpertSetting("Steps between looks", .run, .whole(\.evaluationInterval)),
    ExpertSetting("Looks without improvement", .run, .whole(\.patience)),
    ExpertSetting("Functions in a mini-batch", .run, .whole(\.batchSize)),
  ]

  private static let learning = [
    ExpertSetting("Learning rate", .learning, .decimal(\.learningRate)),
    ExpertSetting("Weight decay", .learning, .decimal(\.weightDecay)),
    ExpertSetting("Largest gradient norm", .learning, .decimal(\.maximumGradientNorm)),
    ExpertSetting("Dropout", .learning, .decimal(\.dropout)),
    ExpertSetting("Class balance", .learning, .choice(of: names(ClassBalance.self), \.classBalance.name)),
  ]

  private static let generators = [
    ExpertSetting(
      "Start of the target generator", .generators,
      .choice(of: names(TargetStart.self), \.targetStart.name), when: { method, _ in method.usesTarget }),
    ExpertSetting(
      "Warm-up steps", .generators, .whole(\.warmUpSteps),
      when: { method, settings in method.usesTarget && settings.targetStart == .warm }),
    ExpertSetting(
      "Pull to the source generator", .generators, .decimal(\.targetPull),
      when: { method, _ in method.generators == .dual }),
  ]

  private static let objective = [
    ExpertSetting(
      "α, manifold", .objective, .decimal(\.objective.alpha), when: { method, _ in method.reads(\.alpha) }),
    ExpertSetting(
      "β, adversarial", .objective, .decimal(\.objective.beta), when: { method, _ in method.reads(\.beta) }),
    ExpertSetting(
      "γ, conditional entropy", .objective, .decimal(\.objective.gamma),
      when: { method, _ in method.reads(\.gamma) }),
    ExpertSetting(
      "λ, smoothness", .objective, .decimal(\.objective.lambda),
      when: { method, _ in method.reads(\.lambda) }),
    ExpertSetting(
      "θ, own project", .objective, .decimal(\.objective.theta), when: { method, _ in method.game == .dual }),
    ExpertSetting(
      "1/(2σ²) of the kernels", .objective, .decimal(\.objective.inverseTwoSigmaSquared),
      when: { method, _ in method.usesKernel }),
    ExpertSetting(
      "ε, length of the perturbation", .objective, .decimal(\.objective.perturbationEpsilon),
      when: { method, _ in method.usesPerturbation }),
    ExpertSetting(
      "ξ, reach of its search", .objective, .decimal(\.objective.perturbationXi),
      when: { method, _ in method.usesPerturbation }),
  ]

  private static let phases = [
    ExpertSetting("Self-training steps", .selfTraining, .whole(\.selfTraining.steps)),
    ExpertSetting(
      "Who labels functions", .selfTraining,
      .choice(of: names(PseudoLabelSource.self), \.selfTraining.labels.name)),
    ExpertSetting(
      "Share taken for vulnerable", .selfTraining, .share(\.selfTraining.vulnerableShare),
      when: { $1.selfTraining.labels == .own }),
    ExpertSetting(
      "Share taken for not vulnerable", .selfTraining, .share(\.selfTraining.notVulnerableShare),
      when: { $1.selfTraining.labels == .own }),
    ExpertSetting("Weight of these functions", .selfTraining, .decimal(\.selfTraining.weight)),
    ExpertSetting(
      "Refinement steps", .refinement, .whole(\.refinementSteps),
      when: { method, _ in method.refinement != nil }),
    ExpertSetting(
      "Weight of the teacher", .refinement, .decimal(\.objective.teacher),
      when: { method, _ in method.refinement != nil }),
    ExpertSetting(
      "Steps between teachers", .refinement, .whole(\.teacherInterval),
      when: { method, _ in method.refinement != nil }),
  ]

  private static let tokens = [
    ExpertSetting("Functions a token must be in", .tokens, .whole(\.minimumDocumentFrequency)),
    ExpertSetting("Largest vocabulary", .tokens, .whole(\.maximumVocabulary)),
    ExpertSetting(
      "Statements kept", .tokens,
      .choice(of: names(Normalisation.Variant.self), \.normalisation.variant.name)),
    ExpertSetting(
      "Names", .tokens,
      .choice(of: names(Normalisation.IdentifierStyle.self), \.normalisation.identifierStyle.name)),
    ExpertSetting("Highest number of a name (0: none)", .tokens, .whole(\.normalisation.highestNumber)),
    ExpertSetting(
      "Types", .tokens, .choice(of: names(Normalisation.TypeStyle.self), \.normalisation.typeStyle.name)),
    ExpertSetting("Keep library names", .tokens, .flag(\.normalisation.keepsLibraryNames)),
    ExpertSetting("Keep the function's head", .tokens, .flag(\.normalisation.keepsSignature)),
  ]

  private static let networks = [
    ExpertSetting("Longest function, in statements", .networks, .whole(\.maximumStatements)),
    ExpertSetting("Embedding width", .networks, .whole(\.embeddingSize)),
    ExpertSetting("Hidden units", .networks, .whole(\.hiddenSize)),
    ExpertSetting("Joint space", .networks, .whole(\.jointSize)),
    ExpertSetting("Classifier and discriminators", .networks, .widths(\.headSizes)),
    ExpertSetting("Read-out", .networks, .choice(of: names(ReadOut.self), \.readOut.name)),
    ExpertSetting("Leave out padding", .networks, .flag(\.masksPadding)),
  ]

  private static func names<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> [String]
  {
    type.allCases.map(\.rawValue)
  }
}

extension RawRepresentable<String> {
  /// The raw value; one that nothing has changes nothing.
  fileprivate var name: String {
    get { rawValue }
    set { self = Self(rawValue: newValue) ?? self }
  }
}

extension TrainingSettings {
  /// The share of functions that become suspects; 0 when the validation set decides.
  fileprivate var suspectShare: Double {
    get { if case .targetShare(let share) = thresholdRule { share } else { 0 } }
    set { thresholdRule = newValue == 0 ? .sourceValidation : .targetShare(newValue) }
  }
}

extension Normalisation {
  /// The highest number of a name; 0 when there is none.
  fileprivate var highestNumber: Int {
    get { nameLimit ?? 0 }
    set { nameLimit = newValue > 0 ? newValue : nil }
  }
}
