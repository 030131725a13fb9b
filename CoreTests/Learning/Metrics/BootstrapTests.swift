import Testing

@testable import Core

struct BootstrapTests {
  private let labels = (0..<200).map { $0 % 10 == 0 }
  private var functions: MeasuredFunctions {
    MeasuredFunctions(
      labels: labels, lengths: (0..<200).map { $0 % 7 }, lines: labels.map { _ in 5 }, groups: Array(0..<200))
  }

  private func noisy(_ signal: Double, seed: UInt64) -> RankedRuns.Run {
    var random = SeededGenerator(seed: seed)
    return RankedRuns.Run(scores: labels.map { ($0 ? signal : 0) + random.normal() }, suspectShare: 0.1)
  }

  @Test func intervalsHoldTheFigureAndShrinkWithMoreFunctions() throws {
    let ranker = RankedRuns(name: "a", runs: [noisy(1, seed: 1)])
    let result = Bootstrap(resamples: 200).measure([ranker], on: functions)
    let estimate = try #require(result.figures.first?.perFunction[.areaUnderCurve])
    let (low, value, high) = (
      try #require(estimate.low), try #require(estimate.value), try #require(estimate.high)
    )
    #expect(low < value && value < high)
    // Hanley and McNeil's standard error for 20 of 200 is about 0.05 here.
    #expect((0.08...0.4).contains(high - low))
  }

  @Test func aClearGainIsToldFromChance() throws {
    let rankers = [
      RankedRuns(name: "good", runs: [noisy(3, seed: 1), noisy(3, seed: 2)]),
      RankedRuns(name: "bad", runs: [noisy(0.3, seed: 3), noisy(0.3, seed: 4)]),
      RankedRuns(name: "same", runs: [noisy(0.3, seed: 5), noisy(0.3, seed: 6)]),
    ]
    let result = Bootstrap(resamples: 300).measure(rankers, on: functions)
    let gain = try #require(result.difference(of: "good", to: "bad"))
    #expect(gain.isClear && gain.difference > 0)
    #expect(try #require(gain.probability) >= 2 / 301.0)
    let loss = try #require(result.difference(of: "bad", to: "good"))
    #expect(loss.isClear && abs(loss.difference + gain.difference) < 1e-12)
    let tie = try #require(result.difference(of: "same", to: "bad"))
    #expect(!tie.isClear)
    #expect(result.difference(of: "good", to: "nobody") == nil)
  }

  @Test func aRankerIsNeverBetterThanItself() throws {
    let run = noisy(1, seed: 1)
    let result = Bootstrap(resamples: 100).measure(
      [RankedRuns(name: "a", runs: [run]), RankedRuns(name: "b", runs: [run])], on: functions)
    let difference = try #require(result.difference(of: "a", to: "b"))
    #expect(difference.difference == 0)
    #expect(difference.probability == 1)
  }

  @Test(arguments: [1, 5, 6]) func nothingIsSaidOfChanceWithFewGroups(_ count: Int) throws {
    let few = (0..<60).map { $0 < count }
    // Twins of the first one are no more groups.
    let groups = [Int](repeating: 0, count: 4) + Array(0..<60)
    let functions = MeasuredFunctions(
      labels: [true, true, true, true] + few, lengths: groups.map { _ in 1 }, lines: groups.map { _ in 1 },
      groups: groups)
    let best = RankedRuns(
      name: "best", runs: [.init(scores: functions.labels.map { $0 ? 1 : 0 }, suspectShare: 0.1)])
    let worst = RankedRuns(
      name: "worst", runs: [.init(scores: functions.labels.map { $0 ? 0 : 1 }, suspectShare: 0.1)])
    let result = Bootstrap(resamples: 200).measure([best, worst], on: functions)
    let gain = try #require(result.difference(of: "best", to: "worst"))
    let estimate = try #require(result.figures.first?.perFunction[.averagePrecision])
    #expect(gain.difference > 0.5 && estimate.value == 1)
    #expect(gain.isClear == (count == 6))
    #expect((gain.probability == nil) == (count < 6) && (gain.low == nil) == (count < 6))
    #expect((estimate.low == nil) == (count < 6))
    #expect(gain.chance.hasPrefix(count < 6 ? "fewer than 6 groups" : "p "))
  }

  @Test func groupsAreDrawnAsAWhole() throws {
    // Copies of a finding tell no more than one of them does.
    let groups = (0..<200).map { $0 % 10 == 0 ? $0 / 20 * 20 : $0 }
    let copies = MeasuredFunctions(
      labels: labels, lengths: labels.map { _ in 1 }, lines: labels.map { _ in 5 }, groups: groups)
    let scores = noisy(1, seed: 1).scores
    let ranker = RankedRuns(
      name: "a", runs: [RankedRuns.Run(scores: groups.map { scores[$0] }, suspectShare: 0.1)])
    func width(_ set: MeasuredFunctions) throws -> Double {
      let estimate = try #require(
        Bootstrap(resamples: 200).measure([ranker], on: set).figures.first?.perFunction[.areaUnderCurve])
      return try #require(estimate.high) - #require(estimate.low)
    }
    let (copied, single) = (try width(copies), try width(functions))
    #expect(copied > single)
  }

  @Test func drawsFollowFromTheSeedAlone() {
    let ranker = RankedRuns(name: "a", runs: [noisy(1, seed: 1), noisy(1, seed: 2)])
    let results = [1, 2].map { threads in
      Parallel.limited(to: threads) {
        Bootstrap(resamples: 50, seed: 9).measure([ranker], on: functions).figures
      }
    }
    #expect(results[0] == results[1])
  }
}
