extension TrainingSetting {
  /// All settings, in the order in which they are shown.
  public static let all: [TrainingSetting] =
    run + learning + generators + objective + auxiliary + selfTraining + refinement + distillation + tokens
    + rewriting
    + networks

  private static let steps: ClosedRange<Int> = 0...10_000_000

  /// The seed, which files and records keep apart from the other settings.
  public static let seed = TrainingSetting(
    "seed", "Seed", option: "seed", .run, .seed(\.seed), help: "Seed of every random choice.", readBy: .all)

  private static let run: [TrainingSetting] = [
    seed,
    TrainingSetting(
      "validationShare", "Validation share", option: "validation-share", .run,
      .share(\.validationShare, .from(0).below(1)),
      help: "Share of the labelled functions that is set aside to choose the best step and to measure on.",
      readBy: .all),
    TrainingSetting(
      "thresholdRule", "Share of suspects (0: from validation)", option: "suspects", .run,
      .share(\.suspectShare, .from(0).to(1)),
      help:
        "Share of the unlabelled functions that become suspects; 0 for the threshold of the best F1 in validation.",
      wordForZero: "sourceValidation", readBy: .all),
    TrainingSetting(
      "maximumSteps", "Largest number of steps", option: "steps", .run,
      .whole(\.maximumSteps, 1...10_000_000),
      help: "Largest number of training steps."),
    TrainingSetting(
      "minimumSteps", "Steps before the best is chosen", option: "minimum-steps", .run,
      .whole(\.minimumSteps, steps), help: "Steps before which no step is chosen as the best."),
    TrainingSetting(
      "evaluationInterval", "Steps between looks", option: "evaluation-interval", .run,
      .whole(\.evaluationInterval, 1...10_000_000), help: "Steps between two looks at the validation set."),
    TrainingSetting(
      "patience", "Looks without improvement", option: "patience", .run, .whole(\.patience, steps),
      help: "Looks at the validation set without improvement before stopping; 0 never stops early."),
    TrainingSetting(
      "stepChoice", "Choice of the step", option: "step-choice", .run,
      .choice(of: names(StepChoice.self), \.stepChoice.name),
      help:
        "How the step that is kept is chosen: as the method has it, by validation alone, or by validation and the distance of both projects' means.",
      readBy: .adapting),
    TrainingSetting(
      "restarts", "Trainings to choose from", option: "restarts", .run, .whole(\.restarts, 1...100),
      help:
        "Trainings from different random weights; the one is kept that agrees best with the linear views on the target.",
      readBy: .adapting),
    TrainingSetting(
      "batchSize", "Functions in a mini-batch", option: "batch", .run, .whole(\.batchSize, 1...65_536),
      help: "Functions of each project in a mini-batch."),
  ]

  private static let learning: [TrainingSetting] = [
    TrainingSetting(
      "learningRate", "Learning rate", option: "learning-rate", .learning,
      .decimal(\.learningRate, .above(0).below(1)), help: "Adam's step size."),
    TrainingSetting(
      "beta1", "Adam's β₁", option: "beta1", .learning, .decimal(\.beta1, .from(0).below(1)),
      help: "How much of its direction an update of Adam keeps; 0.5 steadies games against discriminators."),
    TrainingSetting(
      "weightDecay", "Weight decay", option: "weight-decay", .learning, .decimal(\.weightDecay, .from(0)),
      help: "Adam's weight decay."),
    TrainingSetting(
      "maximumGradientNorm", "Largest gradient norm", option: "gradient-norm", .learning,
      .decimal(\.maximumGradientNorm, .from(0)),
      help: "Largest 2-norm of all gradients of one update; 0 does not clip."),
    TrainingSetting(
      "dropout", "Dropout", option: "dropout", .learning, .decimal(\.dropout, .from(0).below(1)),
      help: "Share of inputs and read-outs dropped while training."),
    TrainingSetting(
      "classBalance", "Class balance", option: "balance", .learning,
      .choice(of: names(ClassBalance.self), \.classBalance.name),
      help: "How the rare vulnerable functions are weighted."),
  ]

