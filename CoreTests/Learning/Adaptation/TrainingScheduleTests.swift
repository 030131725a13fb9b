import Testing

@testable import Core

struct TrainingScheduleTests {
  private func phases(_ method: AdaptationMethod, _ change: (inout TrainingSettings) -> Void = { _ in })
    -> [TrainingPhase]
  {
    var settings = TrainingSettings()
    change(&settings)
    return TrainingSchedule(method: method, settings: settings).phases
  }

  @Test func mostMethodsAdaptAndNoMore() {
    for method in AdaptationMethod.all where method.id != "dirt-t" {
      let phases = phases(method)
      #expect(phases.map(\.name) == ["adaptation"])
      #expect(phases[0].readsTarget == (method.id != "vuld"))
      #expect(phases[0].readsSource == (method.id != "distilled"))
    }
  }

  @Test func dirtTEndsOnTheTargetAlone() throws {
    let phases = phases(.dirtT)
    #expect(phases.map(\.name) == ["adaptation", "refinement"])
    let refinement = try #require(phases.last)
    #expect(!refinement.readsSource && refinement.readsTarget && refinement.teacherInterval == 20)
    #expect(refinement.terms.allSatisfy { $0.term.readsTarget })
    #expect(self.phases(.dirtT) { $0.refinementSteps = 0 }.map(\.name) == ["adaptation"])
  }

  @Test func aWarmStartTakesItsStepsFromTheAdaptation() {
    let phases = phases(.dualGDDDAN) {
      $0.targetStart = .warm
      $0.warmUpSteps = 40
      $0.maximumSteps = 100
    }
    #expect(phases.map(\.steps) == [40, 60])
    #expect(phases[0].terms.map(\.term.name) == ["classification"])
    #expect(self.phases(.vuld) { $0.targetStart = .warm }.count == 1)
  }

  @Test func selfTrainingAddsATermOfHalfWeight() throws {
    let phases = phases(.ddan) { $0.selfTraining.steps = 50 }
    #expect(phases.map(\.name) == ["adaptation", "self-training"])
    let term = try #require(phases[1].terms.last)
    #expect(term.term.name == "pseudo-label" && term.weight == 0.5)
  }
}

struct PseudoLabelsTests {
  @Test func theSurestFunctionsGetLabels() {
    let labels = PseudoLabels(
      scores: [0.1, 0.9, 0.5, 0.4, 0.2, 0.3, 0.05, 0.6, 0.7, 0.8], vulnerableShare: 0.2,
      notVulnerableShare: 0.5)
    #expect(
      (0..<10).map { labels[$0] } == [
        false, true, nil, false, false, false, false, nil, nil, true,
      ])
  }

  @Test func atLeastOneFunctionIsTakenForVulnerableAndNoneForBoth() {
    let labels = PseudoLabels(scores: [0.1, 0.2], vulnerableShare: 0.01, notVulnerableShare: 0.99)
    #expect(labels.vulnerable == [1] && labels.notVulnerable == [0])
    #expect(PseudoLabels(scores: [Float](), vulnerableShare: 0.05, notVulnerableShare: 0.7) == PseudoLabels())
  }
}
