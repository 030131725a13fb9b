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
