import Foundation
import Testing

@testable import Core

struct TrainingJobTests {
  @Test func everyMethodIsListedOnceAndFound() {
    let ids = TrainingMethod.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(AdaptationMethod.all.allSatisfy { TrainingMethod.named($0.id) != nil })
    #expect(
      TrainingMethod.all.allSatisfy { !$0.summary.isEmpty && !$0.title.isEmpty && !$0.citation.isEmpty })
  }

  @Test(arguments: TrainingMethod.all.map(\.id)) func everyMethodGivesAModelThatScores(id: String) throws {
    let projects = TinyProjects()
    let result = try projects.job(id).run()
    #expect(result.outcome == .completed)
    let model = try #require(result.model)
    #expect(model.method == id)
    #expect(model.provenance.seed == 3)
    #expect(model.provenance.labeled.first?.vulnerableCount == 8)
    let scores = try Detector(model: model).scores(of: projects.unlabeled.functions)
    #expect(scores.count == 24)
    #expect(scores.allSatisfy { (0...1).contains($0) })
  }

  @Test func aSmallTargetIsNotAdaptedToAndThatIsSaid() throws {
    let projects = TinyProjects()
    var warnings: [String] = []
    let adapted = try projects.job("linear-adapted").run(onEvent: {
      if case .warning(let text) = $0 { warnings.append(text) }
    })
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("24 functions") == true)
    let alone = try projects.job("linear").run()
    let functions = projects.unlabeled.functions
    #expect(
      try Detector(model: #require(adapted.model)).scores(of: functions)
        == Detector(model: #require(alone.model)).scores(of: functions))
  }

  @Test func whatHasNothingToReadIsRefused() throws {
    let projects = TinyProjects()
    func job(_ method: String, _ change: (inout TrainingSettings) -> Void) throws {
      var settings = projects.settings
      change(&settings)
      _ = try TrainingJob(
        labeled: [("tiny", projects.labeled)], unlabeled: projects.unlabeled, method: method,
        settings: settings)
    }
    for method in ["ddan", "distilled"] {
      #expect(throws: TrainingError.noPairs) { try job(method) { $0.objective.pairs = 0.5 } }
    }
    #expect(throws: Never.self) {
      try job("distilled") {
        $0.objective.pairs = 0.5
        $0.distillation.teachers = 0
      }
    }
    #expect(throws: TrainingError.noDataFlow) {
      try job("program-graph") { $0.normalisation.identifierStyle = .merged }
    }
    #expect(throws: TrainingError.noDataFlow) {
      try job("vuld") {
        $0.normalisation.identifierStyle = .words
        $0.graphRounds = 1
      }
    }
    #expect(throws: Never.self) { try job("program-graph") { _ in } }
  }

  @Test func exemplarsAreKeptUnlessTheModelIsToBeGivenAway() throws {
    var job = try TinyProjects().job("linear")
    #expect(try job.run().model?.exemplars?.entries.count == 8)
    job.keepsExemplars = false
    #expect(try job.run().model?.exemplars == nil)
  }

  @Test func whatIsWrongIsSaidBeforeAnyTraining() {
    let projects = TinyProjects()
    #expect(throws: TrainingError.unknownMethod("magic", known: TrainingMethod.all.map(\.id))) {
      try projects.job("magic")
    }
    #expect(throws: TrainingError.emptyTarget) {
      try TrainingJob(
        labeled: [("a", projects.labeled)], unlabeled: nil, method: "ddan", settings: projects.settings)
    }
    let clean = LabeledProject(
      functions: projects.labeled.functions.filter { $0.label == .notVulnerable }, source: "a test")
    let split = SourceSplit(
      of: clean.functions, validationShare: projects.settings.validationShare, seed: projects.settings.seed)
    #expect(throws: TrainingError.missingClass(vulnerable: 0, notVulnerable: split.training.count)) {
      try TrainingJob(labeled: [("a", clean)], unlabeled: nil, method: "vuld", settings: projects.settings)
    }
  }

  @Test func aStopLeavesACheckpointThatLeadsToTheUnbrokenModel() throws {
    let projects = TinyProjects()
    let folder = try TemporaryFolder()
    var job = try projects.job("dual-gd-ddan")
    let unbroken = try job.run().model
    job.checkpoint = folder.url.appendingPathComponent("run.vulncheckpoint")
    let steps = Counter()
    let stopped = try job.run(shouldStop: { steps.next() > 3 })
    #expect(stopped.outcome == .interrupted)
    let resumed = try job.run(resume: true)
    #expect(resumed.outcome == .completed)
    #expect(resumed.model == unbroken)
  }

  /// What a function is for, to learn from or to measure with, is tied to a checkpoint as its text and label are.
  @Test func aCheckpointIsRefusedWhenLabelsOrRolesChange() throws {
    let projects = TinyProjects()
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("run.vulncheckpoint")
    func job(_ functions: [LabeledFunction]) throws -> TrainingJob {
      var job = try TrainingJob(
        labeled: [("tiny", LabeledProject(functions: functions, source: "a test"))],
        unlabeled: projects.unlabeled, method: "ddan", settings: projects.settings)
      job.checkpoint = file
      return job
    }
    let functions = projects.labeled.functions
    let first = try job(functions)
    let steps = Counter()
    #expect(try first.run(shouldStop: { steps.next() > 3 }).outcome == .interrupted)

    var relabelled = functions
    relabelled[0].label = .notVulnerable
    var related = functions
    // A function that is learnt from joins one that is measured with.
    for number in [first.split.training[0], first.split.validation[0]] { related[number].cve = "CVE-2020-1" }
    var paired = functions
    for number in [0, 1] { paired[number].pair = "one" }
    #expect(try job(related).split != first.split)
    for changed in [related, paired] {
      #expect(LabeledProject(functions: changed, source: "a test").dataHash == projects.labeled.dataHash)
    }
    for changed in [relabelled, related, paired] {
      #expect(throws: TrainingError.foreignCheckpoint(file: file.path, difference: "other data")) {
        try job(changed).run(resume: true)
      }
    }
    var named = functions
    named[0].cve = "CVE-2020-2"
    #expect(try job(named).run(resume: true).outcome == .completed)
  }

  @Test func aPairsNameThatHoldsALineEndIsNoTwoPairs() {
    func digest(_ pairs: [String?]) -> String {
      let functions = pairs.map {
        LabeledFunction(function: makeFunction("int f(void) { return 1; }"), label: .vulnerable, pair: $0)
      }
      var random = SeededGenerator(seed: 1)
      let split = SourceSplit(labels: [true, true], keys: [[], []], validationShare: 0, using: &random)
      return TrainingInput(
        method: TrainingMethod.all[0],
        labeled: [("a", LabeledProject(functions: functions, source: "a test"))],
        split: split, settings: TrainingSettings()
      ).rolesDigest
    }
    let lists: [[String?]] = [
      ["a\n", "b"], ["a", "\nb"], ["a", nil], [nil, "a"], ["", nil], [nil, nil],
    ]
    #expect(Set(lists.map(digest)).count == lists.count)
  }

  @Test func theSplitIsTheSameForEveryMethod() throws {
    let projects = TinyProjects()
    let splits = try TrainingMethod.all.map { try projects.job($0.id).split }
    #expect(Set(splits).count == 1)
    #expect(splits[0].training.count + splits[0].validation.count == 24)
  }
}

/// Counts calls from any thread.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0
  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}
