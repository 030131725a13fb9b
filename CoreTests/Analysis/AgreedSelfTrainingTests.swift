import Testing

@testable import Core

/// Networks that learn from what the linear views agree on.
struct AgreedSelfTrainingTests {
  private let tiny = TinyProjects()
  /// The unlabelled project thirteen times over: enough functions to be adapted to.
  private var target: UnlabeledProject {
    UnlabeledProject(
      name: "other", functions: (0..<13).flatMap { _ in tiny.unlabeled.functions })
  }
  private var settings: TrainingSettings {
    var settings = tiny.settings
    settings.selfTraining.steps = 4
    settings.selfTraining.labels = .agreed
    return settings
  }

  private func run(_ method: AdaptationMethod, on target: UnlabeledProject) throws -> TrainingRun {
    let split = SourceSplit(
      of: tiny.labeled.functions, validationShare: settings.validationShare, seed: settings.seed)
    var run = try TrainingRun(
      labeled: [("tiny", tiny.labeled)], unlabeled: target, method: method, settings: settings, split: split)
    let input = TrainingInput(
      method: TrainingMethod(.ddan), labeled: [("tiny", tiny.labeled)], unlabeled: target, split: split,
      settings: settings)
    let isDone = run.agreeOnPseudoLabels(input, shouldStop: { false })
    #expect(isDone)
    return run
  }

  @Test func whatTheViewsAgreeOnBecomesLabels() throws {
    let labels = try #require(try run(.ddan, on: target).data.pseudoLabels)
    #expect(!labels.vulnerable.isEmpty && !labels.notVulnerable.isEmpty)
    #expect(labels.vulnerable.allSatisfy { target.functions[$0].text.contains("memcpy") })
    #expect(labels.vulnerable.isDisjoint(with: labels.notVulnerable))
  }

  @Test func aMethodWithoutATargetGetsNone() throws {
    #expect(try run(.vuld, on: target).data.pseudoLabels == nil)
  }

  @Test func stoppingWhileTheViewsVoteKeepsNothing() throws {
    let job = try TrainingJob(
      labeled: [("tiny", tiny.labeled)], unlabeled: target, method: "ddan", settings: settings)
    let result = try job.run(shouldStop: { true })
    #expect(result.model == nil && result.outcome == .interrupted)
  }

  @Test(arguments: [true, false])
  func aSmallProjectIsNotSelfTrainedOn(isSmall: Bool) throws {
    let job = try TrainingJob(
      labeled: [("tiny", tiny.labeled)], unlabeled: isSmall ? tiny.unlabeled : target, method: "ddan",
      settings: settings)
    var phases: [String] = []
    var warnings: [String] = []
    _ = try job.run(onEvent: {
      if case .entered(let phase, _) = $0 { phases.append(phase) }
      if case .warning(let text) = $0, text.contains("self-training") { warnings.append(text) }
    })
    #expect(phases.contains("self-training") == !isSmall)
    #expect(warnings.count == (isSmall ? 1 : 0))
    if isSmall { #expect(warnings[0].contains("24 functions")) }
  }

  @Test func aPulledTargetGeneratorIsFreeInSelfTraining() throws {
    func networks(selfTrainingSteps: Int) throws -> AdaptationNetworks {
      var settings = settings
      settings.targetPull = 1
      settings.selfTraining.steps = selfTrainingSteps
      let trainer = try Trainer(
        data: try run(.dualGDDDAN, on: target).data, method: .dualGDDDAN, settings: settings)
      _ = try trainer.run()
      return trainer.networks
    }
    func areEqual(_ networks: AdaptationNetworks) -> Bool {
      zip(networks.sourceGenerator.parameters, networks.targetGenerator.parameters)
        .allSatisfy { Array($0.value.elements) == Array($1.value.elements) }
    }
    #expect(areEqual(try networks(selfTrainingSteps: 0)))
    #expect(!areEqual(try networks(selfTrainingSteps: 4)))
  }
}
