import Testing

@testable import Core

@Suite struct StepChoiceTests {
  private func look(_ step: Int, precision: Double, distance: Float) -> EvaluationReport {
    var metrics = RankingMetrics(scores: [1, 0], labels: [true, false])
    metrics.averagePrecision = precision
    return EvaluationReport(
      step: step, validation: metrics, validationLoss: 1, meanDistance: distance, isBest: false,
      evaluationsWithoutImprovement: 0, terms: [:], discriminatorAccuracies: [:])
  }

  /// What the rule says of all looks must come out of those that were kept, after every look.
  @Test func keptLooksChooseAsAllOfThemWould() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      var (all, kept): ([EvaluationReport], [EvaluationReport]) = ([], [])
      for step in 1...30 {
        let new = look(
          step, precision: random.uniform(), distance: Float(0.1 + 3 * random.uniform()))
        all.append(new)
        let staying = StepRivals.staying(kept, beside: new)
        kept = staying.old.map { kept[$0] } + (staying.new ? [new] : [])
        let best = StepRivals.best(kept).map { kept[$0].step }
        #expect(best == StepRivals.best(all).map { all[$0].step })
      }
      #expect(kept.count < 20, "looks that are beaten go")
    }
  }

  @Test func anEarlierLookMayBeTheBestAgain() {
    // Errors 0.5 and 0.4, distances 1 and 1.2: the sums are 2.25 and 2.2. With a third distance of 0.5 they are 3.25 and 3.4.
    let looks = [look(1, precision: 0.5, distance: 1), look(2, precision: 0.6, distance: 1.2)]
    #expect(StepRivals.best(looks) == 1)
    #expect(StepRivals.best(looks + [look(3, precision: 0, distance: 0.5)]) == 0)
  }

  @Test func theMethodDecidesWhereSettingsLeaveItOpen() {
    let settings = TrainingSettings()
    #expect(settings.resolved(for: .ddan).stepChoice == .validation)
    #expect(settings.resolved(for: .selfSupervised).stepChoice == .distance)
    #expect(settings.resolved(for: .programGraph).graphRounds == 3)
    #expect(settings.resolved(for: .ddan).graphRounds == 0)
    var own = settings
    own.stepChoice = .distance
    own.graphRounds = 2
    #expect(own.resolved(for: .ddan).stepChoice == .distance)
    #expect(own.resolved(for: .vuld).stepChoice == .validation, "there is no target to be near")
    #expect(own.resolved(for: .programGraph).graphRounds == 2)
  }
}
