import Core
import Foundation
import Observation

/// Opens the workspace once for all windows.
@MainActor @Observable final class AppLaunch {
  /// The workspace, or why it cannot be used.
  enum State {
    case ready(WorkspaceModel)
    case failed(String)
  }

  private(set) var state: State
  /// Files that were opened and that no window has taken yet.
  private(set) var opened: [URL] = []
  private let openWorkspace: () throws -> WorkspaceModel

  init(open: @escaping () throws -> WorkspaceModel) {
    openWorkspace = open
    state = Self.attempt(open)
  }

  /// The workspace, if it is open.
  var workspace: WorkspaceModel? {
    if case .ready(let workspace) = state { workspace } else { nil }
  }

  /// Keeps files for the next window that can take them.
  func open(_ urls: [URL]) { opened += urls.filter(\.isFileURL) }

  /// Hands the kept files over.
  func takeOpened() -> [URL] {
    defer { opened = [] }
    return opened
  }

  /// Tries once more, after another copy was quit or room was made.
  func tryAgain() { state = Self.attempt(openWorkspace) }

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
