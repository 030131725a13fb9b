import Testing

@testable import Core

struct ProjectRankingTests {
  private func functions(_ detector: Detector) -> [PreparedFunction] {
    (0..<40).map { number in
      let function = DetectorTests.function(
        (0..<number % 7 + 1).map { "var1 = memcpy ( \($0 % 2 == 0 ? "<num>" : "x") ) ;" }.joined(
          separator: "\n"),
        name: "f\(number)")
      return detector.preparation.prepare(function)
    }
  }

  @Test func ranksByScoreThenByOrder() throws {
    let detector = Detector(model: try SampleModel.make(scale: 2))
    var ranking = ProjectRanking(detector: detector, options: .init(limit: nil, threshold: 0.5))
    try ranking.add(functions(detector))
    let findings = try ranking.finish()
    #expect(findings.map(\.rank) == Array(1...40))
    #expect(findings.map(\.score) == findings.map(\.score).sorted(by: >))
    for (first, second) in zip(findings, findings.dropFirst()) where first.score == second.score {
      #expect((Int(first.function.name.dropFirst()) ?? 0) < (Int(second.function.name.dropFirst()) ?? 0))
    }
    #expect(ranking.functionCount == 40)
    #expect(ranking.suspectCount == findings.filter(\.isSuspect).count)
    #expect(ranking.highestScore == findings[0].score)
  }

  @Test func keepsAndAttributesOnlyWhatWasAskedFor() throws {
    let detector = Detector(model: try SampleModel.make(scale: 2))
    var all = ProjectRanking(detector: detector, options: .init(limit: nil, threshold: 0.5))
    try all.add(functions(detector))
    var some = ProjectRanking(
      detector: detector, options: .init(limit: 5, attributedFindings: 2, statementLimit: 1, threshold: 0))
    for function in functions(detector) { try some.add([function]) }
    let findings = try some.finish()
    let first = try all.finish().prefix(5)
    #expect(findings.map(\.function) == first.map(\.function))
    #expect(findings.map { $0.statements.count <= 1 } == [true, true, true, true, true])
    #expect(findings[2...].allSatisfy { $0.statements.isEmpty })
    #expect(some.functionCount == 40)
    #expect(some.suspectCount == 40)
  }

  @Test func anEmptyProjectHasNoFindings() throws {
    var ranking = ProjectRanking(
      detector: Detector(model: try SampleModel.make()), options: .init(threshold: 0.5))
    #expect(try ranking.finish().isEmpty)
    #expect(ranking.highestScore == nil)
  }
}
