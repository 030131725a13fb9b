import Foundation

/// Figures of rankers side by side as aligned text, a row a figure, with intervals in brackets.
public struct FiguresTable {
  /// The rankers' figures, in the order of the columns.
  public let figures: [RankerFigures]
  /// Whether functions of one group count once.
  public let perGroup: Bool
  /// Whether target labels took part in a choice.
  public let isOracle: Bool
  /// The figures shown, in the order of the rows.
  public let measures: [Measure]

  /// The figures that say most.
  public static let mainMeasures: [Measure] = [
    .averagePrecision, .areaUnderCurve, .precisionAt10, .precisionAt20, .initialFalseAlarms,
  ]

  /// Wraps figures.
  public init(
    _ figures: [RankerFigures], perGroup: Bool = false, isOracle: Bool = false,
    measures: [Measure] = Measure.allCases
  ) {
    self.figures = figures
    self.perGroup = perGroup
    self.isOracle = isOracle
    self.measures = measures
  }

  /// The text, one line a row.
  public var text: String {
    let header =
      [isOracle ? "figure (oracle)" : "figure"]
      + figures.map { TrivialRankers.title(of: $0.ranker).printable }
    let body = measures.map { measure in
      [measure.title]
        + figures.map { Self.text((perGroup ? $0.perGroup : $0.perFunction)[measure], measure) }
    }
    return TextColumns.lines([header] + body).joined(separator: "\n") + "\n"
  }

  private static func text(_ estimate: Estimate?, _ measure: Measure) -> String {
    guard let estimate, let value = estimate.value else { return "–" }
    let format = measure == .initialFalseAlarms ? "%.1f" : "%.3f"
    func decimal(_ number: Double) -> String { String(format: format, number) }
    guard let low = estimate.low, let high = estimate.high else { return decimal(value) }
    return "\(decimal(value)) [\(decimal(low)) \(decimal(high))]"
  }
}
