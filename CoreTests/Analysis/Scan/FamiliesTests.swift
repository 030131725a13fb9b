import Testing

@testable import Core

struct FamiliesTests {
  private func ranked(
    _ functions: [CFunction], limit: Int?, _ families: ProjectRanking.Families = .together,
    suspectLimit: Int = 0, mended: MendedFunctions? = nil
  ) throws -> (findings: [Finding], ranking: ProjectRanking) {
    let detector = Detector(model: try StarterModel.load())
    var options = ProjectRanking.Options(limit: limit, suspectLimit: suspectLimit, threshold: 0)
    options.families = families
    options.mended = mended
    var ranking = ProjectRanking(detector: detector, options: options)
    var preparation = detector.preparation
    preparation.sketches = true
    try ranking.add(functions.map { preparation.prepare($0) })
    return (try ranking.finish(), ranking)
  }

  /// Three families of 4, 3 and 1.
  private var functions: [CFunction] {
    (0..<4).map { LikenessSketchTests.function("a\($0)", 0..<(30 + $0)) }
      + (0..<3).map { LikenessSketchTests.function("b\($0)", 35..<(64 + $0)) }
      + [LikenessSketchTests.function("c", 3..<10)]
  }

  @Test func functionsThatAreAlikeAreOneRow() throws {
    let (findings, ranking) = try ranked(functions, limit: nil)
    #expect(findings.map(\.rank) == [1, 2, 3])
    #expect(findings.map { $0.alike.count }.sorted() == [0, 2, 3])
    #expect(ranking.rowCount == 3)
    #expect(ranking.functionCount == 8)
    #expect(ranking.suspectCount == 8, "suspects are functions")
    for finding in findings {
      #expect(!finding.function.text.isEmpty)
      #expect(finding.alike.allSatisfy { $0.score <= finding.score && $0.function.text.isEmpty })
      #expect(finding.alike.allSatisfy { $0.function.name.first == finding.function.name.first })
    }
  }

  @Test func theFirstRowsAreFamiliesAndNotFunctions() throws {
    let all = try ranked(functions, limit: nil).findings
    let two = try ranked(functions, limit: 2).findings
    #expect(two.map(\.function) == all.prefix(2).map(\.function))
    #expect(two.map { $0.alike.map(\.function) } == all.prefix(2).map { $0.alike.map(\.function) })
  }

  @Test func eachIsARowWhenAskedFor() throws {
    let (findings, ranking) = try ranked(functions, limit: nil, .apart)
    #expect(findings.count == 8)
    #expect(findings.allSatisfy { $0.alike.isEmpty })
    let followers = findings.filter { $0.leader != nil }
    #expect(followers.count == 5, "each family has a first")
    for follower in followers {
      let first = try #require(findings.first { $0.rank == follower.leader })
      #expect(first.leader == nil && first.rank < follower.rank)
      #expect(first.function.name.first == follower.function.name.first)
    }
    #expect(ranking.rowCount == 8)
  }

  @Test func aTwinOfAFixedFunctionIsARowOfItsOwn() throws {
    let check = "  if (n > a) return 1;\n"
    let fix = MissedFix(function: "a0", file: "x.c", commit: "abc1234", subject: "check", date: 0)
    let before = LikenessSketchTests.function("a0", 0..<30)
    let after = LikenessSketchTests.function("a0", 0..<30, extra: check)
    let mended = MendedFunctions(
      [try #require(MendedFunctions.mended(fix, before: before, after: after))], upTo: "head")
    let (findings, ranking) = try ranked(
      [after, LikenessSketchTests.function("twin", 0..<30)], limit: 1, mended: mended)
    #expect(ranking.rowCount == 2)
    #expect(ranking.missedFixes.map(\.function.name) == ["twin"])
    #expect(ranking.missedFixes[0].missedFix == fix)
    #expect(findings.count == 1)
  }
}
