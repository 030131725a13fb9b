import Testing

@testable import Core

@Test func hitsAndFalseAlarmsAreCountedFromTheTop() throws {
  let scores = (0..<30).map { Double(30 - $0) }
  let labels = (0..<30).map { [2, 9, 15, 29].contains($0) }
  let row = try #require(RankerComparison(rankers: [("model", scores)], labels: labels).rows.first)
  #expect(row.hits[10] == 2)
  #expect(row.hits[20] == 3)
  #expect(row.initialFalseAlarms == 2)
}

@Test func tiesCountAsTheyWouldInRandomOrder() throws {
  let labels = (0..<40).map { $0 < 10 }
  let comparison = RankerComparison(
    rankers: [("all equal", [Double](repeating: 1, count: 40))], labels: labels)
  let (equal, random) = (comparison.rows[0], comparison.rows[1])
  #expect(equal.hits == random.hits)
  #expect(equal.areaUnderCurve == random.areaUnderCurve)
  #expect(abs(equal.initialFalseAlarms - random.initialFalseAlarms) < 1e-12)
}

@Test func theTableAlignsItsColumns() {
  let comparison = RankerComparison(rankers: [("a", [1, 0])], labels: [true, false])
  let lines = comparison.table.split(separator: "\n").dropFirst()
  #expect(Set(lines.map(\.count)).count == 1)
}
