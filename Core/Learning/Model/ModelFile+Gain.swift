import Foundation

/// How a model's recorded figures on single projects compare with those of longest first.
extension ModelFile {
  /// What the figures of many projects come to.
  struct Gain {
    /// The geometric mean of how many times as high the average precision is.
    var mean: Double
    var projects: Int
    /// On how many projects it is higher.
    var ahead: Int
  }

  private static let precision = "average-precision"

  /// The project and the series, such as `leave-one-project-out`, of a figure `series/project/average-precision`; nil for
  /// any other figure.
  private static func parts(of metric: String) -> (series: String, project: String)? {
    let parts = metric.split(separator: "/")
    guard parts.count == 3, parts[2] == precision else { return nil }
    return (String(parts[0]), String(parts[1]))
  }

  /// The series of figures on single projects, in the order of their names.
  var series: [String] { Set(metrics.keys.compactMap { Self.parts(of: $0)?.series }).sorted() }

  /// How many times as precise as longest first the model was in a series; nil without figures.
  func gain(ofFigures series: String) -> Gain? {
    let ratios = metrics.sorted { $0.key < $1.key }.compactMap { key, precision -> Double? in
      guard Self.parts(of: key)?.series == series, precision > 0,
        let longest = metrics[key + Self.longestFirstSuffix], longest > 0
      else { return nil }
      return precision / longest
    }
    guard !ratios.isEmpty else { return nil }
    return Gain(mean: ratios.geometricMean, projects: ratios.count, ahead: ratios.count { $0 > 1 })
  }

  /// The figures that belong to no series, by name.
  var singleFigures: [(name: String, value: Double)] {
    let prefixes = series.map { $0 + "/" }
    return metrics.filter { metric in !prefixes.contains { metric.key.hasPrefix($0) } }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
