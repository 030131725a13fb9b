import Testing

@testable import Core

struct EvaluationPairTests {
  private let tiny = TinyPair()

  @Test func aProjectWithoutFunctionsIsNamed() {
    let empty = LabeledProject(functions: [], source: "a test")
    #expect(throws: EvaluationError.emptyProject(name: "other")) {
      try EvaluationPair(labeled: [("one", tiny.labeled)], target: ("other", empty))
    }
    #expect(throws: EvaluationError.emptyProject(name: "one")) {
      try EvaluationPair(labeled: [("one", empty)], target: ("other", tiny.target))
    }
  }

  @Test func bothSidesNeedBothClasses() {
    for label in Label.allCases {
      var project = tiny.target
      for index in project.functions.indices { project.functions[index].label = label }
      let vulnerable = label == .vulnerable ? 40 : 0
      let error = { (name: String) in
        EvaluationError.oneClass(name: name, vulnerable: vulnerable, notVulnerable: 40 - vulnerable)
      }
      #expect(throws: error("other")) {
        try EvaluationPair(labeled: [("one", tiny.labeled)], target: ("other", project))
      }
      #expect(throws: error("one")) {
        try EvaluationPair(labeled: [("one", project)], target: ("other", tiny.target))
      }
    }
  }

  @Test func identicalProjectsAreRefusedWhateverTheirLabelsAndNames() {
    var same = tiny.labeled
    same.functions.reverse()
    same.functions[0].label = .vulnerable
    #expect(throws: EvaluationError.identicalProjects(labeled: "one", target: "copy")) {
      try EvaluationPair(labeled: [("one", tiny.labeled)], target: ("copy", same))
    }
  }

  @Test func parityNeedsBothClassesInItsTest() throws {
    var project = tiny.target
    for index in project.functions.indices {
      project.functions[index].label = index == 0 ? .vulnerable : .notVulnerable
    }
    let pair = try EvaluationPair(labeled: [("one", tiny.labeled)], target: ("other", project))
    let failing = (UInt64(0)..<20).filter { (try? TargetParts(of: pair, seed: $0)) == nil }
    let seed = try #require(failing.first)
    #expect(failing.count < 20)
    #expect(throws: EvaluationError.noParityTest(name: "other", seed: seed)) {
      try PairEvaluation(
        pair: pair, method: "vuld", settings: tiny.settings, evaluationProtocol: .parity, seeds: [seed])
    }
  }

  @Test func theOrderOfTheTargetDoesNotFollowItsLabels() throws {
    var sorted = tiny.target
    sorted.functions.sort { $0.label.rawValue > $1.label.rawValue }
    let pair = try EvaluationPair(labeled: [("one", tiny.labeled)], target: ("other", sorted))
    #expect(try pair.target.functions == tiny.pair().target.functions)
    #expect(pair.truth.functions.map(\.function) == pair.target.functions)
  }

  @Test func parityTestsOnAFifthThatTrainingDoesNotSee() throws {
    let pair = try tiny.pair()
    let parts = try TargetParts(of: pair, seed: 1)
    #expect(parts.test.count == 8)
    #expect(parts.training.count == 32)
    #expect(Set(parts.training).isDisjoint(with: parts.test.map { pair.truth.places[$0] }))
  }

  @Test func methodsAreSuggested() throws {
    let pair = try tiny.pair()
    #expect(throws: EvaluationError.unknownMethod(name: "dual-gd-dan", suggestion: "dual-gd-ddan")) {
      try EvaluationRun(
        pair: pair, method: "dual-gd-dan", settings: tiny.settings, evaluationProtocol: .honest)
    }
  }
}
