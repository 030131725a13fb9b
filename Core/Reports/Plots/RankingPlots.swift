import Foundation

/// Plots of how rankers order the same labelled functions.
///
/// The first ranker is the one the run is about; the trivial ones beside it show what it adds.
struct RankingPlots: Sendable {
  private let rankers: [(name: String, scores: [Double])]
  private let labels: [Bool]
  private let domain: String

  private static let size = SIMD2(530.0, 420)

  /// Creates the plots.
  ///
  /// - Parameters:
  ///   - rankers: Names and scores of all functions, the ranker of interest first.
  ///   - labels: Whether each function is vulnerable.
  ///   - domain: What the functions are, such as "target".
  /// - Precondition: every ranker has one score for each label.
  init(rankers: [(name: String, scores: [Double])], labels: [Bool], domain: String) {
    precondition(rankers.allSatisfy { $0.scores.count == labels.count }, "one score for each label")
    self.rankers = rankers
    self.labels = labels
    self.domain = domain
  }

  /// Precision–recall and ROC side by side.
  var curves: ChartSheet {
    ChartSheet([precisionRecall, receiverOperating], columns: 2, size: Self.size)
  }

  /// Precision over recall; the dotted line is what a random order gives.
  var precisionRecall: Chart {
    let rate = labels.isEmpty ? Double.nan : Double(labels.count { $0 }) / Double(labels.count)
    var chart = Chart(
      "Precision and recall, \(domain)", x: .share("recall: share of vulnerable functions found"),
      y: .share("precision"),
      marks: marks(\.averagePrecision) { .steps($0.precisionRecall) }
        + [random([SIMD2(0, rate), SIMD2(1, rate)], figure: rate)])
    chart.subtitle = counts + "; with average precision"
    chart.summary = summary("average precision", \.averagePrecision)
    return chart
  }

  /// True over false positive rate; the diagonal is what a random order gives.
  var receiverOperating: Chart {
    var chart = Chart(
      "ROC, \(domain)", x: .share("share of clean functions read in vain"),
      y: .share("share of vulnerable functions found"),
      marks: marks(\.areaUnderCurve) { .line($0.receiverOperating) }
        + [random([.zero, .one], figure: 0.5)])
    chart.subtitle = counts + "; with the area under each curve"
    chart.summary = summary("area under the ROC curve", \.areaUnderCurve)
    return chart
  }

  private var counts: String { "\(labels.count { $0 }) of \(labels.count) functions are vulnerable" }

  private func marks(
    _ figure: (RankingMetrics) -> Double, _ shape: (RankingCurves) -> ChartMark.Shape
  ) -> [ChartMark] {
    rankers.enumerated().map { number, ranker in
      let value = figure(RankingMetrics(scores: ranker.scores, labels: labels))
      return ChartMark(
        "\(ranker.name.printable) \(String(figure: value))",
        shape(RankingCurves(scores: ranker.scores, labels: labels)), style: .series(number))
    }
  }

  private func random(_ points: [SIMD2<Double>], figure: Double) -> ChartMark {
    ChartMark(
      "random \(String(figure: figure))", .line(points), style: ChartStyle(.grey, dash: .dotted, width: 1.4))
  }

  private func summary(_ name: String, _ figure: (RankingMetrics) -> Double) -> String {
    let values = rankers.map { ranker in
      "\(ranker.name.printable) \(String(figure: figure(RankingMetrics(scores: ranker.scores, labels: labels))))"
    }
    return "\(domain), \(name): \(values.joined(separator: ", "))."
  }
}
