import Foundation

/// Runs work that computes or waits for long on a thread of its own.
///
/// The threads that Swift's tasks share must not be held up, and the main thread least of all.
func onOwnThread<Value: Sendable>(
  _ name: String, _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let isStarted = SystemThread.start(name: "VulnAdapt: " + name) {
      continuation.resume(with: Result(catching: work))
    }
    if !isStarted { continuation.resume(throwing: NoThreadLeft()) }
  }
}

/// A wish to stop that any thread may make and see.
final class StopRequest: @unchecked Sendable {
  private let lock = NSLock()
  private var isMade = false

  /// Makes the wish.
  func make() { lock.withLock { isMade = true } }

  /// Whether it was made.
  var wasMade: Bool { lock.withLock { isMade } }
}
