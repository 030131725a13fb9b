import Foundation
import RealModule
import Testing

@testable import Core

@Test func theSequenceIsThatOfItsDefinition() {
  // xoshiro256** on the first four outputs of SplitMix64, computed with a separate program.
  var zero = SeededGenerator(seed: 0)
  #expect(
    (0..<4).map { _ in zero.next() } == [
      0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0, 0x6AA594F1262D2D2C,
    ])
  var other = SeededGenerator(seed: 42)
  #expect(
    (0..<4).map { _ in other.next() } == [
      0x15780B2E0C2EC716, 0x6104D9866D113A7E, 0xAE17533239E499A1, 0xECB8AD4703B360A1,
    ])
}

@Test func aSavedStateContinuesTheSequence() throws {
  var generator = SeededGenerator(seed: 7)
  for _ in 0..<100 { _ = generator.next() }
  var copy = try JSONDecoder().decode(SeededGenerator.self, from: JSONEncoder().encode(generator))
  #expect((0..<20).map { _ in copy.normal() } == (0..<20).map { _ in generator.normal() })
}

@Test(arguments: ["[]", "[1, 2, 3]", "[0, 0, 0, 0]", "\"state\""])
func aBrokenStateIsRefused(text: String) {
  #expect(throws: DecodingError.self) {
    try JSONDecoder().decode(SeededGenerator.self, from: Data(text.utf8))
  }
}

@Test func drawsHaveTheirDistributions() {
  var generator = SeededGenerator(seed: 1)
  let count = 20_000
  let normal = (0..<count).map { _ in generator.normal() }
  let mean = normal.reduce(0, +) / Double(count)
  #expect(mean.isApproximatelyEqual(to: 0, absoluteTolerance: 0.03))
  let meanSquare = normal.map { $0 * $0 }.reduce(0, +) / Double(count)
  #expect(meanSquare.isApproximatelyEqual(to: 1, absoluteTolerance: 0.05))
  let uniform = (0..<count).map { _ in generator.uniform(in: -2...4) }
  #expect(uniform.allSatisfy { -2 <= $0 && $0 <= 4 })
  let uniformMean = uniform.reduce(0, +) / Float(count)
  #expect(uniformMean.isApproximatelyEqual(to: 1, absoluteTolerance: 0.05))
  var counts = [0, 0, 0]
  for _ in 0..<count { counts[generator.next(below: 3)] += 1 }
  #expect(counts.allSatisfy { abs($0 - count / 3) < 300 })
  #expect(generator.permutation(of: 50).sorted() == Array(0..<50))
}
