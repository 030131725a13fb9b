import Testing

@testable import Core

struct DatedLineTests {
  @Test(arguments: [
    ([1, 2, 3], [1, 2, 3]),
    // One clock goes back, forward, or cannot be read at the end.
    ([10, 20, 0, 30], [10, 20, 20, 30]),
    ([10, 20, 900, 30, 40], [10, 20, 20, 30, 40]),
    ([10, 20, 30, 0], [10, 20, 30, 30]),
    ([900, 10, 20, 30], [10, 10, 20, 30]),
    ([0, 0, 10, 10], [0, 0, 10, 10]),
    ([5], [5]),
  ])
  func oneWrongClockMovesNoOtherDate(_ claimed: [Int64], _ right: [Int64]) {
    #expect(DatedLine.corrected(claimed) == right)
  }

  private static let day = 86_400

  /// Commits of the days from 100 on, of which one claims another date.
  private func repository(wrong: [Int: Int]) throws -> (TemporaryRepository, [String]) {
    let repository = try TemporaryRepository()
    var commits = [try repository.commit("Start", ["a.c": cFunction("f", "a;")])]
    let start = 1_700_000_000
    for number in 1...6 {
      let date = wrong[number] ?? start + (100 + 10 * number) * Self.day
      commits.append(
        try repository.plant("Fix overflow", ["a.c": cFunction("f", "a + \(number);")], date: date))
    }
    return (repository, commits)
  }

  @Test(arguments: [0, 4_000_000_000]) func dateCutsStandWhereTheDatesAroundThemSay(_ date: Int) throws {
    let (repository, commits) = try repository(wrong: [3: date])
    let head = try #require(commits.last)
    let history = try repository.history(of: head)
    let start = 1_700_000_000 + 100 * Self.day
    for number in [1, 2, 4, 5] {
      let cut = BacktestCut(date: Int64(start + 10 * number * Self.day), in: history, of: head)
      // The commit of the wrong clock is as old as the one before.
      #expect(cut?.commit == commits[number == 2 ? 3 : number])
    }
    let cuts = BacktestCut.every(Int64(10 * Self.day), in: history, of: head)
    #expect(cuts.suffix(4).map(\.commit) == [1, 3, 4, 5].map { commits[$0] })
  }

  @Test func aHeadWithoutAReadableDateIsAsOldAsTheOneBefore() throws {
    let (repository, commits) = try repository(wrong: [6: 0])
    let evidence = try repository.evidence(at: commits[6])
    #expect(evidence.date == Int64(1_700_000_000 + 150 * Self.day))
    let past = try #require(evidence.evidence(path: "a.c", name: "f")?.function)
    #expect(past.recent(asOf: evidence.date) < 6, "older changes have an age")
  }
}
