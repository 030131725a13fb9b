import Testing

@testable import Core

struct ParityTrainingTests {
  private let labels = [true, false, false, true]

  private func look(_ scores: [Double]) -> ParityTraining.Look {
    ParityTraining.Look(scores: scores, labels: labels, step: 1)
  }

  @Test func theHigherF1Wins() {
    #expect(look([0.9, 0.1, 0.1, 0.6]).isBetter(than: look([0.9, 0.1, 0.1, 0.4])))
    #expect(!look([0.9, 0.1, 0.1, 0.4]).isBetter(than: look([0.9, 0.1, 0.1, 0.6])))
  }

  /// A classifier that has not reached one half anywhere must not be judged by its first steps.
  @Test func withoutSuspectsTheBetterOrderWins() {
    #expect(look([0.4, 0.1, 0.1, 0.3]).isBetter(than: look([0.1, 0.4, 0.3, 0.2])))
    #expect(!look([0.1, 0.1, 0.1, 0.1]).isBetter(than: look([0.1, 0.1, 0.1, 0.1])))
  }
}
