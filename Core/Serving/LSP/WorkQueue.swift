import Foundation

/// Does jobs one after the other on a thread of its own, some of them later.
///
/// A job with a key takes the place of a waiting job with the same key, which is how edits are gathered.
final class WorkQueue: @unchecked Sendable {
  private struct Job {
    var due: ContinuousClock.Instant
    var number: Int
    var key: String?
    var work: @Sendable () -> Void
  }

  private let condition = NSCondition()
  private var jobs: [Job] = []
  private var count = 0
  private var isBusy = false
  private var isClosed = false

  init() {
    let thread = Thread { [weak self] in
      while let work = self?.next() {
        work()
        self?.finished()
      }
    }
    // Secondary threads get 512 KB on macOS and 8 MB on Linux: the same on both, so that one stands for the other.
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Adds a job.
  func add(key: String? = nil, after delay: Duration = .zero, _ work: @escaping @Sendable () -> Void) {
    condition.withLock {
      guard !isClosed else { return }
      if let key { jobs.removeAll { $0.key == key } }
      count += 1
      jobs.append(Job(due: .now + delay, number: count, key: key, work: work))
      condition.broadcast()
    }
  }

  /// Drops what waits and lets the thread end.
  func close() {
    condition.withLock {
      isClosed = true
      jobs = []
      condition.broadcast()
    }
  }

  /// Waits until nothing is left to do.
  func waitUntilIdle() {
    condition.withLock {
      while !jobs.isEmpty || isBusy { condition.wait() }
    }
  }

  private func next() -> (@Sendable () -> Void)? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if isClosed { return nil }
      let first = jobs.indices.min { (jobs[$0].due, jobs[$0].number) < (jobs[$1].due, jobs[$1].number) }
      if let first {
        let wait = ContinuousClock.now.duration(to: jobs[first].due)
        if wait <= .zero {
          isBusy = true
          return jobs.remove(at: first).work
        }
        let seconds = Double(wait.components.seconds) + Double(wait.components.attoseconds) * 1e-18
        _ = condition.wait(until: Date(timeIntervalSinceNow: seconds))
      } else {
        condition.wait()
      }
    }
  }

  private func finished() {
    condition.withLock {
      isBusy = false
      condition.broadcast()
    }
  }
}
