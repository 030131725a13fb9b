import Core
import Observation

/// Opens the workspace once for all windows.
@MainActor @Observable final class AppLaunch {
  /// The workspace, or why it cannot be used.
  enum State {
    case ready(WorkspaceModel)
    case failed(String)
  }

  private(set) var state: State
  private let open: () throws -> WorkspaceModel

  init(open: @escaping () throws -> WorkspaceModel) {
    self.open = open
    state = Self.attempt(open)
  }

  /// The workspace, if it is open.
  var workspace: WorkspaceModel? {
    if case .ready(let workspace) = state { workspace } else { nil }
  }

  /// Tries once more, after another copy was quit or room was made.
  func tryAgain() { state = Self.attempt(open) }

  private static func attempt(_ open: () throws -> WorkspaceModel) -> State {
    do {
      let workspace = try open()
      workspace.startWatching()
      return .ready(workspace)
    } catch {
      return .failed(WorkspaceError.sentence(for: error))
    }
  }
}
