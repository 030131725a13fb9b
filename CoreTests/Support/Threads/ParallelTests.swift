import Foundation
import Testing

@testable import Core

private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var values: [Int] = []
  func add(_ value: Int) { lock.withLock { values.append(value) } }
  var sorted: [Int] { lock.withLock { values.sorted() } }
}

@Test func everyPieceRunsOnce() {
  let counter = Counter()
  Parallel.run((0..<37).map { index in { counter.add(index) } })
  #expect(counter.sorted == Array(0..<37))
}

@Test(arguments: [0, 1, 5, 64, 1000])
func rangesCoverEverythingOnce(count: Int) {
  let counter = Counter()
  Parallel.forRange(count, minimum: 3, multiple: 16) { range in for index in range { counter.add(index) } }
  #expect(counter.sorted == Array(0..<count))
}

@Test func nestedWorkSharesTheThreads() {
  let counter = Counter()
  Parallel.limited(to: 1) {
    Parallel.run((0..<4).map { _ in { counter.add(Parallel.availableThreads) } })
  }
  #expect(counter.sorted == [1, 1, 1, 1])
  let depth = Counter()
  Parallel.run(
    (0..<8).map { _ in
      {
        Parallel.run((0..<8).map { _ in { Parallel.run([{ depth.add(1) }, { depth.add(1) }]) } })
      }
    })
  #expect(depth.sorted.count == 128)
}

/// Where the system starts no thread, or only some, the work is done all the same.
@Test(arguments: [0, 1, 3])
func workIsDoneWithTheThreadsThatStart(_ count: Int) throws {
  let starts = Counter()
  let startThread: (@escaping @Sendable () -> Void) -> Bool = { body in
    guard starts.sorted.count < count else { return false }
    starts.add(0)
    return SystemThread.start(body)
  }
  let pool = WorkerPool(startThread: startThread)
  for _ in 0..<3 {
    let counter = Counter()
    pool.perform(9) { lane in
      // Nested work must not wait for threads that are all at work.
      pool.perform(4) { counter.add(lane * 4 + $0) }
    }
    #expect(counter.sorted == Array(0..<36))
  }
  let others = Counter()
  var results: [Int] = []
  try OrderedWork.run(
    count: 50, threads: 8,
    startThread: { body in
      guard others.sorted.count < count else { return false }
      others.add(0)
      return SystemThread.start(body)
    }, makeWorker: { { $0 * 2 } }, consume: { results.append($0) })
  #expect(results == (0..<50).map { $0 * 2 })
  #expect(others.sorted.count == count)
}
