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

  private func training(_ method: AdaptationMethod) throws -> NetworkTraining {
    let split = SourceSplit(
      of: tiny.labeled.functions, validationShare: settings.validationShare, seed: settings.seed)
    return try NetworkTraining(
      TrainingInput(
        method: TrainingMethod(method), labeled: [("tiny", tiny.labeled)], unlabeled: target, split: split,
        settings: settings), method: method)
  }

  private func agreed() throws -> PseudoLabels {
    try #require(try training(.ddan).agreedLabels(shouldStop: { false }))
  }

  @Test func whatTheViewsAgreeOnBecomesLabels() throws {
    let labels = try agreed()
    #expect(!labels.vulnerable.isEmpty && !labels.notVulnerable.isEmpty)
    #expect(labels.vulnerable.allSatisfy { target.functions[$0].text.contains("memcpy") })
    #expect(labels.vulnerable.isDisjoint(with: labels.notVulnerable))
  }

  @Test func aMethodWithoutATargetReadsNoneOfIt() throws {
    let data = try training(.vuld).data
    #expect(data.target.isEmpty)
    #expect(data.vocabulary.count <= (try training(.ddan).data.vocabulary.count))
    var other = tiny.unlabeled.functions
    other.append(
      CFunction(
        file: "z.c", name: "z", signature: "int z(void)", range: other[0].range,
        text: "int z(void) { return memmove(0, 0, 0) == 0; }"))
    let job = try TrainingJob(
      labeled: [("tiny", tiny.labeled)], unlabeled: UnlabeledProject(name: "other", functions: other + other),
      method: "vuld", settings: settings)
    let model = try #require(try job.run().model)
    #expect(model.vocabulary.id(of: "memmove") == nil, "a word of the target alone")
    #expect(model.vocabulary.id(of: "memcpy") != nil)
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
      var data = try training(.dualGDDDAN).data
      data.pseudoLabels = try agreed()
      let trainer = try Trainer(data: data, method: .dualGDDDAN, settings: settings)
      _ = try trainer.run()
      return trainer.networks
    }
    func areEqual(_ networks: AdaptationNetworks) -> Bool {
      zip(networks.sourceGenerator.parameters, networks.targetGenerator.parameters)
        .allSatisfy { source, target in
          // A pull by the whole distance is rounded.
          zip(source.value.elements, target.value.elements).allSatisfy { abs($0 - $1) <= 1e-6 }
        }
    }
    #expect(areEqual(try networks(selfTrainingSteps: 0)))
    #expect(!areEqual(try networks(selfTrainingSteps: 4)))
  }
}
