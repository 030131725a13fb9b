/// A figure by training step, thinned so that it can be drawn and kept however long the run.
public struct TrainingCurve: Codable, Hashable, Sendable {
  /// The largest number of points kept.
  public static let limit = 400

  /// The steps, ascending.
  public private(set) var steps: [Int] = []
  /// The figures at these steps.
  public private(set) var values: [Float] = []
  /// Only every so many-th figure is kept.
  private var stride = 1
  private var waiting = 0

  /// Creates an empty curve.
  public init() {}

  /// Adds a figure; one that is not a number is left out, and figures of the same and later steps are replaced.
  public mutating func add(_ value: Float, at step: Int) {
    // A run that was killed goes on from a checkpoint that is older than what was kept of its curves.
    while let last = steps.last, last >= step {
      steps.removeLast()
      values.removeLast()
    }
    guard value.isFinite else { return }
    waiting += 1
    guard waiting >= stride else { return }
    waiting = 0
    steps.append(step)
    values.append(value)
    guard steps.count > Self.limit else { return }
    steps = Self.everyOther(steps)
    values = Self.everyOther(values)
    stride *= 2
  }

  /// The points in order.
  public var points: [(step: Int, value: Float)] { Array(zip(steps, values)).map { (step: $0, value: $1) } }

  private static func everyOther<Element>(_ elements: [Element]) -> [Element] {
    Swift.stride(from: 0, to: elements.count, by: 2).map { elements[$0] }
  }
}

/// The figures of a run by step, in the groups they are drawn in.
public struct TrainingCurves: Codable, Hashable, Sendable {
  /// Figures that share an axis.
  public enum Group: String, Codable, Sendable, CaseIterable, Identifiable {
    /// Objective terms.
    case losses
    /// Shares of domains that discriminators tell.
    case discriminators
    /// Ranking figures on the source validation set.
    case validation

    /// The group itself.
    public var id: Self { self }
    /// The name shown.
    public var title: String {
      switch self {
      case .losses: "Loss Terms"
      case .discriminators: "Discriminator Accuracy"
      case .validation: "Validation"
      }
    }
  }

  /// The curves by group and name.
  public private(set) var curves: [Group: [String: TrainingCurve]] = [:]

  /// Creates no curves.
  public init() {}

  /// The curves of a group in the order of their names.
  public func curves(of group: Group) -> [(name: String, curve: TrainingCurve)] {
    (curves[group] ?? [:]).sorted { $0.key < $1.key }.map { (name: $0.key, curve: $0.value) }
  }

  /// The last step that any curve has.
  public var lastStep: Int {
    curves.values.flatMap(\.values).compactMap(\.steps.last).max() ?? 0
  }

  /// Adds the figures of a step.
  mutating func add(_ report: StepReport) {
    for (name, value) in report.terms { add(value, .losses, name, report.step) }
    for (name, value) in report.discriminatorAccuracies { add(value, .discriminators, name, report.step) }
  }

  /// Adds the figures of a look at the validation set.
  mutating func add(_ report: EvaluationReport) {
    add(Float(report.validation.areaUnderCurve), .validation, "AUC", report.step)
    add(Float(report.validation.averagePrecision), .validation, "average precision", report.step)
  }

  private mutating func add(_ value: Float, _ group: Group, _ name: String, _ step: Int) {
    curves[group, default: [:]][name, default: TrainingCurve()].add(value, at: step)
  }
}
