// Apart from the tests: a file that imports Testing and AppKit asks for an overlay that Linux does not have.
import AppKit
import UserNotifications

@testable import Core
@testable import VulnAdapt

/// The app's delegate as the system asks it to quit.
@MainActor final class QuittingApp {
  private let delegate = AppDelegate()
  private let before = NSApplication.shared._replies.count

  init(workspace: WorkspaceModel) { delegate.launch = AppLaunch { workspace } }

  /// Whether the app ends right when it is asked to.
  func terminatesAtOnce() -> Bool { delegate.applicationShouldTerminate(.shared) == .terminateNow }

  /// What it says later; false when it says nothing within ten minutes.
  func reply() async -> Bool {
    for _ in 0..<60_000 {
      if NSApplication.shared._replies.count > before { return NSApplication.shared._replies[before] }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return false
  }
}

/// Asks for the permission to notify, as the start of a training does.
@MainActor func allowNotifications() async {
  NotificationCenterDelegate().ask()
  _ = try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert])
}

/// What was last shown in the Finder.
@MainActor var revealed: [URL] { NSWorkspace.shared._revealed }

/// What other programs would paste.
@MainActor var pasted: String? { NSPasteboard.general.string(forType: .string) }

/// What was shown after a notification was posted: title and text of each that is new.
@MainActor func notified(title: String, text: String) async -> [String] {
  let center = UNUserNotificationCenter.current()
  let before = center._shown.count
  NotificationCenterDelegate().post(title: title, text: text)
  for _ in 0..<60_000 where center._shown.count == before { try? await Task.sleep(for: .milliseconds(10)) }
  return center._shown.dropFirst(before).compactMap { request in
    (request.content as? UNMutableNotificationContent).map { "\($0.title): \($0.body)" }
  }
}

/// Does something while the dialog that asks where to write answers with a file.
@MainActor func saving<Result>(to file: URL?, _ work: () throws -> Result) rethrows -> Result {
  NSSavePanel._answer = file
  defer { NSSavePanel._answer = nil }
  return try work()
}

/// The name that the last dialog proposed.
@MainActor var proposedName: String? { NSSavePanel._proposals.last }
