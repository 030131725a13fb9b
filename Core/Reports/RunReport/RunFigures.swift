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

  /// The rankers in the order of a row's cells.
  var headings: [[String: Any]] {
    record.figures.map { ["name": RunReport.title(of: $0.ranker), "isOwn": $0.ranker == record.method] }
  }

  /// One row a measure, the best ranker's figure marked unless all are alike.
  func rows(perGroup: Bool) -> [[String: Any]] {
    measures.map { measure in
      let estimates = record.figures.map { figures($0, perGroup: perGroup)[measure] }
      let values = estimates.compactMap { $0?.value }
      let best = measure.higherIsBetter ? values.max() : values.min()
      let isTelling = Set(values).count > 1
      let cells = zip(record.figures, estimates).map { ranker, estimate in
        [
          "value": Self.text(estimate?.value, measure), "interval": Self.interval(estimate, measure),
          "isBest": isTelling && estimate?.value == best && best != nil,
          "isOwn": ranker.ranker == record.method,
        ] as [String: Any]
      }
      return [
        "title": Self.fullTitle(of: measure), "cells": cells,
        "hint": measure.higherIsBetter ? "" : "lower is better",
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
      let (sign, tone) = Self.standing(own.perFunction[measure], to: rival?.value, measure)
      return [
        "title": Self.fullTitle(of: measure), "value": Self.text(value, measure),
        "interval": Self.interval(own.perFunction[measure], measure),
        "hasInterval": own.perFunction[measure]?.low != nil,
        "rival": rival.map { "\($0.name) \(Self.text($0.value, measure))" } ?? "nothing to compare with",
        "sign": sign, "tone": tone,
        "hint": measure.higherIsBetter ? "" : "lower is better",
      ]
    }
  }

  /// How a figure stands to a rival's, in words and as the colour's name: coloured only where the figure's interval lies
  /// on one side of the rival, as the verdict calls a difference chance.
  private static func standing(
    _ own: Estimate?, to rival: Double?, _ measure: Measure
  ) -> (sign: String, tone: String) {
    guard let value = own?.value, let rival, value.isFinite else { return ("", "") }
    let lead = measure.higherIsBetter ? value - rival : rival - value
    if lead == 0 { return ("= level with", "") }
    if let low = own?.low, let high = own?.high, low <= rival, rival <= high {
      return (lead > 0 ? "△ ahead, within the interval, of" : "▽ behind, within the interval,", "")
    }
    return lead > 0 ? ("▲ better than", "good") : ("▼ worse than", "bad")
  }

  private static func fullTitle(of measure: Measure) -> String {
    switch measure {
    case .averagePrecision: "average precision"
    case .areaUnderCurve: "area under the ROC curve"
    case .precisionAt10: "precision among the first 10"
    case .precisionAt20: "precision among the first 20"
    case .initialFalseAlarms: "clean functions before the first hit"
    case .recallAtLowFalsePositiveRate: "recall at 0.5 % false positives"
    case .effortAt20Recall: "share of lines for 20 % recall"
    case .recallAt1Lines: "recall in 1 % of all lines"
    case .areaUnderCurveWithinBands: "AUC within length bands"
    case .f1: "F1 at the threshold"
    case .precision: "precision at the threshold"
    case .recall: "recall at the threshold"
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
