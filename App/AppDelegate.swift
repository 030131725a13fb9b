import AppKit
import Core

/// Keeps the process alive until a run under way is safe on disk.
@MainActor final class AppDelegate: NSObject, NSApplicationDelegate {
  lazy var launch = AppLaunch {
    try WorkspaceModel(environment: .live(notifications: self.notifications))
  }
  private let notifications = NotificationCenterDelegate()

  func applicationDidFinishLaunching(_ notification: Notification) {
    notifications.begin()
  }

  /// Takes what SwiftUI does not hand to a window: of several files opened at once, all but the first.
  func application(_ application: NSApplication, open urls: [URL]) {
    launch.open(urls)
  }

  func applicationShouldTerminate(_ sender: NSApplication) -> NSApplication.TerminateReply {
    guard let workspace = launch.workspace, workspace.training.isRunning else { return .terminateNow }
    Task {
      await workspace.quit()
      sender.reply(toApplicationShouldTerminate: true)
    }
    return .terminateLater
  }
}
