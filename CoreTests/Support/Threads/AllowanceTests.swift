import Foundation
import Testing

@testable import Core

@Test func anAllowanceIsTakenByAllThreadsTogetherAndStaysSpent() {
  let allowance = Allowance(1_000)
  let taken = parallelMap(Array(0..<400)) { _ in allowance.take(3) }
  #expect(taken.count { $0 } == 333)
  #expect(!allowance.take(.max) && !allowance.take(1))
}