  private static let generators: [TrainingSetting] = [
    TrainingSetting(
      "targetStart", "Start of the target generator", option: "target-start", .generators,
      .choice(of: names(TargetStart.self), \.targetStart.name), help: "How the target generator starts.",
      readBy: .adapting,
      where: [
        // One generator has nothing to copy, but a warm start is a phase of its own.
        Condition(
          other: "targetStart", value: TargetStart.warm.rawValue,
          scope: ("with one generator", { $0.generators == .shared })
        ) { $0.targetStart == .warm }
      ]),
    TrainingSetting(
      "warmUpSteps", "Warm-up steps", option: "warm-up-steps", .generators, .whole(\.warmUpSteps, steps),
      help: "Steps of classification alone before a `warm` start.", readBy: .adapting,
      where: [
        Condition(other: "targetStart", value: TargetStart.warm.rawValue) { $0.targetStart == .warm }
      ]),
    TrainingSetting(
      "targetPull", "Pull to the source generator", option: "target-pull", .generators,
      .decimal(\.targetPull, .from(0).to(1)),
      help: "Share of its distance to the source generator that the target generator moves back each step.",
      readBy: .networks { $0.generators == .dual }),
  ]

  private static let objective: [TrainingSetting] = [
    TrainingSetting(
      "objective.alpha", "α, manifold", option: "alpha", .objective, .decimal(\.objective.alpha, .from(0)),
      help: "Weight of the manifold term.", readBy: .networks { $0.reads(\.alpha) }),
    TrainingSetting(
      "objective.beta", "β, adversarial", option: "beta", .objective, .decimal(\.objective.beta, .from(0)),
      help: "Weight of the adversarial terms, or of MMD.", readBy: .networks { $0.reads(\.beta) }),
    TrainingSetting(
      "objective.gamma", "γ, conditional entropy", option: "gamma", .objective,
      .decimal(\.objective.gamma, .from(0)),
      help: "Weight of the conditional entropy (DIRT-T: of the perturbation of the target as well).",
      readBy: .networks { $0.reads(\.gamma) }),
    TrainingSetting(
      "objective.entropy", "Whose entropy", option: "entropy", .objective,
      .choice(of: names(EntropyDomains.self), \.objective.entropy.name),
      help: "Whose points the conditional entropy of SCDAN and Dual-GD-SDDAN counts.",
      readBy: .networks(\.readsEntropyDomains)),
    TrainingSetting(
      "objective.lambda", "λ, smoothness", option: "lambda", .objective,
      .decimal(\.objective.lambda, .from(0)),
      help: "Weight of the smoothness term (DIRT-T: of the perturbation of the source).",
      readBy: .networks { $0.reads(\.lambda) }),
    TrainingSetting(
      "objective.theta", "θ, own project", option: "theta", .objective, .decimal(\.objective.theta, .from(0)),
      help: "Extra weight of a discriminator's own project.", readBy: .networks { $0.game == .dual }),
    TrainingSetting(
      "objective.inverseTwoSigmaSquared", "1/(2σ²) of the kernels", option: "inverse-two-sigma-squared",
      .objective, .decimal(\.objective.inverseTwoSigmaSquared, .above(0)),
      help: "1/(2σ²) of the Gaussian kernels of manifold and smoothness.",
      readBy: .networks(\.usesKernel)),
    TrainingSetting(
      "objective.perturbationEpsilon", "ε, length of the perturbation", option: "vat-epsilon", .objective,
      .decimal(\.objective.perturbationEpsilon, .above(0)),
      help: "Length of DIRT-T's virtual adversarial perturbation.", readBy: .networks(\.usesPerturbation)),
    TrainingSetting(
      "objective.perturbationXi", "ξ, reach of its search", option: "vat-xi", .objective,
      .decimal(\.objective.perturbationXi, .above(0)),
      help: "How far the search for the direction of that perturbation looks.",
      readBy: .networks(\.usesPerturbation)),
  ]

