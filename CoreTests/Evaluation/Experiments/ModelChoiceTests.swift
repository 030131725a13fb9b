import Testing

@testable import Core

struct ModelChoiceTests {
  private func record(seed: UInt64, validation: Double, f1: Double, settings: [String: String]) -> RunRecord {
    var record = RunFolderTests.record
    record.seed = seed
    record.settings = settings
    record.validationAveragePrecision = validation
    record.figures = [RankerFigures(ranker: "ddan", perFunction: [.f1: Estimate(f1)], perGroup: [:])]
    return record
  }

  private let stable = [[5.0, 4, 3, 2, 1, 0, 0, 0, 0, 0], [9.0, 4, 3, 2, 1, 0, 0, 0, 0, 0]]
  private let lucky = [[5.0, 4, 3, 2, 1, 0, 0, 0, 0, 0], [0.0, 4, 3, 2, 1, 0, 0, 0, 0, 9]]

  private func candidates() -> [ModelChoice.Candidate] {
    [
      .init(
        records: [
          record(seed: 1, validation: 0.9, f1: 0.2, settings: ["a": "1"]),
          record(seed: 2, validation: 0.9, f1: 0.8, settings: ["a": "1"]),
        ],
        scores: lucky),
      .init(
        records: [
          record(seed: 1, validation: 0.5, f1: 0.6, settings: ["a": "2"]),
          record(seed: 2, validation: 0.5, f1: 0.1, settings: ["a": "2"]),
        ],
        scores: stable),
    ]
  }

  @Test func agreementIsTheOverlapOfTheTops() {
    #expect(ModelChoice.agreement(of: stable) == 1)
    #expect(ModelChoice.agreement(of: lucky) == 0)
    #expect(ModelChoice.agreement(of: [stable[0]]) == nil)
  }

  @Test func honestChoicePrefersAnOrderThatIsNoMatterOfLuck() {
    #expect(ModelChoice.choose(candidates(), .honest)?.records.first?.settings == ["a": "2"])
  }

  @Test func honestChoiceDoesNotLookAtTargetFigures() {
    var turned = candidates()
    for index in turned.indices {
      for run in turned[index].records.indices { turned[index].records[run].figures = [] }
    }
    #expect(ModelChoice.choose(turned, .honest)?.records.first?.settings == ["a": "2"])
  }

  @Test func parityTakesTheBestTestFigureOfEachSeed() {
    let chosen = ModelChoice.choose(candidates(), .parity)?.records
    #expect(chosen?.map { $0.settings["a"] } == ["2", "1"])
  }
}
