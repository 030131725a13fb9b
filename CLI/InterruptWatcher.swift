import Dispatch
import Foundation

/// Notices Ctrl-C and the polite kill, so that long work can stop in order.
///
/// The first signal asks the work to stop; a second one ends the process at once.
final class InterruptWatcher: @unchecked Sendable {
  private let lock = NSLock()
  private var requested = false
  private var sources: [any DispatchSourceSignal] = []

  /// Starts watching; `onFirst` is called once, on a background queue.
  init(onFirst: @escaping @Sendable () -> Void) {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in
        guard let self else { return }
        if self.request() { onFirst() } else { exit(128 + number) }
      }
      source.resume()
      sources.append(source)
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }

  /// Whether a signal has come.
  var isRequested: Bool {
    lock.lock()
    defer { lock.unlock() }
    return requested
  }

  /// Notes a signal; true for the first.
  private func request() -> Bool {
    lock.lock()
    defer { lock.unlock() }
    defer { requested = true }
    return !requested
  }
}