  private static let auxiliary: [TrainingSetting] = [
    TrainingSetting(
      "objective.kernels", "Kernels of MMD", option: "mmd-kernels", .further,
      .choice(of: names(DiscrepancyKernels.self), \.objective.kernels.name),
      help: "Whether MMD has a family of kernels around the median distance or one of the paper's width.",
      readBy: .networks(\.comparesByDiscrepancy)),
    TrainingSetting(
      "objective.confounder", "Against ranking by length", option: "confounder-weight", .further,
      .decimal(\.objective.confounder, .from(0)),
      help: "Weight of the term that takes the functions' length out of the joint space; 0 for none.",
      readBy: .networks { $0.reads(\.confounder) }),
    TrainingSetting(
      "objective.pairs", "Functions above their mended selves", option: "pair-weight", .further,
      .decimal(\.objective.pairs, .from(0)),
      help:
        "Weight of the term that puts a function above its mended self, where labels hold both; 0 for none.",
      readBy: .networks { $0.reads(\.pairs) }),
    TrainingSetting(
      "objective.conditional", "Alignment of the classes", option: "conditional-weight", .further,
      .decimal(\.objective.conditional, .from(0)),
      help: "Weight of the alignment of both projects class by class; 0 for none.",
      readBy: .networks { $0.reads(\.conditional) }),
    TrainingSetting(
      "objective.diversity", "Against one answer for all", option: "diversity-weight", .further,
      .decimal(\.objective.diversity, .from(0)),
      help:
        "Weight of the term that keeps the predictions for the target from collapsing to one class; 0 for none.",
      readBy: .networks { $0.reads(\.diversity) }),
    TrainingSetting(
      "objective.maskedOpcode", "Task: hidden opcodes", option: "masked-opcode-weight", .further,
      .decimal(\.objective.maskedOpcode, .from(0)),
      help: "Weight of the task to tell opcodes that are hidden; 0 for none.",
      readBy: .networks { $0.reads(\.maskedOpcode) }),
    TrainingSetting(
      "objective.statementOrder", "Task: order of statements", option: "statement-order-weight", .further,
      .decimal(\.objective.statementOrder, .from(0)),
      help: "Weight of the task to tell whether a function's parts have changed places; 0 for none.",
      readBy: .networks { $0.reads(\.statementOrder) }),
    TrainingSetting(
      "objective.projectStyle", "Task: style of projects", option: "project-style-weight", .further,
      .decimal(\.objective.projectStyle, .from(0)),
      help:
        "Weight of the task to tell whether a function's second part is of the other project; 0 for none.",
      readBy: .networks { $0.reads(\.projectStyle) }),
    TrainingSetting(
      "objective.classifiers", "Classifiers that learn together", option: "classifiers", .further,
      .whole(\.objective.classifiers, 2...16),
      help: "Number of classifiers that learn together (collaborative learning).",
      readBy: .networks(\.isCollaborative)),
    TrainingSetting(
      "objective.consensusTemperature", "Temperature of their consensus", option: "consensus-temperature",
      .further, .decimal(\.objective.consensusTemperature, .above(0)),
      help: "Temperature at which these classifiers compare their predictions.",
      readBy: .networks(\.isCollaborative)),
    TrainingSetting(
      "objective.consensusShare", "Share of their consensus", option: "consensus-share", .further,
      .decimal(\.objective.consensusShare, .from(0).to(1)),
      help: "Share of what these classifiers learn from each other beside what they learn from labels.",
      readBy: .networks(\.isCollaborative)),
  ]

  private static let selfTrains = Condition(other: "selfTraining.steps", value: "above 0") {
    $0.selfTraining.steps > 0
  }
  private static let labelsItself = Condition(
    other: "selfTraining.labels", value: PseudoLabelSource.own.rawValue
  ) { $0.selfTraining.labels == .own }

