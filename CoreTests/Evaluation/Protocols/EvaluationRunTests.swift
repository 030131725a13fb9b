import Testing

@testable import Core

struct EvaluationRunTests {
  private let tiny = TinyPair()

  private func run(
    _ pair: EvaluationPair, _ method: String = "dual-gd-ddan", _ kind: EvaluationProtocol = .honest
  ) throws -> EvaluationRun {
    try EvaluationRun(pair: pair, method: method, settings: tiny.settings, evaluationProtocol: kind)
  }

  @Test func everyTargetFunctionIsScoredBesideTheTrivialRankers() throws {
    let result = try #require(try run(tiny.pair()).perform(trivial: TrivialRankers(), resamples: 20))
    #expect(result.scores.rankers == ["dual-gd-ddan", "length", "tfidf-lr", "random"])
    #expect(result.scores.rows(of: .target).count == 40)
    #expect(!result.scores.rows(of: .validation).isEmpty)
    #expect(result.record.figures.map(\.ranker) == result.scores.rankers)
    #expect(result.record.problem == nil)
    #expect(result.record.figures(of: "random")?.perFunction[.averagePrecision]?.value == 0.25)
    #expect(result.record.verdict.contains("longest first"))
    #expect(result.record.settings["seed"] == nil)
  }

  /// The heart of the honest protocol: other target labels, same scores and same choices.
  @Test func targetLabelsDoNotReachScoresOrThreshold() throws {
    var turned = tiny.target
    for index in turned.functions.indices {
      turned.functions[index].label = index % 3 == 0 ? .vulnerable : .notVulnerable
    }
    let other = try EvaluationPair(labeled: [("one", tiny.labeled)], target: ("other", turned))
    let results = try [tiny.pair(), other].map {
      try #require(try run($0).perform(trivial: TrivialRankers(), resamples: 5))
    }
    #expect(results[0].scores.rows.map(\.scores) == results[1].scores.rows.map(\.scores))
    #expect(results[0].rankers[0].runs[0].threshold == results[1].rankers[0].runs[0].threshold)
    #expect(results[0].record.step == results[1].record.step)
    #expect(results[0].record.figures != results[1].record.figures)
  }

  @Test func aModelWithNetworksPlacesBothProjectsInItsJointSpace() throws {
    let pair = try tiny.pair()
    let result = try #require(try run(pair).perform(trivial: TrivialRankers(), resamples: 5))
    let joint = try #require(try result.jointRepresentations(of: pair))
    #expect(joint.method == "dual-gd-ddan")
    #expect(joint.target.names.count == 40)
    #expect(joint.source.labels.contains(.vulnerable))
    let linear = try #require(try run(pair, "linear").perform(trivial: TrivialRankers(), resamples: 5))
    #expect(try linear.jointRepresentations(of: pair) == nil)
  }

  @Test func parityTakesTheBestLookAndIsMarked() throws {
    let run = try run(tiny.pair(), "vuld", .parity)
    let result = try #require(try run.perform(trivial: TrivialRankers(), resamples: 5))
    #expect(result.scores.rows(of: .target).count == 8)
    #expect(result.scores.rows(of: .validation).isEmpty)
    #expect(result.record.evaluationProtocol.isOracle)
    #expect(result.record.verdict.contains("oracle"))
    let looks = result.events.count { if case .evaluated = $0 { true } else { false } }
    #expect(looks == 2)
    // Trivial rankers get the best threshold on the test labels as well.
    let length = try #require(result.record.figures(of: "length")?.perFunction)
    #expect(length[.f1]?.value == length[.bestF1]?.value)
  }

  @Test(arguments: [EvaluationProtocol.honest, .parity])
  func aTrainingWithoutAModelIsNoFigure(kind: EvaluationProtocol) throws {
    var settings = tiny.settings
    settings.objective.beta = .greatestFiniteMagnitude
    let run = try EvaluationRun(
      pair: tiny.pair(), method: "ddan", settings: settings, evaluationProtocol: kind)
    #expect(throws: EvaluationError.noModel(label: "DDAN", seed: 1)) {
      try run.perform(trivial: TrivialRankers(), resamples: 5)
    }
  }

  @Test func idsFollowFromEverythingThatDecidesARun() throws {
    let pair = try tiny.pair()
    let first = try run(pair)
    #expect(try run(pair).id == first.id)
    var settings = tiny.settings
    settings.seed = 99
    var ids: Set = [first.id, try run(pair, "vuld").id, try run(pair, "dual-gd-ddan", .parity).id]
    ids.insert(
      try EvaluationRun(pair: pair, method: "dual-gd-ddan", settings: settings, evaluationProtocol: .honest)
        .id)
    settings = tiny.settings
    settings.objective.alpha = 0.5
    ids.insert(
      try EvaluationRun(pair: pair, method: "dual-gd-ddan", settings: settings, evaluationProtocol: .honest)
        .id)
    var labels = tiny.labeled
    labels.functions[1].label = .vulnerable
    ids.insert(try run(EvaluationPair(labeled: [("one", labels)], target: ("other", tiny.target))).id)
    #expect(ids.count == 6)
  }

  @Test func aStoppedRunGivesNothing() throws {
    #expect(
      try run(tiny.pair()).perform(trivial: TrivialRankers(), resamples: 5, shouldStop: { true }) == nil)
    #expect(
      try run(tiny.pair(), "vuld", .parity).perform(
        trivial: TrivialRankers(), resamples: 5, shouldStop: { true })
        == nil)
  }

  @Test func seedsArePooledBesideTheSourceAlone() throws {
    let evaluation = try PairEvaluation(
      pair: tiny.pair(), method: "ddan", settings: tiny.settings, evaluationProtocol: .honest, seeds: [1, 2])
    var finished: [Int] = []
    let result = try #require(
      try evaluation.perform(resamples: 20, onRun: { number, _ in finished.append(number) }))
    #expect(finished == [1, 2])
    #expect(result.figures.map(\.ranker) == ["ddan", "length", "tfidf-lr", "random", "source-only"])
    #expect(result.differences.map(\.baseline).contains("source-only"))
    #expect(result.verdict.contains("learning from the source alone"))
  }
}
