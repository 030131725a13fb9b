import Foundation
import Observation

/// The runs and models screen: list, comparison, the extension's model, exports.
@MainActor @Observable public final class RunsModel {
  /// The runs, newest first.
  public private(set) var runs: [WorkspaceRun] = []
  /// The runs being looked at; two or more are compared.
  public var selection: Set<String> = []
  /// The run whose model the Xcode extension uses; nil for none.
  public internal(set) var editorRunID: String?
  /// Identifiers of the runs that have a model.
  private(set) var withModel: Set<String> = []

  let store: WorkspaceStore
  let environment: WorkspaceEnvironment
  let notices: NoticesModel
  static let editorName = "editor.run"

  /// Creates the screen of a workspace.
  public init(store: WorkspaceStore, environment: WorkspaceEnvironment, notices: NoticesModel) {
    self.store = store
    self.environment = environment
    self.notices = notices
  }

  /// Reads the list from the store.
  public func load() {
    notices.attempt {
      runs = try store.runs()
      withModel = Set(runs.map(\.id).filter(store.hasModel))
      editorRunID = try store.settings()[Self.editorName]
    }
  }

  /// Reads the list after a crash or a quit; says which runs can go on.
  func recover() {
    notices.attempt {
      for run in try store.recoverRuns() {
        notices.post(
          "\(run.name) was training when VulnAdapt ended. Resume it in Runs.", kind: .information)
      }
    }
    load()
  }

  /// The run with an identifier.
  public func run(_ id: String?) -> WorkspaceRun? { runs.first { $0.id == id } }

  /// Whether a run has a model.
  public func hasModel(_ run: WorkspaceRun) -> Bool { withModel.contains(run.id) }

  /// The runs with a model, newest first.
  public var usableRuns: [WorkspaceRun] { runs.filter(hasModel) }

  /// The runs being looked at, newest first.
  public var selectedRuns: [WorkspaceRun] { runs.filter { selection.contains($0.id) } }

  /// Shows a run as it is now.
  func update(_ run: WorkspaceRun) {
    if let index = runs.firstIndex(where: { $0.id == run.id }) {
      runs[index] = run
    } else {
      runs.insert(run, at: 0)
    }
    if store.hasModel(ofRun: run.id) { withModel.insert(run.id) }
  }

  /// Gives a run another name.
  public func rename(_ id: String, to name: String, undo: (any UndoRecording)? = nil) {
    let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
    guard var run = run(id), !name.isEmpty, name != run.name else { return }
    let previous = run.name
    run.name = name
    guard notices.attempt({ try store.save(run) }) else { return }
    update(run)
    undo?.record("Rename Run") { [weak self, weak undo] in self?.rename(id, to: previous, undo: undo) }
  }

  /// Takes a run off the list; its files are kept until the next start, so that this can be undone.
  public func remove(_ id: String, undo: (any UndoRecording)? = nil) {
    guard var run = run(id), run.state != .running else { return }
    run.removedAt = environment.now()
    guard notices.attempt({ try store.save(run) }) else { return }
    runs.removeAll { $0.id == id }
    selection.remove(id)
    undo?.record("Delete \(run.name)") { [weak self, weak undo] in self?.restore(run, undo: undo) }
  }

  private func restore(_ run: WorkspaceRun, undo: (any UndoRecording)?) {
    var run = run
    run.removedAt = nil
    guard notices.attempt({ try store.save(run) }) else { return }
    load()
    undo?.record("Delete \(run.name)") { [weak self, weak undo] in self?.remove(run.id, undo: undo) }
  }

}
