import Foundation

/// What a bootstrap found: figures with intervals, and differences between rankers.
struct BootstrapResult: Sendable {
  private let names: [String]
  private let exact: [[FigurePair]]
  private let means: [FigurePair]
  /// Figures by draw and ranker.
  private let draws: [[FigurePair]]

  /// The least number of groups with a vulnerable function, and of groups without one, that draws say something of: fewer are drawn
  /// over and over, as if others could not exist.
  static let leastGroups = 6

  /// - Parameters:
  ///   - names: The rankers' names.
  ///   - exact: Figures by ranker and run.
  ///   - draws: Figures by draw and ranker.
  ///   - groupCount: How many groups there are with a vulnerable function, or without one, whichever are fewer; below
  ///     ``leastGroups`` there is no interval and no probability.
  init(names: [String], exact: [[FigurePair]], draws: [[FigurePair]], groupCount: Int) {
    self.names = names
    self.exact = exact
    self.draws = groupCount < Self.leastGroups ? [] : draws
    means = exact.map { FigurePair(meanOf: $0) }
  }

  /// Every ranker's figures, means over its runs, with 95 % percentile intervals.
  var figures: [RankerFigures] {
    names.indices.map { ranker in
      RankerFigures(
        ranker: names[ranker], perFunction: estimates(ranker, \.function),
        perGroup: estimates(ranker, \.group))
    }
  }

  /// The standard deviation of a figure over a ranker's runs; nil for fewer than two.
  func deviation(of ranker: String, _ measure: Measure) -> Double? {
    guard let index = names.firstIndex(of: ranker) else { return nil }
    return Spread(exact[index].map { $0.function[measure.position] })?.deviation
  }

  /// How much better a ranker is than another, and whether that could be chance.
  ///
  /// - Returns: nil when one of them was not measured or the figure is not defined.
  func difference(
    of ranker: String, to baseline: String, _ measure: Measure = .averagePrecision, perGroup: Bool = false
  ) -> PairedDifference? {
    guard let one = names.firstIndex(of: ranker), let other = names.firstIndex(of: baseline) else {
      return nil
    }
    let path = perGroup ? \FigurePair.group : \FigurePair.function
    let position = measure.position
    let sign = measure.higherIsBetter ? 1.0 : -1.0
    let observed = sign * (means[one][keyPath: path][position] - means[other][keyPath: path][position])
    guard observed.isFinite else { return nil }
    let sorted = draws.map { sign * ($0[one][keyPath: path][position] - $0[other][keyPath: path][position]) }
      .filter(\.isFinite).sorted()
    // The observed order counts as one draw, so that no p-value is zero.
    let below = Double(sorted.count { $0 <= 0 } + 1) / Double(sorted.count + 1)
    let above = Double(sorted.count { $0 >= 0 } + 1) / Double(sorted.count + 1)
    return PairedDifference(
      ranker: ranker, baseline: baseline, measure: measure, difference: observed,
      low: Self.quantile(sorted, 0.025), high: Self.quantile(sorted, 0.975),
      probability: draws.isEmpty ? nil : min(1, 2 * min(below, above)))
  }

  private func estimates(_ ranker: Int, _ path: KeyPath<FigurePair, [Double]>) -> [Measure: Estimate] {
    Dictionary(
      uniqueKeysWithValues: Measure.allCases.map { measure in
        let sorted = draws.map { $0[ranker][keyPath: path][measure.position] }.filter(\.isFinite).sorted()
        return (
          measure,
          Estimate(
            means[ranker][keyPath: path][measure.position], low: Self.quantile(sorted, 0.025),
            high: Self.quantile(sorted, 0.975))
        )
      })
  }

  /// The value below which a share of the sorted values lies, between neighbours in proportion.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let place = share * Double(last)
    let lower = Int(place)
    let upper = min(lower + 1, last)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
  }
}

extension Measure {
  /// The figure's place in `allCases`.
  var position: Int { Self.positions[self] ?? 0 }
  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// How much better one ranker is than another on the same functions.
public struct PairedDifference: Codable, Hashable, Sendable {
  /// The ranker in question.
  var ranker: String
  /// The ranker it is compared with.
  public var baseline: String
  /// The figure compared.
  public var measure: Measure
  /// The gain in the figure, positive where `ranker` is better.
  var difference: Double
  /// The lower end of the gain's 95 % interval.
  public var low: Double?
  /// The upper end of the gain's 95 % interval.
  public var high: Double?
  /// Two-sided bootstrap probability of a gain or loss like this by chance, above 0 and at most 1; nil where there are too few groups
  /// to draw from.
  var probability: Double?

  /// Whether chance alone hardly explains the difference (5 % level).
  var isClear: Bool { probability.map { $0 < 0.05 } ?? false }

  /// The probability in words, or why there is none.
  var chance: String {
    guard let probability else {
      return "fewer than \(BootstrapResult.leastGroups) groups of functions to tell it from chance"
    }
    return probability < 0.001 ? "p < 0.001" : String(format: "p = %.3f", probability)
  }
}