  private static let selfTraining: [TrainingSetting] = [
    TrainingSetting(
      "selfTraining.steps", "Self-training steps", option: "self-training-steps", .selfTraining,
      .whole(\.selfTraining.steps, steps),
      help: "Steps of training on labels that no person gave the unlabelled functions; 0 for none.",
      readBy: .adapting),
    TrainingSetting(
      "selfTraining.labels", "Who labels functions", option: "self-training-labels", .selfTraining,
      .choice(of: names(PseudoLabelSource.self), \.selfTraining.labels.name),
      help: "Who gives these labels: the networks their own, or what the linear views agree on.",
      readBy: .adapting, where: [selfTrains]),
    TrainingSetting(
      "selfTraining.vulnerableShare", "Share taken for vulnerable", option: "self-training-vulnerable",
      .selfTraining, .share(\.selfTraining.vulnerableShare, .above(0).to(1)),
      help: "Share of the unlabelled functions, the highest, that the networks take for vulnerable.",
      readBy: .adapting, where: [selfTrains, labelsItself]),
    TrainingSetting(
      "selfTraining.notVulnerableShare", "Share taken for not vulnerable", option: "self-training-clean",
      .selfTraining, .share(\.selfTraining.notVulnerableShare, .from(0).to(1)),
      help: "Share of the unlabelled functions, the lowest, that the networks take for not vulnerable.",
      readBy: .adapting, where: [selfTrains, labelsItself]),
    TrainingSetting(
      "selfTraining.weight", "Weight of these functions", option: "self-training-weight", .selfTraining,
      .decimal(\.selfTraining.weight, .from(0)),
      help: "Weight of the functions so labelled; that of labelled ones has 1.", readBy: .adapting,
      where: [selfTrains]),
  ]

  private static let refines = Condition(other: "refinementSteps", value: "above 0") {
    $0.refinementSteps > 0
  }

  private static let refinement: [TrainingSetting] = [
    TrainingSetting(
      "refinementSteps", "Refinement steps", option: "refinement-steps", .refinement,
      .whole(\.refinementSteps, steps),
      help: "DIRT-T's steps of refinement on the unlabelled project alone; 0 for none.",
      readBy: .networks { $0.refinement != nil }),
    TrainingSetting(
      "objective.teacher", "Weight of the teacher", option: "teacher-weight", .refinement,
      .decimal(\.objective.teacher, .from(0)), help: "Weight of the teacher in the refinement.",
      readBy: .networks { $0.refinement != nil }, where: [refines]),
    TrainingSetting(
      "teacherInterval", "Steps between teachers", option: "teacher-interval", .refinement,
      .whole(\.teacherInterval, 1...10_000_000),
      help: "Steps of refinement after which the teacher becomes a copy of the networks again.",
      readBy: .networks { $0.refinement != nil }, where: [refines]),
  ]

  private static let distillation: [TrainingSetting] = [
    TrainingSetting(
      "distillation.teachers", "Networks that teach", option: "teachers", .distillation,
      .whole(\.distillation.teachers, 0...20),
      help: "Number of networks among the teachers, beside the adapted linear ranker.",
      readBy: .networks(\.isTaught)),
    TrainingSetting(
      "distillation.width", "Width of the small network", option: "student-width", .distillation,
      .whole(\.distillation.width, 1...512),
      help: "Width of the taught network's embeddings and LSTM; joint space and classifier have twice that.",
      readBy: .networks(\.isTaught)),
    TrainingSetting(
      "distillation.vocabulary", "Its largest vocabulary", option: "student-vocabulary", .distillation,
      .whole(\.distillation.vocabulary, 2...10_000_000),
      help: "The taught network's largest vocabulary, in tokens.",
      readBy: .networks(\.isTaught)),
    TrainingSetting(
      "distillation.steps", "Steps of teaching", option: "student-steps", .distillation,
      .whole(\.distillation.steps, 1...10_000_000), help: "Steps for which the network is taught.",
      readBy: .networks(\.isTaught)),
    TrainingSetting(
      "distillation.learningRate", "Its learning rate", option: "student-learning-rate", .distillation,
      .decimal(\.distillation.learningRate, .above(0).below(1)),
      help: "Adam's step size of the taught network.",
      readBy: .networks(\.isTaught)),
    TrainingSetting(
      "objective.distillationTemperature", "Temperature of teaching", option: "student-temperature",
      .distillation, .decimal(\.objective.distillationTemperature, .above(0)),
      help: "Temperature at which the taught network's predictions are compared with its teachers'.",
      readBy: .networks(\.isTaught)),
  ]

