import Foundation
import Observation

/// The marks of all projects, shared by all windows.
@MainActor @Observable public final class TriageModel {
  /// Marks by project and fingerprint.
  public private(set) var marks: [String: [String: TriageState]] = [:]
  /// Grows with every change.
  public private(set) var version = 0

  private let store: WorkspaceStore
  private let notices: NoticesModel

  /// Creates the marks of a store; each project's are read when they are first needed.
  public init(store: WorkspaceStore, notices: NoticesModel) {
    self.store = store
    self.notices = notices
  }

  /// Reads a project's marks.
  func load(_ projectID: String) {
    notices.attempt {
      marks[projectID] = try store.triage(ofProject: projectID)
      version += 1
    }
  }

  /// The mark of a function; nil before it has one.
  public func state(of fingerprint: String, in projectID: String) -> TriageState? {
    marks[projectID]?[fingerprint]
  }

  /// Marks functions; nil takes their marks away.
  ///
  /// A mark is on disk before it is shown.
  public func mark(
    _ state: TriageState?, _ fingerprints: Set<String>, in projectID: String,
    undo: (any UndoRecording)? = nil
  ) {
    set(
      Dictionary(uniqueKeysWithValues: fingerprints.map { ($0, state) }), in: projectID,
      name: state.map { "Mark as \($0.title)" } ?? "Remove Mark", undo: undo)
  }

  private func set(
    _ states: [String: TriageState?], in projectID: String, name: String, undo: (any UndoRecording)?
  ) {
    let before = states.keys.map { ($0, self.state(of: $0, in: projectID)) }
    guard notices.attempt({ try store.setTriage(states, ofProject: projectID) }) else { return }
    for (fingerprint, state) in states { marks[projectID, default: [:]][fingerprint] = state }
    version += 1
    undo?.record(name) { [weak self, weak undo] in
      self?.set(Dictionary(uniqueKeysWithValues: before), in: projectID, name: name, undo: undo)
    }
  }
}
