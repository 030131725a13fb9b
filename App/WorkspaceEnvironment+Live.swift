import AppKit
import Core

extension WorkspaceEnvironment {
  /// What the workspace needs of this Mac.
  @MainActor static func live(notifications: NotificationCenterDelegate) -> WorkspaceEnvironment {
    WorkspaceEnvironment(
      notify: { title, text in notifications.post(title: title, text: text) },
      askToNotify: { notifications.ask() },
      openInEditor: { file, line in try await XcodeLauncher.open(file, line: line) },
      noteRecent: { NSDocumentController.shared.noteNewRecentDocumentURL($0) },
      editorFolder: { SharedModelFolder(bundle: .main)?.url },
      starterModel: { try StarterModel.load() })
  }
}
