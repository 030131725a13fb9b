import Testing

@testable import Core

struct RunPlotsTests {
  private func steps(_ count: Int, discriminators: [String] = ["source", "target"]) -> [StepReport] {
    (1...max(1, count)).prefix(count).map { step in
      StepReport(
        step: step, terms: ["classification": 1 / Float(step), "manifold": 0.01], discriminatorLoss: 1.3,
        discriminatorAccuracies: Dictionary(uniqueKeysWithValues: discriminators.map { ($0, 0.6) }),
        gradientNorm: 2)
    }
  }

  private let evaluation = EvaluationReport(
    step: 40, validation: RankingMetrics(scores: [2, 1, 3], labels: [true, false, true]), validationLoss: 0.4,
    isBest: true, evaluationsWithoutImprovement: 0, terms: [:], discriminatorAccuracies: [:])

  @Test func everyTermHasAPanelAndClassificationIsFirst() {
    let sheet = TrainingPlots(steps: steps(500), evaluations: [evaluation]).losses
    #expect(
      sheet.charts.map(\.title) == [
        "classification", "manifold", "discriminators", "gradient norm before clipping",
        "source validation: loss", "source validation: ranking",
      ])
    // The best step is marked in all of them.
    #expect(
      sheet.charts.allSatisfy { chart in
        chart.marks.contains { if case .rule(x: 40) = $0.shape { true } else { false } }
      })
    #expect(sheet.file.utf8.count < 100_000)
  }

  @Test func methodsWithoutDiscriminatorsHaveNoPlotOfThem() {
    var steps = steps(3, discriminators: [])
    #expect(TrainingPlots(steps: steps, evaluations: []).discriminators == nil)
    steps = self.steps(3)
    let sheet = TrainingPlots(steps: steps, evaluations: []).discriminators
    #expect(sheet?.charts.first?.marks.map(\.name).filter { !$0.isEmpty } == ["source", "target"])
  }

  @Test func aRunWithoutStepsGivesEmptyPlots() {
    let plots = TrainingPlots(steps: [], evaluations: [])
    #expect(plots.losses.file.contains("nothing to show"))
    #expect(plots.discriminators == nil)
  }

  @Test func lossesThatAreNotNumbersAreLeftOut() {
    var steps = steps(5)
    steps[2].terms["classification"] = .nan
    steps[3].gradientNorm = .infinity
    let text = TrainingPlots(steps: steps, evaluations: []).losses.file
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  @Test func curvesNameEveryRankerWithItsFigure() {
    let labels = [true, false, true, false]
    let plots = RankingPlots(
      rankers: [("ddan", [4, 3, 2, 1]), ("length", [1, 2, 3, 4])], labels: labels, domain: "target")
    #expect(plots.receiverOperating.marks.map(\.name) == ["ddan 0.750", "length 0.250", "random 0.500"])
    #expect(plots.precisionRecall.marks.map(\.name) == ["ddan 0.833", "length 0.500", "random 0.500"])
    #expect(plots.precisionRecall.subtitle.contains("2 of 4 functions are vulnerable"))
  }

  @Test func oneClassOnlyGivesCurvesThatSayNothing() {
    let plots = RankingPlots(rankers: [("ddan", [1, 2])], labels: [false, false], domain: "target")
    #expect(plots.precisionRecall.marks.first?.name == "ddan –")
    #expect(plots.curves.file.contains("<svg"))
    let none = RankingPlots(rankers: [], labels: [], domain: "target")
    #expect(none.curves.file.contains("<svg"))
  }

  @Test func histogramsCountEveryFiniteScoreOnce() {
    let bars = ScorePlots.bars([0, 0.04, 0.5, 1], from: 0, to: 1)
    #expect(bars.count == 25)
    #expect(bars.reduce(0) { $0 + $1.height } == 1)
    #expect(bars.last?.height == 0.25)
    let domain = ScorePlots.Domain(
      name: "target", scores: [0.1, .nan, 0.9, 0.2], labels: [.notVulnerable, .vulnerable, .vulnerable, nil])
    let chart = ScorePlots([domain], threshold: 0.5).sheet.charts[0]
    #expect(chart.marks.map(\.name) == ["clean (1)", "no label (1)", "vulnerable (1)", "threshold"])
  }

  @Test func hugeScoresDoNotOverflow() {
    let domain = ScorePlots.Domain(
      name: "target", scores: [-1e308, 1e308, 0], labels: [nil, nil, nil])
    #expect(ScorePlots([domain]).sheet.file.contains("<svg"))
  }

  @Test func theEmbeddingTellsDomainsAndLabelsApartByShape() {
    let points = [true, false].flatMap { isSource in
      [Label.vulnerable, .notVulnerable, nil].map {
        EmbeddingPlot.Point(position: SIMD2(1, isSource ? 2 : 3), isSource: isSource, label: $0)
      }
    }
    let chart = EmbeddingPlot(points, method: "<ddan>", perplexity: 30).sheet.charts[0]
    #expect(chart.marks.count == 6)
    let vulnerable = chart.marks.filter { $0.name.contains("vulnerable") }
    #expect(Set(vulnerable.map(\.style.marker)) == [.triangle, .diamond])
    #expect(Set(chart.marks.map(\.style.marker)).count == 4)
  }
}
