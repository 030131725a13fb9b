/// Plots of how a training went: losses, gradients, and how well discriminators tell the projects apart.
struct TrainingPlots: Sendable {
  private let steps: [StepReport]
  private let evaluations: [EvaluationReport]

  private static let panelSize = SIMD2(350.0, 210)

  /// Creates the plots of a run from what it told.
  init(steps: [StepReport], evaluations: [EvaluationReport]) {
    self.steps = steps
    self.evaluations = evaluations
  }

  /// One panel for each objective term, for the discriminators' loss, the gradient and source validation.
  ///
  /// Terms differ in size by orders of magnitude, so each has an axis of its own.
  var losses: ChartSheet {
    var charts = Set(steps.flatMap { $0.terms.keys }).sorted(by: Self.precedes).enumerated().map {
      number, name in
      panel(name.printable, number: number) { $0.terms[name].map { Double($0) } }
    }
    if steps.contains(where: { $0.discriminatorLoss != nil }) {
      charts.append(
        panel("discriminators", number: charts.count) { $0.discriminatorLoss.map { Double($0) } })
    }
    charts.append(
      panel("gradient norm before clipping", number: charts.count, axis: "norm") { Double($0.gradientNorm) })
    charts.append(validationLoss)
    charts.append(validationRanking)
    return ChartSheet(charts, columns: 3, size: Self.panelSize)
  }

  /// The share of each mini-batch whose domain each discriminator tells; nil for methods without any.
  var discriminators: ChartSheet? {
    let names = Set(steps.flatMap { $0.discriminatorAccuracies.keys }).sorted(by: Self.precedes)
    guard !names.isEmpty else { return nil }
    var marks: [ChartMark] = []
    for (number, name) in names.enumerated() {
      let points = steps.compactMap { step in
        step.discriminatorAccuracies[name].map { SIMD2(Double(step.step), Double($0)) }
      }
      marks += Self.marks(name.printable, points, style: .series(number))
    }
    var chart = Chart(
      "How well discriminators tell the projects apart", x: ChartAxis("step"),
      y: .share("share told, of a mini-batch"), marks: marks)
    chart.subtitle =
      "0.5 is guessing: the projects have met. 1 is certainty: the generators learn nothing from it."
    chart.key = .direct
    chart.summary = "Discriminator accuracy over \(steps.count) steps."
    return ChartSheet([chart], size: SIMD2(1080, 320))
  }

  private func panel(_ name: String, number: Int, axis: String = "loss", _ value: (StepReport) -> Double?)
    -> Chart
  {
    let points = steps.compactMap { step in value(step).map { SIMD2(Double(step.step), $0) } }
    var chart = Chart(
      name, x: ChartAxis("step"), y: ChartAxis(axis),
      marks: Self.marks("", points, style: ChartStyle(ChartStyle.Tone.series[number % 6])))
    chart.key = .none
    chart.summary = Self.summary(of: name, points)
    return withBestStep(chart)
  }

  private var validationLoss: Chart {
    let points = evaluations.map { SIMD2(Double($0.step), Double($0.validationLoss)) }
    var chart = Chart(
      "source validation: loss", x: ChartAxis("step"), y: ChartAxis("loss"),
      marks: [ChartMark("", .line(points), style: ChartStyle(.blue, width: 2.2))])
    chart.key = .none
    chart.summary = Self.summary(of: chart.title, points)
    return withBestStep(chart)
  }

  private var validationRanking: Chart {
    func points(_ value: (RankingMetrics) -> Double) -> [SIMD2<Double>] {
      evaluations.map { SIMD2(Double($0.step), value($0.validation)) }
    }
    var chart = Chart(
      "source validation: ranking", x: ChartAxis("step"), y: .share("AP, AUC"),
      marks: [
        ChartMark("AUC", .line(points(\.areaUnderCurve)), style: .series(1)),
        ChartMark("AP", .line(points(\.averagePrecision)), style: .series(0)),
      ])
    chart.key = .direct
    return withBestStep(chart)
  }

  /// Marks the step whose weights the model has.
  private func withBestStep(_ chart: Chart) -> Chart {
    guard let best = evaluations.last(where: \.isBest) else { return chart }
    var chart = chart
    chart.marks.append(
      ChartMark("", .rule(x: Double(best.step)), style: ChartStyle(.grey, dash: .dashed, width: 1.2)))
    return chart
  }

  private static func marks(_ name: String, _ points: [SIMD2<Double>], style: ChartStyle) -> [ChartMark] {
    let series = SeriesSummary(points)
    let line = ChartMark(name, .line(series.means), style: style)
    guard series.hasRanges else { return [line] }
    var faint = style
    faint.opacity = 0.18
    return [ChartMark("", .band(series.ranges), style: faint), line]
  }

  private static func summary(of name: String, _ points: [SIMD2<Double>]) -> String {
    let points = points.filter { $0.y.isFinite }
    guard let first = points.first, let last = points.last else { return "" }
    return "\(name): from \(SVGText.number(first.y)) at step \(Int(first.x)) to \(SVGText.number(last.y)) "
      + "at step \(Int(last.x))."
  }

  /// Classification, which every method has, comes first.
  private static func precedes(_ first: String, _ second: String) -> Bool {
    if (first == "classification") != (second == "classification") { return first == "classification" }
    return first < second
  }
}
