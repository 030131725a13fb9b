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
    var due: ContinuousClock.Instant
    var number: Int
    var document: String
    var purpose: Purpose
    var work: @Sendable () -> Void

    /// The order in which jobs that are due are taken.
    func comesBefore(_ other: Job) -> Bool {
      if purpose != other.purpose { return purpose == .request }
      return purpose == .request ? number < other.number : number > other.number
    }
  }

  private let condition = NSCondition()
  private let lookLimit: Int
  private var threads = 0
  private var jobs: [Job] = []
  private var count = 0
  private var busyDocuments: Set<String> = []
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
  ///   - delay: How long to wait before it.
  ///   - work: The job.
  func add(
    _ document: String, for purpose: Purpose, after delay: Duration = .zero,
    _ work: @escaping @Sendable () -> Void
  ) {
    let isLeftToCaller = condition.withLock {
      guard !isClosed else { return false }
      guard threads > 0 else { return true }
      if purpose == .look { jobs.removeAll { $0.document == document && $0.purpose == .look } }
      count += 1
      jobs.append(
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
      jobs = []
      condition.broadcast()
    }
  }

  /// Waits until nothing is left to do.
  func waitUntilIdle() {
    condition.withLock {
      while !jobs.isEmpty || !busyDocuments.isEmpty { condition.wait() }
    }
  }

  private func next() -> Job? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if isClosed { return nil }
      // One thread alone must do everything.
      let mayLook = looks < min(lookLimit, max(1, threads - 1))
      let possible = jobs.indices.filter {
        !busyDocuments.contains(jobs[$0].document) && (mayLook || jobs[$0].purpose == .request)
      }
      let now = ContinuousClock.now
      let due = possible.filter { jobs[$0].due <= now }
      if let index = due.min(by: { jobs[$0].comesBefore(jobs[$1]) }) {
        let job = jobs.remove(at: index)
        busyDocuments.insert(job.document)
        if job.purpose == .look { looks += 1 }
        return job
      }
      guard let next = possible.map({ jobs[$0].due }).min() else {
        condition.wait()
        continue
      }
      let wait = now.duration(to: next)
      let seconds = Double(wait.components.seconds) + Double(wait.components.attoseconds) * 1e-18
      _ = condition.wait(until: Date(timeIntervalSinceNow: seconds))
    }
  }

  private func finished(_ job: Job) {
    condition.withLock {
      busyDocuments.remove(job.document)
      if job.purpose == .look { looks -= 1 }
      condition.broadcast()
    }
  }
}
