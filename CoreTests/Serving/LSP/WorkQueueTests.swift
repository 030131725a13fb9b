import Foundation
import Testing

@testable import Core

struct WorkQueueTests {
  private final class Log: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    func add(_ line: String) { lock.withLock { lines.append(line) } }
    var all: [String] { lock.withLock { lines } }
  }

  /// Looks that go on until they are let go.
  private struct Gate {
    private let semaphore = DispatchSemaphore(value: 0)
    func pass() { semaphore.wait() }
    func open(_ count: Int) { for _ in 0..<count { semaphore.signal() } }
  }

  @Test func aLongLookHoldsUpNoOtherDocument() {
    let (queue, log, gate, answered) = (WorkQueue(), Log(), Gate(), DispatchSemaphore(value: 0))
    defer { queue.close() }
    for document in ["a", "b", "c"] {
      queue.add(document, for: .look) {
        gate.pass()
        log.add("look \(document)")
      }
    }
    queue.add("d", for: .request) {
      log.add("request d")
      answered.signal()
    }
    answered.wait()
    #expect(log.all == ["request d"])
    gate.open(3)
    queue.waitUntilIdle()
    #expect(Set(log.all) == ["request d", "look a", "look b", "look c"])
  }

  @Test func theJobsOfADocumentAreDoneOneAfterTheOther() {
    let (queue, log, gate) = (WorkQueue(), Log(), Gate())
    defer { queue.close() }
    queue.add("a", for: .look) {
      gate.pass()
      log.add("look")
    }
    for number in 1...3 { queue.add("a", for: .request) { log.add("request \(number)") } }
    gate.open(1)
    queue.waitUntilIdle()
    // Requests come first where the look has not begun.
    #expect(log.all.filter { $0 != "look" } == ["request 1", "request 2", "request 3"])
    #expect(log.all.count == 4)
  }

  @Test func theDocumentThatWasTouchedLastComesFirst() {
    let (queue, log, gate) = (WorkQueue(lookLimit: 1), Log(), Gate())
    defer { queue.close() }
    let began = DispatchSemaphore(value: 0)
    queue.add("first", for: .look) {
      began.signal()
      gate.pass()
    }
    began.wait()
    for document in ["a", "b", "a"] { queue.add(document, for: .look) { log.add(document) } }
    gate.open(1)
    queue.waitUntilIdle()
    #expect(log.all == ["a", "b"])
  }

  /// Each job is taken in a step that does not depend on how many wait; a queue that looks through all takes minutes here.
  @Test func veryManyRequestsAreDoneInTheirOrder() {
    let (queue, log, gate) = (WorkQueue(), Log(), Gate())
    defer { queue.close() }
    queue.add("a", for: .request) { gate.pass() }
    for number in 0..<30_000 { queue.add("a", for: .request) { log.add("\(number)") } }
    queue.add("a", for: .look) { log.add("look") }
    gate.open(1)
    queue.waitUntilIdle()
    var expected: [String] = (0..<30_000).map { "\($0)" }
    expected.append("look")
    #expect(log.all == expected)
  }

  @Test(arguments: [0, 1, 2])
  func jobsAreDoneWithTheThreadsThatStart(_ count: Int) {
    let (starts, log) = (Log(), Log())
    let queue = WorkQueue { body in
      guard starts.all.count < count else { return false }
      starts.add("")
      return SystemThread.start(body)
    }
    defer { queue.close() }
    for number in 0..<20 {
      queue.add("\(number % 3)", for: number % 2 == 0 ? .look : .request) { log.add("\(number)") }
    }
    queue.waitUntilIdle()
    #expect(log.all.filter { (Int($0) ?? 0) % 2 == 1 }.count == 10)
  }
}
