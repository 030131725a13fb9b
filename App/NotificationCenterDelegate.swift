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

  /// Shows a notification; asks for the permission the first time.
  func post(title: String, text: String) {
    let identifier = UUID().uuidString
    Task {
      let center = UNUserNotificationCenter.current()
      // Without a permission nothing is shown, which is what the user asked for.
      guard (try? await center.requestAuthorization(options: [.alert, .sound])) == true else { return }
      let content = UNMutableNotificationContent()
      content.title = title
      content.body = text
      let request = UNNotificationRequest(identifier: identifier, content: content, trigger: nil)
      try? await center.add(request)
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
