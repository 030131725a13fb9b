import AppKit
import Core

extension WorkspaceEnvironment {
  /// What the workspace needs of this Mac.
  @MainActor static func live(notifications: NotificationCenterDelegate) -> WorkspaceEnvironment {
    WorkspaceEnvironment(
      notify: { title, text in notifications.post(title: title, text: text) },
      openInEditor: { file, line in try XcodeLauncher.open(file, line: line) },
      editorFolder: { SharedModelFolder(bundle: .main)?.url },
      starterModel: { try StarterModel.load() })
  }
}

/// Opens files in Xcode at a line.
enum XcodeLauncher {
  /// What `xed` is called with.
  static func arguments(file: URL, line: Int) -> [String] {
    ["--line", String(line), file.path]
  }

  @MainActor static func open(_ file: URL, line: Int) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xed")
    process.arguments = arguments(file: file, line: line)
    try process.run()
  }
}
