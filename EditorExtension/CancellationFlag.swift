import Foundation

/// Whether the user has cancelled the command; set and read on any thread.
final class CancellationFlag: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var value = false

  var isCancelled: Bool { lock.withLock { value } }

  func cancel() { lock.withLock { value = true } }
}
