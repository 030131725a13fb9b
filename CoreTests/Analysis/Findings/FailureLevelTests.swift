import Testing

@testable import Core

struct FailureLevelTests {
  @Test func aLevelSaysWhetherItIsAScoreOrACount() {
    #expect(FailureLevel("score:0") == .score(0))
    #expect(FailureLevel("count:1") == .count(1))
    #expect(FailureLevel("score:1") == .score(1))
    #expect(FailureLevel("score:.5") == .score(0.5))
  }

  @Test(arguments: [
    "", "x", "0", "1", "2", "0.9", "-1", "1.5", "nan", "inf", "count:0", "count:-1", "score:2", "5.0",
    "count:", "0x1", "1e0",
  ])
  func otherTextsAreRefused(_ text: String) { #expect(FailureLevel(text) == nil) }

  @Test func descriptionsAreReadBack() {
    for level in [FailureLevel.score(0.25), .score(1), .count(1), .count(12)] {
      #expect(FailureLevel(level.description) == level)
    }
  }
}
