import Testing

@testable import Core

struct AgreedLabelsTests {
  @Test func onlyWhatAllRankingsAgreeOnGetsALabel() {
    let labels = AgreedLabels(
      rankings: [[9, 8, 3, 2, 1, 0], [9, 2, 8, 3, 0, 1]], vulnerableShare: 1 / 3, cleanShare: 0.5)
    #expect(labels.vulnerable == [0])
    #expect(labels.clean == [4, 5])
  }

  @Test func oneRankingAgreesWithItself() {
    let labels = AgreedLabels(rankings: [[0, 3, 1, 2]], vulnerableShare: 0.5, cleanShare: 0.25)
    #expect(
      labels
        == AgreedLabels(rankings: [[0, 3, 1, 2], [0, 3, 1, 2]], vulnerableShare: 0.5, cleanShare: 0.25))
    #expect(labels.vulnerable == [1, 3])
    #expect(labels.clean == [0])
  }

  @Test func withoutAgreementTheHighestOnAverageCounts() {
    let labels = AgreedLabels(
      rankings: [[4, 3, 1, 0], [0, 3, 1, 4]], vulnerableShare: 0.25, cleanShare: 0.75)
    #expect(labels.vulnerable == [1])
    #expect(labels.clean == [2])
  }

  @Test func noFunctionIsBoth() {
    let labels = AgreedLabels(rankings: [[1, 2]], vulnerableShare: 1, cleanShare: 1)
    #expect(labels.vulnerable == [0, 1])
    #expect(labels.clean.isEmpty)
  }
}
