import Foundation

/// The figures of a run's rankers as cells of tables and as cards.
struct RunFigures {
  private let record: RunRecord

  init(_ record: RunRecord) { self.record = record }

  /// The measures of the tables; the first are those of the cards.
  private var measures: [Measure] {
    let usual: [Measure] = [
      .averagePrecision, .areaUnderCurve, .precisionAt10, .initialFalseAlarms, .precisionAt20,
      .recallAtLowFalsePositiveRate, .effortAt20Recall, .recallAt1Lines, .areaUnderCurveWithinBands, .f1,
      .precision, .recall,
    ]
    return record.evaluationProtocol.isOracle ? usual + [.bestF1] : usual
  }

  private func figures(_ ranker: RankerFigures, perGroup: Bool) -> [Measure: Estimate] {
    perGroup ? ranker.perGroup : ranker.perFunction
  }

  /// Headings of the measures.
  var headings: [[String: Any]] {
    measures.map { ["title": $0.title, "hint": $0.higherIsBetter ? "higher is better" : "lower is better"] }
  }

  /// One row a ranker, the best figure of each column marked.
  func rows(perGroup: Bool) -> [[String: Any]] {
    record.figures.map { ranker in
      let cells = measures.map { measure in
        let estimate = figures(ranker, perGroup: perGroup)[measure]
        return [
          "value": Self.text(estimate?.value, measure), "interval": Self.interval(estimate, measure),
          "isBest": estimate?.value != nil && estimate?.value == best(measure, perGroup: perGroup),
        ] as [String: Any]
      }
      return [
        "ranker": RunReport.title(of: ranker.ranker), "isOwn": ranker.ranker == record.method, "cells": cells,
      ]
    }
  }

  /// The main figures of the method, each beside the best of the rankers that learn nothing of adaptation.
  var cards: [[String: Any]] {
    guard let own = record.figures(of: record.method) else { return [] }
    return measures.prefix(4).map { measure in
      let others = record.figures.filter { $0.ranker != record.method }
      let rival = others.compactMap { ranker in
        ranker.perFunction[measure]?.value.map { (name: RunReport.title(of: ranker.ranker), value: $0) }
      }.max { first, second in
        measure.higherIsBetter ? first.value < second.value : first.value > second.value
      }
      let value = own.perFunction[measure]?.value
      var isBetter = false
      if let value, let rival {
        isBetter = measure.higherIsBetter ? value > rival.value : value < rival.value
      }
      return [
        "title": Self.fullTitle(of: measure), "value": Self.text(value, measure),
        "interval": Self.interval(own.perFunction[measure], measure),
        "hasInterval": own.perFunction[measure]?.low != nil,
        "rival": rival.map { "\($0.name) \(Self.text($0.value, measure))" } ?? "nothing to compare with",
        "sign": value == nil || rival == nil ? "" : isBetter ? "▲ above" : "▼ not above",
        "isBetter": isBetter, "hint": measure.higherIsBetter ? "" : "lower is better",
      ]
    }
  }

  private func best(_ measure: Measure, perGroup: Bool) -> Double? {
    let values = record.figures.compactMap { figures($0, perGroup: perGroup)[measure]?.value }
    return measure.higherIsBetter ? values.max() : values.min()
  }

  private static func fullTitle(of measure: Measure) -> String {
    switch measure {
    case .averagePrecision: "average precision"
    case .areaUnderCurve: "area under the ROC curve"
    case .precisionAt10: "precision among the first 10"
    case .initialFalseAlarms: "clean functions before the first hit"
    default: measure.title
    }
  }

  private static func text(_ value: Double?, _ measure: Measure) -> String {
    guard let value, value.isFinite else { return "–" }
    return measure == .initialFalseAlarms
      ? String(format: value == value.rounded() ? "%.0f" : "%.1f", value) : String(format: "%.3f", value)
  }

  private static func interval(_ estimate: Estimate?, _ measure: Measure) -> String {
    guard let low = estimate?.low, let high = estimate?.high else { return "" }
    return "\(text(low, measure)) – \(text(high, measure))"
  }
}
