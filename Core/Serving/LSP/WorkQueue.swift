import Foundation

/// Does jobs on a few threads of its own, some of them later.
///
/// The jobs of a document are done one after the other, those of other documents beside them. Requests, for whose
/// answer somebody waits, come before looks at documents, and the document that was touched last comes first. A look
/// takes the place of a waiting one at the same document, which is how edits are gathered; one thread is always left
/// to requests.
final class WorkQueue: @unchecked Sendable {
  /// What a job is for.
  enum Purpose { case request, look }

  private struct Job {
    let due: ContinuousClock.Instant
    let number: Int
    let document: String
    let purpose: Purpose
    let work: @Sendable () -> Void
  }

  /// What is left to do for a document.
  private struct Pending {
    /// The first ones may have been taken.
    private var requests: [Job] = []
    private var taken = 0
    var look: Job?
    /// Whether one of its jobs is being done.
    var isBusy = false

    var isDone: Bool { !isBusy && look == nil && nextRequest == nil }
    var nextRequest: Job? { taken < requests.count ? requests[taken] : nil }

    mutating func add(_ job: Job) {
      switch job.purpose {
      case .request: requests.append(job)
      case .look: look = job
      }
    }

    /// Takes a job that is its next request or its look. No request is moved often, however many wait.
    mutating func take(_ job: Job) {
      isBusy = true
      if job.purpose == .look { return look = nil }
      taken += 1
      if taken * 2 > requests.count {
        requests.removeFirst(taken)
        taken = 0
      }
    }
  }

  private let condition = NSCondition()
  private let lookLimit: Int
  private var threads = 0
  /// By document; none that is done.
  private var pending: [String: Pending] = [:]
  private var count = 0
  private var looks = 0
  private var isClosed = false

  /// Creates a queue.
  ///
  /// - Parameters:
  ///   - lookLimit: How many documents are looked at side by side.
  ///   - startThread: Starts a thread and says whether it could; without any, jobs are done where they are added.
  init(
    lookLimit: Int = 2,
    startThread: (@escaping @Sendable () -> Void) -> Bool = {
      SystemThread.start(name: "VulnAdapt: looks", $0)
    }
  ) {
    self.lookLimit = lookLimit
    for _ in 0...lookLimit {
      let isStarted = startThread { [weak self] in
        while let job = self?.next() {
          job.work()
          self?.finished(job)
        }
      }
      // Those that were started before it count them already.
      if isStarted { condition.withLock { threads += 1 } }
    }
  }

  /// Adds a job.
  ///
  /// - Parameters:
  ///   - document: What the job is about.
  ///   - purpose: What it is for.
  ///   - delay: How long a look waits.
  ///   - work: The job.
  func add(
    _ document: String, for purpose: Purpose, after delay: Duration = .zero,
    _ work: @escaping @Sendable () -> Void
  ) {
    let isLeftToCaller = condition.withLock {
      guard !isClosed else { return false }
      guard threads > 0 else { return true }
      count += 1
      pending[document, default: Pending()].add(
        Job(due: .now + delay, number: count, document: document, purpose: purpose, work: work))
      condition.broadcast()
      return false
    }
    if isLeftToCaller { work() }
  }

  /// Drops what waits and lets the threads end.
  func close() {
    condition.withLock {
      isClosed = true
      pending = pending.filter(\.value.isBusy).mapValues { _ in
        var busy = Pending()
        busy.isBusy = true
        return busy
      }
      condition.broadcast()
    }
  }

  /// Waits until nothing is left to do.
  func waitUntilIdle() {
    condition.withLock {
      while !pending.isEmpty { condition.wait() }
    }
  }

  private func next() -> Job? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if isClosed { return nil }
      // One thread alone must do everything.
      let mayLook = looks < min(lookLimit, max(1, threads - 1))
      let now = ContinuousClock.now
      var (request, look): (Job?, Job?)
      var nextDue: ContinuousClock.Instant?
      for entry in pending.values where !entry.isBusy {
        if let job = entry.nextRequest, job.number < request?.number ?? .max { request = job }
        guard mayLook, let job = entry.look else { continue }
        if job.due > now {
          nextDue = nextDue.map { min($0, job.due) } ?? job.due
        } else if job.number > look?.number ?? 0 {
          look = job
        }
      }
      if let job = request ?? look {
        pending[job.document]?.take(job)
        if job.purpose == .look { looks += 1 }
        return job
      }
      guard let nextDue else {
        condition.wait()
        continue
      }
      let wait = now.duration(to: nextDue)
      let seconds = Double(wait.components.seconds) + Double(wait.components.attoseconds) * 1e-18
      _ = condition.wait(until: Date(timeIntervalSinceNow: seconds))
    }
  }

  private func finished(_ job: Job) {
    condition.withLock {
      pending[job.document]?.isBusy = false
      if pending[job.document]?.isDone ?? false { pending[job.document] = nil }
      if job.purpose == .look { looks -= 1 }
      condition.broadcast()
    }
  }
}
