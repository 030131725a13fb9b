import Foundation

/// How well the classes' boundary in one domain's joint space serves the other domain (paper, Table 2).
///
/// A classifier C₁ is trained on the source's joint points and tested on the target's; C₂ the other way round. In a
/// joint space where the domains have met, both do well and alike. The measure reads the labels of both
/// projects: it explains a trained model and must never choose one.
///
/// Batches hold both classes in equal numbers, since a classifier of projects with few vulnerable functions would
/// otherwise call everything clean and still be right nearly always.
public struct BoundaryDistortion: Codable, Hashable, Sendable {
  /// What a classifier trained on one domain reaches on the other.
  struct Transfer: Codable, Hashable, Sendable {
    /// Share of functions told right, 0...1.
    var accuracy: Double
    /// Mean of the shares told right of each class, 0...1; guessing gives 0.5.
    var balancedAccuracy: Double
    /// Area under the ROC curve, 0...1.
    var areaUnderCurve: Double
    /// The accuracy of calling every function clean or every function vulnerable, whichever is better.
    var majorityShare: Double
  }

  /// C₁: trained on the source, tested on the target.
  var sourceToTarget: Transfer
  /// C₂: trained on the target, tested on the source.
  var targetToSource: Transfer

  /// The difference of the accuracies of C₁ and C₂, 0...1.
  var accuracyGap: Double { abs(sourceToTarget.accuracy - targetToSource.accuracy) }
  /// The difference of the balanced accuracies, 0...1.
  var balancedAccuracyGap: Double {
    abs(sourceToTarget.balancedAccuracy - targetToSource.balancedAccuracy)
  }

  /// How the classifiers are trained.
  public struct Settings: Codable, Hashable, Sendable {
    /// Widths of the hidden layers, as of a model's classifier.
    public var hiddenSizes = [300]
    /// Mini-batches of training.
    public var steps = 1000
    /// Functions in a mini-batch, half of each class.
    var batchSize = 64
    /// Adam's learning rate.
    var learningRate: Float = 1e-3
    /// Seed of the first weights and the order of functions.
    public var seed: UInt64 = 1

    /// Creates the usual settings.
    public init() {}
  }

  /// Joint points with their labels.
  public struct Domain: Sendable {
    /// Joint points z [n, Z].
    public var z: Matrix
    /// Whether each function is vulnerable.
    public var labels: [Bool]

    /// Creates a domain.
    ///
    /// - Precondition: there is one label a row.
    public init(z: Matrix, labels: [Bool]) {
      precondition(z.rows == labels.count, "one label for each point")
      self.z = z
      self.labels = labels
    }
  }

  /// Trains and tests both classifiers.
  ///
  /// - Throws: ``BoundaryDistortionError`` when a class is missing or a number is not finite.
  public init(source: Domain, target: Domain, settings: Settings = Settings()) throws(BoundaryDistortionError)
  {
    for (domain, name) in [(source, "source"), (target, "target")] {
      guard domain.labels.contains(true), domain.labels.contains(false) else {
        throw .oneClassOnly(domain: name, isVulnerable: domain.labels.contains(true))
      }
      guard domain.z.isFinite else { throw .notFinite(domain: name) }
    }
    guard source.z.columns == target.z.columns else {
      throw .widthsDiffer(source: source.z.columns, target: target.z.columns)
    }
    (sourceToTarget, targetToSource) = Parallel.both(
      { Self.transfer(from: source, to: target, settings) },
      { Self.transfer(from: target, to: source, settings) })
  }

  private static func transfer(from own: Domain, to other: Domain, _ settings: Settings) -> Transfer {
    // One thread: how a product is divided among threads can change its last bits.
    let logits = Parallel.limited(to: 1) { train(on: own, settings).forward(other.z).output }
    let leads = (0..<logits.rows).map { Double(logits[$0, 1]) - Double(logits[$0, 0]) }
    let counts = ThresholdMetrics(scores: leads, labels: other.labels, threshold: 0)
    let right = Double(counts.truePositives + counts.trueNegatives) / Double(leads.count)
    let rate = Double(other.labels.count { $0 }) / Double(leads.count)
    return Transfer(
      accuracy: right, balancedAccuracy: (counts.recall + 1 - counts.falsePositiveRate) / 2,
      areaUnderCurve: RankingMetrics(scores: leads, labels: other.labels).areaUnderCurve,
      majorityShare: max(rate, 1 - rate))
  }

  private static func train(on domain: Domain, _ settings: Settings) -> MLP {
    var random = SeededGenerator(seed: settings.seed)
    let classifier = MLP(
      inputSize: domain.z.columns, hiddenSizes: settings.hiddenSizes, outputSize: 2, namePrefix: "C_",
      using: &random)
    let adam = Adam(classifier.parameters, learningRate: settings.learningRate)
    let half = max(1, settings.batchSize / 2)
    let classes = [false, true].map { label in domain.labels.indices.filter { domain.labels[$0] == label } }
    var samplers = classes.enumerated().map { number, members in
      BatchSampler(
        count: members.count, batchSize: half, seed: settings.seed, stream: UInt64(number + 1) << 40)
    }
    let batch = Matrix(rows: 2 * half, columns: domain.z.columns)
    let labels = (0..<2 * half).map { $0 >= half }
    let gradient = Matrix(rows: 2 * half, columns: 2)
    for step in 0..<settings.steps {
      for (number, members) in classes.enumerated() {
        for (place, index) in samplers[number].indices(ofStep: step).enumerated() {
          batch.row(number * half + place).update(from: domain.z.row(members[index]), count: batch.columns)
        }
      }
      let pass = classifier.forward(batch)
      gradient.fill(0)
      _ = CrossEntropy.evaluate(
        logits: pass.output, labels: labels, classWeights: (1, 1), weight: 1, into: gradient)
      classifier.parameters.zeroGradients()
      classifier.backward(pass, gradientOfOutput: gradient)
      adam.step()
    }
    return classifier
  }
}

/// Why boundary distortion could not be measured.
public enum BoundaryDistortionError: ExplainedError, Equatable {
  /// A domain has functions of one class only, or none at all.
  case oneClassOnly(domain: String, isVulnerable: Bool)
  /// A domain's points hold NaN or an infinity.
  case notFinite(domain: String)
  /// The domains' points have different numbers of coordinates.
  case widthsDiffer(source: Int, target: Int)

  /// A finished sentence that says what to do next.
  public var explanation: ErrorExplanation {
    switch self {
    case .oneClassOnly(let domain, let isVulnerable):
      .init(
        "Boundary distortion needs vulnerable and clean functions in both projects, but the \(domain) has no "
          + (isVulnerable ? "clean" : "vulnerable") + " one with a label.",
        next: "Check its labels.")
    case .notFinite(let domain):
      .init(
        "A joint point of the \(domain) is not a finite number.",
        next: "Train the model again with a lower learning rate.")
    case .widthsDiffer(let source, let target):
      .init(
        "The source's joint points have \(source) coordinates and the target's \(target): they come from different "
          + "models.",
        next: "Write both with one model.")
    }
  }
}
