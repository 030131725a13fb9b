// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Stands in for UserNotifications: the declarations the app uses. Nothing is shown.
import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
  public static let sound = UNAuthorizationOptions(rawValue: 2)
  public static let alert = UNAuthorizationOptions(rawValue: 4)
}

public struct UNNotificationPresentationOptions: OptionSet, Sendable {
  public let rawValue: UInt
  public init(rawValue: UInt) { self.rawValue = rawValue }
  public static let banner = UNNotificationPresentationOptions(rawValue: 16)
}

open class UNNotificationContent: NSObject {}

open class UNMutableNotificationContent: UNNotificationContent {
  open var title = ""
  open var body = ""
}

open class UNNotificationTrigger: NSObject {}

open class UNNotificationRequest: NSObject {
  public let identifier: String
  public let content: UNNotificationContent
  public let trigger: UNNotificationTrigger?
  public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
    (self.identifier, self.content, self.trigger) = (identifier, content, trigger)
  }
}

open class UNNotification: NSObject {}

public protocol UNUserNotificationCenterDelegate: NSObjectProtocol {
  func userNotificationCenter(
    _ center: UNUserNotificationCenter, willPresent notification: UNNotification
  ) async -> UNNotificationPresentationOptions
}

open class UNUserNotificationCenter: NSObject {
  private static let shared = UNUserNotificationCenter()
  open class func current() -> UNUserNotificationCenter { shared }
  open weak var delegate: (any UNUserNotificationCenterDelegate)?
  open func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool {
    _lock.withLock { _isAllowed = true }
    return true
  }
  open func add(_ request: UNNotificationRequest) async throws {
    // Without the permission nothing is shown, as on a Mac before the user was asked.
    _lock.withLock { if _isAllowed { _requests.append(request) } }
  }
  private let _lock = NSLock()
  private var _requests: [UNNotificationRequest] = []
  private var _isAllowed = false
  /// What was asked to be shown.
  public var _shown: [UNNotificationRequest] { _lock.withLock { _requests } }
}
