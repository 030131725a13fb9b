import Foundation

/// Numbered pieces of work done on several threads, with results handed over in order.
enum OrderedWork {
  /// Runs pieces 0 ..< count.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - threads: How many threads work; fewer do where the system starts no more.
  ///   - startThread: Starts a thread and says whether it could.
  ///   - makeWorker: Makes, on each thread, what does a piece; it is used on that thread only.
  ///   - consume: Takes each result on the calling thread, in order.
  /// - Throws: The first error of a piece, in order, or of `consume`; work not yet begun is dropped.
  static func run<Result: Sendable>(
    count: Int, threads: Int,
    startThread: (@escaping @Sendable () -> Void) -> Bool = { SystemThread.start($0) },
    makeWorker: @escaping @Sendable () throws -> (Int) throws -> Result,
    consume: (Result) throws -> Void
  ) throws {
    guard count > 0 else { return }
    let queue = Queue<Result>(count: count, window: threads * 16)
    let group = DispatchGroup()
    var started = 0
    if threads > 1, count > 1 {
      for _ in 0..<min(threads, count) {
        group.enter()
        let isStarted = startThread {
          queue.work(makeWorker)
          group.leave()
        }
        if !isStarted {
          group.leave()
          break
        }
        started += 1
      }
    }
    if started == 0 {
      let worker = try makeWorker()
      for index in 0..<count { try consume(worker(index)) }
      return
    }
    defer {
      queue.cancel()
      group.wait()
    }
    for index in 0..<count { try consume(queue.result(index)) }
  }

  private final class Queue<Result: Sendable>: @unchecked Sendable {
    private let count: Int
    private let window: Int
    private let condition = NSCondition()
    private var next = 0
    private var consumed = 0
    private var isCancelled = false
    private var results: [Int: Swift.Result<Result, any Error>] = [:]

    init(count: Int, window: Int) {
      self.count = count
      self.window = window
    }

    func work(_ makeWorker: () throws -> (Int) throws -> Result) {
      let worker = Swift.Result { try makeWorker() }
      while let index = take() {
        let result = Swift.Result { try worker.get()(index) }
        condition.lock()
        results[index] = result
        condition.broadcast()
        condition.unlock()
      }
    }

    private func take() -> Int? {
      condition.lock()
      defer { condition.unlock() }
      while !isCancelled, next < count, next >= consumed + window { condition.wait() }
      guard !isCancelled, next < count else { return nil }
      next += 1
      return next - 1
    }

    func result(_ index: Int) throws -> Result {
      condition.lock()
      defer { condition.unlock() }
      while true {
        if let result = results.removeValue(forKey: index) {
          consumed = index + 1
          condition.broadcast()
          return try result.get()
        }
        condition.wait()
      }
    }

    func cancel() {
      condition.lock()
      isCancelled = true
      condition.broadcast()
      condition.unlock()
    }
  }
}
