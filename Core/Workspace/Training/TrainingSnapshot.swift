/// All that is known of a run at one moment; a later one makes it superfluous.
public struct TrainingSnapshot: Hashable, Sendable {
  /// What is being done.
  public enum Phase: Hashable, Sendable {
    /// Projects are read and encoded.
    case reading
    /// Steps are taken.
    case training
    /// The unlabelled project is ranked with the new model: files and functions so far.
    case scanning(files: Int, functions: Int)

    /// The name shown.
    public var title: String {
      switch self {
      case .reading: "Reading the projects"
      case .training: "Training"
      case .scanning(let files, let functions): "Ranking: \(functions) functions in \(files) files"
      }
    }
  }

  /// What is being done.
  public var phase = Phase.reading
  /// The part of a training of several parts.
  public var part: String?
  /// Finished steps.
  public var step = 0
  /// The largest number of steps.
  public var maximumSteps = 0
  /// The figures of the last step.
  public var lastStep: StepReport?
  /// The best look at the validation set so far.
  public var best: EvaluationReport?
  /// The figures so far.
  public var curves = TrainingCurves()
  /// What was said so far.
  public var warnings: [String] = []
  /// Seconds of training, those of earlier sittings included.
  public var seconds = 0.0
  /// Seconds that are left if all steps are taken; nil before that can be told.
  public var secondsLeft: Double?

  /// Creates the snapshot before anything has happened.
  public init() {}

  /// What is being done, with the part of the training.
  public var title: String {
    guard phase == .training, let part else { return phase.title }
    return "\(phase.title): \(part)"
  }

  /// The share of the work that is done, 0...1; nil while it cannot be told.
  public var fraction: Double? {
    guard phase == .training, maximumSteps > 0 else { return nil }
    return min(1, Double(step) / Double(maximumSteps))
  }
}
