import Testing

@testable import Core

struct ReadingCurveTests {
  @Test func aFunctionIsFoundWhenItIsReadAsAWhole() {
    let curve = ReadingCurve(scores: [3, 2, 1], isWanted: [false, true, true], costs: [10, 100, 10])
    for (budget, found) in [(0, 0), (10, 0), (60, 0), (109.9, 0), (110, 1), (119, 1), (120, 2), (900, 2)]
      as [(Double, Double)]
    {
      #expect(curve.found(within: budget) == found, "\(budget)")
    }
  }

  @Test func equalScoresAreReadInARandomOrder() {
    let curve = ReadingCurve(
      scores: [3, 2, 2, 1], isWanted: [true, true, false, true], costs: [10, 10, 10, 10])
    for (budget, found) in [(10, 1), (20, 1.5), (30, 2), (35, 2), (40, 3)] as [(Double, Double)] {
      #expect(curve.found(within: budget) == found, "\(budget)")
    }
  }
}