  private static let tokens: [TrainingSetting] = [
    TrainingSetting(
      "minimumDocumentFrequency", "Functions a token must be in", option: "document-frequency", .tokens,
      .whole(\.minimumDocumentFrequency, 1...1_000_000),
      help: "Functions that a token must occur in to be told apart."),
    TrainingSetting(
      "maximumVocabulary", "Largest vocabulary", option: "vocabulary", .tokens,
      .whole(\.maximumVocabulary, 2...10_000_000), help: "The largest vocabulary, in tokens."),
  ]

  private static let rewriting: [TrainingSetting] = [
    TrainingSetting(
      "normalisation.variant", "Statements kept", option: "variant", .rewriting,
      .choice(of: names(Normalisation.Variant.self), \.normalisation.variant.name),
      help: "All statements, or those that mention a variable."),
    TrainingSetting(
      "normalisation.identifierStyle", "Names", option: "identifiers", .rewriting,
      .choice(of: names(Normalisation.IdentifierStyle.self), \.normalisation.identifierStyle.name),
      help:
        "How variables and functions are called: var1, var2 …, or var, or by the words of functions' or all names."
    ),
    TrainingSetting(
      "normalisation.nameLimit", "Highest number of a name (0: none)", option: "name-limit", .rewriting,
      .whole(\.normalisation.highestNumber, 0...1_000_000),
      help: "Names numbered higher share var+ and func+; 0 for no limit.", wordForZero: "none"),
    TrainingSetting(
      "normalisation.typeStyle", "Types", option: "types", .rewriting,
      .choice(of: names(Normalisation.TypeStyle.self), \.normalisation.typeStyle.name),
      help: "Whether the project's own types become <type>."),
    TrainingSetting(
      "normalisation.keepsLibraryNames", "Keep library names", option: "library-names", .rewriting,
      .flag(\.normalisation.keepsLibraryNames), help: "Keep the names of C library and POSIX functions."),
    TrainingSetting(
      "normalisation.keepsSignature", "Keep the function's head", option: "signature", .rewriting,
      .flag(\.normalisation.keepsSignature), help: "Keep the function's head as a statement."),
  ]

  private static let networks: [TrainingSetting] = [
    TrainingSetting(
      "maximumStatements", "Longest function, in statements", option: "max-statements", .networks,
      .whole(\.maximumStatements, 1...10_000), help: "Longest function read at once, in statements."),
    TrainingSetting(
      "longFunctions", "Longer functions", option: "long-functions", .networks,
      .choice(of: names(LongFunctions.self), \.longFunctions.name),
      help:
        "How longer functions are read, in training and afterwards: cut, or the most suspicious of their windows."
    ),
    TrainingSetting(
      "embeddingSize", "Embedding width", option: "embedding", .networks, .whole(\.embeddingSize, 1...4096),
      help: "Width of the opcode and of the token embedding, each."),
    TrainingSetting(
      "hiddenSize", "Hidden units", option: "hidden", .networks, .whole(\.hiddenSize, 1...4096),
      help: "Hidden units of the LSTM per direction."),
    TrainingSetting(
      "jointSize", "Joint space", option: "joint", .networks, .whole(\.jointSize, 1...8192),
      help: "Width of the joint space."),
    TrainingSetting(
      "headSizes", "Classifier and discriminators", option: "heads", .networks,
      .widths(\.headSizes, 1...8192),
      help: "Widths of the hidden layers of classifier and discriminators."),
    TrainingSetting(
      "graphRounds", "Rounds along the graph (0: the method's)", option: "graph-rounds", .networks,
      .whole(\.graphRounds, 0...GatedGraphLayer.mostRounds),
      help:
        "Rounds of messages between statements along data flow and guards, before the read-out; 0 for as many as the method has (none but for program-graph).",
      wordForZero: "method"),
    TrainingSetting(
      "readOut", "Read-out", option: "read-out", .networks, .choice(of: names(ReadOut.self), \.readOut.name),
      help: "What the joint layer reads of the LSTM's outputs."),
    TrainingSetting(
      "masksPadding", "Leave out padding", option: "mask-padding", .networks, .flag(\.masksPadding),
      help: "Leave out what is beyond a function's end, rather than read zeros."),
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
