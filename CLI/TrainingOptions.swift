import ArgumentParser
import Core

/// Settings of a training on the command line; what is not given comes from the preset.
struct TrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Settings to start from: "
        + TrainingPreset.allCases.map { "\($0.rawValue), \($0.summary)" }.joined(separator: "; ") + ".",
      valueName: "name"))
  var preset = TrainingPreset.standard

  @Option(help: "Seed of every random choice.")
  var seed: UInt64 = 1

  @Option(help: "Largest number of training steps.")
  var steps: Int?

  @Option(help: "Looks at the validation set without improvement before stopping; 0 never stops early.")
  var patience: Int?

  @Option(help: "Functions of each project in a mini-batch.")
  var batch: Int?

  @Option(help: "Adam's step size.")
  var learningRate: Float?

  @Option(help: "Adam's weight decay.")
  var weightDecay: Float?

  @Option(help: "Share of inputs and read-outs dropped while training, 0 to below 1.")
  var dropout: Float?

  @Option(help: "Weight of the manifold term.")
  var alpha: Float?

  @Option(help: "Weight of the adversarial terms.")
  var beta: Float?

  @Option(help: "Weight of the conditional entropy (DIRT-T: of the perturbation of the target as well).")
  var gamma: Float?

  @Option(help: "Weight of the smoothness term (DIRT-T: of the perturbation of the source).")
  var lambda: Float?

  @Option(help: "Extra weight of a discriminator's own project.")
  var theta: Float?

  @Option(help: "1/(2σ²) of the Gaussian kernels of MMD, manifold and smoothness.")
  var inverseTwoSigmaSquared: Float?

  @Option(help: "Length of DIRT-T's virtual adversarial perturbation.")
  var vatEpsilon: Float?

  @Option(help: "How far the search for the direction of that perturbation looks.")
  var vatXi: Float?

  @Option(help: "DIRT-T's steps of refinement on the unlabelled project alone; 0 for none.")
  var refinementSteps: Int?

  @Option(help: "Weight of the teacher in the refinement.")
  var teacherWeight: Float?

  @Option(help: "Steps of refinement after which the teacher becomes a copy of the networks again.")
  var teacherInterval: Int?

  @Option(
    help: "Steps of training on labels that the model gives its surest unlabelled functions; 0 for none.")
  var selfTrainingSteps: Int?

  @Option(
    help: ArgumentHelp(
      "Shares of the unlabelled functions that self-training takes for vulnerable and for not vulnerable.",
      valueName: "top,bottom"))
  var selfTrainingShares: ShareList?

  @Option(help: "Who gives these labels: the networks their own, or what the linear views agree on.")
  var selfTrainingLabels: PseudoLabelSource?

  @Option(help: "Weight of these functions; that of labelled ones has 1.")
  var selfTrainingWeight: Float?

  @Option(help: "How the rare vulnerable functions are weighted.")
  var balance: ClassBalance?

  @Option(help: "How the target generator starts.")
  var targetStart: TargetStart?

  @Option(help: "Steps of classification alone before a `warm` start.")
  var warmUpSteps: Int?

  @Option(
    help: "Share of its distance to the source generator that the target generator moves back each step.")
  var targetPull: Float?

  @Option(help: "Longest function read at once, in statements.")
  var maxStatements: Int?

  @Option(help: "What the joint layer reads of the LSTM's outputs.")
  var readOut: ReadOut?

  @Option(help: "Width of the opcode and of the token embedding, each.")
  var embedding: Int?

  @Option(help: "Hidden units of the LSTM per direction.")
  var hidden: Int?

  @Option(help: "Width of the joint space.")
  var joint: Int?

  /// The settings these options stand for.
  ///
  /// - Throws: `TrainingError` for a value out of its range.
  func settings() throws -> TrainingSettings {
    var settings = preset.settings
    settings.seed = seed
    func set<Value>(_ option: Value?, _ path: WritableKeyPath<TrainingSettings, Value>) {
      if let option { settings[keyPath: path] = option }
    }
    set(steps, \.maximumSteps)
    set(patience, \.patience)
    set(batch, \.batchSize)
    set(learningRate, \.learningRate)
    set(weightDecay, \.weightDecay)
    set(dropout, \.dropout)
    set(alpha, \.objective.alpha)
    set(beta, \.objective.beta)
    set(gamma, \.objective.gamma)
    set(lambda, \.objective.lambda)
    set(theta, \.objective.theta)
    set(inverseTwoSigmaSquared, \.objective.inverseTwoSigmaSquared)
    set(vatEpsilon, \.objective.perturbationEpsilon)
    set(vatXi, \.objective.perturbationXi)
    set(refinementSteps, \.refinementSteps)
    set(teacherWeight, \.objective.teacher)
    set(teacherInterval, \.teacherInterval)
    set(selfTrainingSteps, \.selfTraining.steps)
    set(selfTrainingLabels, \.selfTraining.labels)
    set(selfTrainingShares?.top, \.selfTraining.vulnerableShare)
    set(selfTrainingShares?.bottom, \.selfTraining.notVulnerableShare)
    set(selfTrainingWeight, \.selfTraining.weight)
    set(warmUpSteps, \.warmUpSteps)
    set(balance, \.classBalance)
    set(targetStart, \.targetStart)
    set(targetPull, \.targetPull)
    set(maxStatements, \.maximumStatements)
    set(readOut, \.readOut)
    set(embedding, \.embeddingSize)
    set(hidden, \.hiddenSize)
    set(joint, \.jointSize)
    try settings.check()
    return settings
  }
}

/// Two shares written as `0.05,0.7`.
struct ShareList: ExpressibleByArgument {
  var top: Double
  var bottom: Double

  init?(argument: String) {
    let shares = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard shares.count == 2, let top = shares[0], let bottom = shares[1] else { return nil }
    self.top = top
    self.bottom = bottom
  }
}

extension TrainingPreset: ExpressibleByArgument {}
extension ClassBalance: ExpressibleByArgument {}
extension TargetStart: ExpressibleByArgument {}
extension ReadOut: ExpressibleByArgument {}
extension PseudoLabelSource: ExpressibleByArgument {}
