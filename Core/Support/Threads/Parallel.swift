import Foundation

/// Runs independent pieces of work on several threads.
///
/// Calls may nest: the threads are divided among the pieces, so work inside a piece that has one thread runs on
/// that thread. How the work is divided depends on the thread count alone, never on timing, so equal counts give
/// equal results.
public enum Parallel {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var setting = max(1, ProcessInfo.processInfo.activeProcessorCount)
  /// The threads that belong to the work running here; nil outside of any.
  @TaskLocal private static var share: Int?

  /// How many threads the process uses for its arithmetic; at first, one per active processor.
  public static var threadCount: Int {
    get {
      lock.lock()
      defer { lock.unlock() }
      return setting
    }
    set {
      lock.lock()
      defer { lock.unlock() }
      setting = max(1, newValue)
    }
  }

  /// How many threads work started here may use.
  static var availableThreads: Int { share ?? threadCount }

  /// Runs `body` with at most `count` threads for whatever it starts.
  public static func limited<Result>(to count: Int, _ body: () throws -> Result) rethrows -> Result {
    try $share.withValue(max(1, min(count, availableThreads)), operation: body)
  }

  /// Runs all pieces and returns when they have ended.
  public static func run(_ pieces: [@Sendable () -> Void]) {
    let available = availableThreads
    let lanes = min(available, pieces.count)
    if lanes <= 1 {
      for piece in pieces { piece() }
      return
    }
    WorkerPool.shared.perform(lanes) { lane in
      // The first lanes take what does not divide evenly.
      let threads = available / lanes + (lane < available % lanes ? 1 : 0)
      $share.withValue(threads) {
        for index in stride(from: lane, to: pieces.count, by: lanes) { pieces[index]() }
      }
    }
  }

  /// Cuts `0 ..< count` into one range per thread and runs `body` on each.
  ///
  /// - Parameters:
  ///   - count: The number of items.
  ///   - minimum: The smallest range worth a thread of its own.
  ///   - multiple: Ranges start at multiples of this number.
  ///   - body: The work; ranges never overlap.
  static func forRange(
    _ count: Int, minimum: Int = 1, multiple: Int = 1, _ body: @Sendable (Range<Int>) -> Void
  ) {
    guard count > 0 else { return }
    let lanes = max(1, min(availableThreads, count / max(1, minimum)))
    if lanes == 1 { return body(0..<count) }
    let size = ((count + lanes - 1) / lanes + multiple - 1) / multiple * multiple
    withoutActuallyEscaping(body) { body in
      run(
        stride(from: 0, to: count, by: size).map { start in { body(start..<min(start + size, count)) } })
    }
  }
}
