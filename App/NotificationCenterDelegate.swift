import AppKit
import UserNotifications

/// Tells of ended trainings.
@MainActor final class NotificationCenterDelegate: NSObject {
  private let presenter = BannerPresenter()

  override nonisolated init() {}

  /// Lets notifications show while the app is in front, too.
  func begin() {
    UNUserNotificationCenter.current().delegate = presenter
  }

  /// Asks for the permission; the system asks the user the first time only.
  func ask() {
    Task {
      // A "no" is no failure: nothing is shown then, which is what the user wants.
      _ = try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound])
    }
  }

  /// Shows a notification, if the user allows it.
  func post(title: String, text: String) {
    let identifier = UUID().uuidString
    Task {
      let content = UNMutableNotificationContent()
      content.title = title
      content.body = text
      let request = UNNotificationRequest(identifier: identifier, content: content, trigger: nil)
      try? await UNUserNotificationCenter.current().add(request)
    }
  }
}

/// Shows notifications as banners even while the app is in front.
private final class BannerPresenter: NSObject, UNUserNotificationCenterDelegate {
  func userNotificationCenter(
    _ center: UNUserNotificationCenter, willPresent notification: UNNotification
  ) async -> UNNotificationPresentationOptions {
    [.banner]
  }
}
