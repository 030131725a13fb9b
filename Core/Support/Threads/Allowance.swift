import Foundation

/// A number of things that threads may make together.
final class Allowance: @unchecked Sendable {
  private let lock = NSLock()
  private var left: Int

  /// Allows so many.
  init(_ count: Int) { left = count }

  /// Takes some of what is left; false where there were fewer.
  func take(_ count: Int) -> Bool {
    lock.withLock {
      left -= min(count, left + 1)
      return left >= 0
    }
  }
}
