import Foundation

/// Threads that wait for numbered lanes of work, so that short work costs no start of a thread.
///
/// The calling thread takes lanes as well, so work gets done where the system starts no thread at all, only slower;
/// what a lane does depends on its number alone.
final class WorkerPool: @unchecked Sendable {
  /// The threads of the process.
  static let shared = WorkerPool(startThread: { SystemThread.start($0) })
  /// How many threads wait and work at most.
  static let threadLimit = 512

  private let startThread: (@escaping @Sendable () -> Void) -> Bool
  private let condition = NSCondition()
  // The state below is read and written under the condition's lock.
  private var jobs: [Job] = []
  private var waitingThreads = 0
  private var threads = 0
  private var nextAttempt = ContinuousClock.now

  /// Creates a pool; `startThread` says whether it could.
  init(startThread: @escaping (@escaping @Sendable () -> Void) -> Bool) {
    self.startThread = startThread
  }

  /// Runs lanes 0 ..< count and returns when all have ended.
  func perform(_ count: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      let job = Job(count, body)
      condition.lock()
      jobs.append(job)
      let missing = count - 1 - waitingThreads
      for _ in 0..<min(count - 1, waitingThreads) { condition.signal() }
      condition.unlock()
      if missing > 0 { startThreads(missing) }
      while let lane = claim(job) {
        job.run(lane)
        job.finish()
      }
      job.wait()
    }
  }

  private func startThreads(_ count: Int) {
    condition.lock()
    defer { condition.unlock() }
    // A system that has just refused is not asked again at once: work is shared out thousands of times a second.
    guard ContinuousClock.now >= nextAttempt else { return }
    for _ in 0..<min(count, Self.threadLimit - threads) {
      guard startThread({ [self] in work() }) else {
        nextAttempt = .now + .seconds(1)
        return
      }
      threads += 1
    }
  }

  private func work() {
    condition.lock()
    while true {
      guard let job = jobs.last, let lane = next(of: job) else {
        waitingThreads += 1
        condition.wait()
        waitingThreads -= 1
        continue
      }
      condition.unlock()
      job.run(lane)
      job.finish()
      condition.lock()
    }
  }

  private func claim(_ job: Job) -> Int? {
    condition.lock()
    defer { condition.unlock() }
    return next(of: job)
  }

  /// Takes a lane; the caller holds the lock.
  private func next(of job: Job) -> Int? {
    guard job.claimed < job.count else { return nil }
    job.claimed += 1
    if job.claimed == job.count { jobs.removeAll { $0 === job } }
    return job.claimed - 1
  }

  private final class Job: @unchecked Sendable {
    let count: Int
    private var body: (@Sendable (Int) -> Void)?
    /// Lanes that somebody has taken; under the pool's lock.
    var claimed = 0
    private let condition = NSCondition()
    private var finished = 0

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    // A call of its own, so that nothing holds the closure once a lane has ended.
    @inline(never)
    func run(_ lane: Int) { body?(lane) }

    func finish() {
      condition.lock()
      finished += 1
      if finished == count { condition.signal() }
      condition.unlock()
    }

    /// Waits until all lanes have ended, and lets go of the closure: a thread may hold the job a little longer.
    func wait() {
      condition.lock()
      while finished < count { condition.wait() }
      condition.unlock()
      body = nil
    }
  }
}
