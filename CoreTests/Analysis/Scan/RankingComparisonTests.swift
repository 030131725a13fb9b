import Testing

@testable import Core

struct RankingComparisonTests {
  @Test func ranksCountFromTheHighestScoreAndKeepTheOrderOfEqualOnes() {
    #expect(RankingComparison.ranks([0.5, 0.9, 0.5, 0.1]) == [2, 1, 3, 4])
    #expect(RankingComparison.ranks([]).isEmpty)
  }

  @Test func aModelAgreesWithItself() throws {
    let functions = try FunctionParser().parse(
      SourceText(
        "int f(int a) { return a; }\nint g(char *p) { strcpy(p, p); return 1; }\nvoid h(void) { for (;;) ; }\n"
      ),
      file: "a.c"
    ).functions
    let detector = Detector(model: try StarterModel.load())
    let comparison = try RankingComparison(functions, detector, detector)
    #expect(comparison.correlation == 1 && comparison.moved(limit: 5).isEmpty)
    #expect(comparison.common(inFirst: 2) == 2)
    #expect(try RankingComparison([], detector, detector).correlation == nil)
  }
}
