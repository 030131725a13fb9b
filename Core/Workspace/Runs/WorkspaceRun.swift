import Foundation
import GRDB

/// One training, from its start to its model; or a model that was trained elsewhere.
public struct WorkspaceRun: Codable, Hashable, Identifiable, Sendable, FetchableRecord, PersistableRecord {
  /// How a run stands.
  public enum State: String, Codable, Sendable, CaseIterable {
    /// It trains right now.
    case running
    /// The app was quit meanwhile; it can go on.
    case paused
    /// The user stopped it; its best model is kept, and it can go on.
    case cancelled
    /// All steps are done.
    case completed
    /// Validation stopped improving.
    case stoppedEarly
    /// A loss was not a number; the best model before is kept.
    case diverged
    /// It could not start or go on.
    case failed
    /// The model came from a file.
    case imported

    /// The name shown.
    public var title: String {
      switch self {
      case .running: "Training"
      case .paused: "Paused"
      case .cancelled: "Cancelled"
      case .completed: "Completed"
      case .stoppedEarly: "Stopped Early"
      case .diverged: "Diverged"
      case .failed: "Failed"
      case .imported: "Imported"
      }
    }
  }

  /// The table of runs.
  public static let databaseTableName = "run"

  /// Tells the run from all others.
  public var id: String
  /// The name shown.
  public var name: String
  /// When it was started or imported.
  public var createdAt: Date
  /// The method's identifier.
  public var method: String
  /// What was to be done; nil for an imported model.
  public var plan: TrainingPlan?
  /// How it stands.
  public var state: State
  /// A sentence about why it stands so; nil where the state says all.
  public var message: String?
  /// Finished steps.
  public var step: Int
  /// Seconds of training.
  public var seconds: Double
  /// Figures of its model by name; see ``ModelFile/metrics``.
  public var metrics: [String: Double]
  /// What was said while it trained.
  public var warnings: [String]
  /// Its figures by step, thinned.
  public var curves: TrainingCurves
  /// When it was removed from the list; its files are deleted at the next start.
  var removedAt: Date?

  /// Creates a run that has not begun.
  public init(id: String, name: String, createdAt: Date, method: String, plan: TrainingPlan?, state: State) {
    self.id = id
    self.name = name
    self.createdAt = createdAt
    self.method = method
    self.plan = plan
    self.state = state
    step = 0
    seconds = 0
    metrics = [:]
    warnings = []
    curves = TrainingCurves()
  }

  /// Whether it can go on from where it stopped.
  public var canResume: Bool { plan != nil && (state == .paused || state == .cancelled) }

  /// The finished steps in words, such as `600 steps`.
  public var stepCount: String { "\(counting: step, "step")" }
}

extension TrainingOutcome {
  /// The state of a run that ended so.
  func state(isQuitting: Bool) -> WorkspaceRun.State {
    switch self {
    case .completed: .completed
    case .stoppedEarly: .stoppedEarly
    case .interrupted: isQuitting ? .paused : .cancelled
    case .diverged: .diverged
    }
  }
}
