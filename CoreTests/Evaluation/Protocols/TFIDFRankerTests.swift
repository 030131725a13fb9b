import Testing

@testable import Core

struct TFIDFRankerTests {
  @Test(arguments: TFIDFRanker.Tokens.allCases)
  func whatLooksLikeVulnerableFunctionsComesFirst(tokens: TFIDFRanker.Tokens) throws {
    let projects = TinyProjects()
    let ranker = try TFIDFRanker(training: projects.labeled.functions, tokens: tokens)
    let scores = ranker.scores(of: projects.unlabeled.functions)
    let metrics = RankingMetrics(scores: scores, labels: (0..<24).map { $0 % 3 == 0 })
    #expect(metrics.averagePrecision == 1)
  }

  @Test func structuralTokensLeaveOutHeadAndNames() throws {
    let function = TinyProjects().labeled.functions[1].function
    let raw = TokenSequence.raw.tokens(of: function)
    #expect(raw.prefix(3) == ["int", "f1", "("])
    #expect(raw.contains("<num>"))
    let structural = TokenSequence.structural.tokens(of: function)
    #expect(structural.first == "var2")
    #expect(!structural.contains("f1"))
    #expect(structural.contains("var2"))
  }

  @Test func oneClassAloneIsRefused() {
    let functions = TinyProjects().labeled.functions.filter { $0.label == .vulnerable }
    #expect(throws: TrainingError.missingClass(vulnerable: 8, notVulnerable: 0)) {
      try TFIDFRanker(training: functions, tokens: .raw)
    }
  }
}
