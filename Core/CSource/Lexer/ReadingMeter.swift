import Foundation

/// Counts the bytes that are cut into tokens as a whole, so that tests see how often a text is read.
final class ReadingMeter: @unchecked Sendable {
  /// The meter of the present task, if it has one.
  @TaskLocal static var current: ReadingMeter?

  private let lock = NSLock()
  private var count = 0

  /// The bytes that were cut into tokens since the meter was made.
  var byteCount: Int { lock.withLock { count } }

  func note(_ bytes: Int) { lock.withLock { count += bytes } }
}
