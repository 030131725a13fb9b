/// Why a run cannot start or go on.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No method has this identifier.
  case unknownMethod(String, known: [String])
  /// The labelled functions lack a class.
  case missingClass(vulnerable: Int, notVulnerable: Int)
  /// The unlabelled project has no functions.
  case emptyTarget
  /// A setting is out of its range.
  case invalidSetting(name: String, value: String, range: String)
  /// The checkpoint belongs to another run.
  case foreignCheckpoint(file: String, difference: String)
  /// The checkpoint's contents do not fit the networks.
  case damagedCheckpoint(file: String, detail: String)

  /// A finished sentence that says what to do next.
  public var description: String {
    switch self {
    case .unknownMethod(let name, let known):
      "There is no method '\(name)'. Choose one of: \(known.joined(separator: ", "))."
    case .missingClass(let vulnerable, let notVulnerable):
      "The labelled functions to learn from are \(vulnerable) vulnerable and \(notVulnerable) not vulnerable "
        + "ones, but both kinds are needed. Add labelled functions, or check the label files."
    case .emptyTarget:
      "The unlabelled project has no C functions. Check the folder given with --unlabeled."
    case .invalidSetting(let name, let value, let range):
      "The setting \(name) is \(value), but it must be \(range)."
    case .foreignCheckpoint(let file, let difference):
      "The checkpoint '\(file)' belongs to a run with \(difference). Repeat that run's options with --resume, "
        + "or discard the checkpoint with --overwrite."
    case .damagedCheckpoint(let file, let detail):
      "The checkpoint '\(file)' cannot be used: \(detail). Discard it with --overwrite and train again."
    }
  }

  static func check(data: TrainingData, method: AdaptationMethod, settings: TrainingSettings) throws {
    try checkClasses(of: data.trainingLabels)
    if method.usesTarget || settings.selfTraining.steps > 0, data.target.isEmpty { throw emptyTarget }
    try settings.check()
  }

  /// Throws ``missingClass(vulnerable:notVulnerable:)`` unless both classes occur.
  static func checkClasses(of labels: [Bool]) throws {
    let vulnerable = labels.count(where: { $0 })
    guard vulnerable > 0, vulnerable < labels.count else {
      throw missingClass(vulnerable: vulnerable, notVulnerable: labels.count - vulnerable)
    }
  }
}

extension TrainingSettings {
  /// Throws ``TrainingError/invalidSetting(name:value:range:)`` for the first setting out of its range.
  public func check() throws {
    func require(_ condition: Bool, _ name: String, _ value: Any, _ range: String) throws {
      if !condition { throw TrainingError.invalidSetting(name: name, value: "\(value)", range: range) }
    }
    let sizes = [
      ("--steps", maximumSteps, 10_000_000), ("--batch", batchSize, 65_536),
      ("evaluation interval", evaluationInterval, 10_000_000),
      ("--max-statements", maximumStatements, 10_000), ("--embedding", embeddingSize, 4096),
      ("--hidden", hiddenSize, 4096), ("--joint", jointSize, 8192),
      ("minimum document frequency", minimumDocumentFrequency, 1_000_000),
      ("--teacher-interval", teacherInterval, 10_000_000),
    ]
    for (name, value, limit) in sizes {
      try require((1...limit).contains(value), name, value, "from 1 to \(limit)")
    }
    for (name, value) in [
      ("--refinement-steps", refinementSteps), ("--self-training-steps", selfTraining.steps),
    ] {
      try require((0...10_000_000).contains(value), name, value, "from 0 to 10000000")
    }
    try require(maximumVocabulary >= 2, "vocabulary limit", maximumVocabulary, "at least 2")
    try require(patience >= 0, "--patience", patience, "at least 0")
    try require(minimumSteps >= 0, "minimum steps", minimumSteps, "at least 0")
    try require(warmUpSteps >= 0, "--warm-up-steps", warmUpSteps, "at least 0")
    try require(
      headSizes.count <= 8 && headSizes.allSatisfy { (1...8192).contains($0) }, "head sizes", headSizes,
      "at most 8 numbers from 1 to 8192")
    try require(learningRate > 0 && learningRate < 1, "--learning-rate", learningRate, "above 0 and below 1")
    try require(
      weightDecay >= 0 && weightDecay.isFinite, "--weight-decay", weightDecay, "a number from 0 on")
    try require(
      maximumGradientNorm >= 0 && maximumGradientNorm.isFinite, "gradient norm", maximumGradientNorm,
      "a number from 0 on")
    try require((0..<1).contains(validationShare), "validation share", validationShare, "from 0 to below 1")
    try require((0...1).contains(targetPull), "--target-pull", targetPull, "from 0 to 1")
    try require((0..<1).contains(dropout), "--dropout", dropout, "from 0 to below 1")
    if case .targetShare(let share) = thresholdRule {
      try require(share > 0 && share <= 1, "target share", share, "above 0 and at most 1")
    }
    let (top, bottom) = (selfTraining.vulnerableShare, selfTraining.notVulnerableShare)
    try require(
      top > 0 && bottom >= 0 && top + bottom <= 1, "--self-training-shares", "\(top),\(bottom)",
      "above 0, and from 0, and together at most 1")
    let weights = [
      ("--alpha", objective.alpha), ("--beta", objective.beta), ("--gamma", objective.gamma),
      ("--lambda", objective.lambda), ("--theta", objective.theta), ("--teacher-weight", objective.teacher),
      ("--self-training-weight", selfTraining.weight),
    ]
    for (name, value) in weights {
      try require(value >= 0 && value.isFinite, name, value, "a number from 0 on")
    }
    for (name, value) in [
      ("--vat-epsilon", objective.perturbationEpsilon), ("--vat-xi", objective.perturbationXi),
    ] {
      try require(value > 0 && value.isFinite, name, value, "a number above 0")
    }
    try require(
      objective.inverseTwoSigmaSquared > 0 && objective.inverseTwoSigmaSquared.isFinite,
      "--inverse-two-sigma-squared",
      objective.inverseTwoSigmaSquared, "a number above 0")
  }

  /// The shape of each generator for a vocabulary of the given size.
  func generatorConfiguration(vocabularySize: Int) -> GeneratorConfiguration {
    GeneratorConfiguration(
      vocabularySize: vocabularySize, opcodeCount: Opcode.allCases.count,
      maximumStatements: maximumStatements, embeddingSize: embeddingSize, hiddenSize: hiddenSize,
      jointSize: jointSize, readOut: readOut, masksPadding: masksPadding, dropout: dropout)
  }
}

extension ClassBalance {
  /// Weight of a vulnerable function in the classification term; any other has 1.
  func vulnerableWeight(labels: [Bool]) -> Float {
    let vulnerable = labels.count(where: { $0 })
    let ratio = Float(labels.count - vulnerable) / Float(max(vulnerable, 1))
    switch self {
    case .natural: return 1
    case .weighted: return ratio
    case .squareRoot: return ratio.squareRoot()
    }
  }
}
