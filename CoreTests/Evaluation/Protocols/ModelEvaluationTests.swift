import Testing

@testable import Core

struct ModelEvaluationTests {
  private let tiny = TinyPair()

  private func model(_ method: String = "linear", of project: LabeledProject) throws -> ModelFile {
    let job = try TrainingJob(
      labeled: [("one", project)], unlabeled: nil, method: method, settings: tiny.settings)
    return try #require(try job.run(shouldStop: { false }, onEvent: { _ in }).model)
  }

  @Test func aModelHasEveryFigureWithIntervalsBesideTheTrivialRankers() throws {
    let evaluation = try ModelEvaluation(project: ("other", tiny.target))
    #expect(evaluation.functionCount == 40 && evaluation.vulnerableCount == 10)
    let result = try #require(try evaluation.perform(model(of: tiny.labeled), resamples: 50))
    #expect(result.figures.map(\.ranker) == ["linear", "length", "random"])
    for figures in result.figures {
      #expect(Set(figures.perFunction.keys) == Set(Measure.allCases))
      let precision = try #require(figures.perFunction[.averagePrecision])
      let low = try #require(precision.low)
      #expect(low <= precision.value ?? .nan)
    }
    #expect(result.figures[2].perFunction[.areaUnderCurve]?.value == 0.5)
    #expect(result.verdict.hasPrefix("By average precision, linear (Linear n-gram ranker"))
    #expect(result.verdict.contains("longest first"))
  }

  @Test func itsFiguresAreThoseOfTheSameRunOnThePair() throws {
    var settings = tiny.settings
    settings.seed = 3
    let run = try EvaluationRun(
      pair: tiny.pair(), method: "linear", settings: settings, evaluationProtocol: .honest)
    let trained = try #require(try run.perform(trivial: TrivialRankers(), resamples: 5))
    let evaluation = try ModelEvaluation(project: ("other", tiny.target), labeled: [("one", tiny.labeled)])
    let model = try #require(trained.model)
    let result = try #require(try evaluation.perform(model, settings: settings, resamples: 5))
    for ranker in ["linear", "length", "tfidf-lr", "random"] {
      let (one, other) = (
        trained.record.figures(of: ranker), result.figures.first { $0.ranker == ranker }
      )
      #expect(one == other)
    }
    #expect(result.figures.last?.ranker == PairEvaluation.sourceOnlyName)
  }

  @Test func aTrivialRankerAsAModelStandsBesideTheOthersOnly() throws {
    let evaluation = try ModelEvaluation(project: ("other", tiny.target), labeled: [("one", tiny.labeled)])
    let trivial = try #require(
      try evaluation.perform(model("tfidf-lr", of: tiny.labeled), settings: tiny.settings, resamples: 5))
    #expect(trivial.figures.map(\.ranker) == ["tfidf-lr", "length", "random", "source-only"])
    let alone = try #require(
      try evaluation.perform(model("vuld", of: tiny.labeled), settings: tiny.settings, resamples: 5))
    #expect(alone.figures.map(\.ranker) == ["vuld", "length", "tfidf-lr", "random"])
  }

  @Test func aStopWhileLearningFromTheSourceAloneMeasuresNothing() throws {
    let evaluation = try ModelEvaluation(project: ("other", tiny.target), labeled: [("one", tiny.labeled)])
    #expect(
      try evaluation.perform(model(of: tiny.labeled), settings: tiny.settings, shouldStop: { true }) == nil)
  }

  @Test func whatAModelRemembersIsSaid() throws {
    let model = try model(of: tiny.labeled)
    #expect(
      try ModelEvaluation(project: ("one", tiny.labeled)).cautions(about: model).first?.contains(
        "learnt from the labels of one") == true)
    #expect(try ModelEvaluation(project: ("other", tiny.target)).cautions(about: model).isEmpty)
    let pair = try ModelEvaluation(project: ("other", tiny.target), labeled: [("one", tiny.labeled)])
    #expect(pair.cautions(about: model).isEmpty)
  }

  @Test func aProjectOfOneClassIsRefused() {
    let clean = LabeledProject(
      functions: tiny.target.functions.filter { $0.label == .notVulnerable }, source: "a test")
    #expect(throws: EvaluationError.oneClass(name: "clean", vulnerable: 0, notVulnerable: 30)) {
      try ModelEvaluation(project: ("clean", clean))
    }
  }
}
