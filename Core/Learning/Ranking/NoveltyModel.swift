import Foundation
import RealModule

/// Which functions a model's training functions say nothing about: those made otherwise than functions of their size.
///
/// The novelty of a function is the mean of ((xⱼ − mⱼ(t)) / sⱼ(t))² over its counts other than that of tokens: x = ln(1 + count)
/// of ``TextFeature``s, t that of tokens, m(t) and s(t) what training functions of that size have, straight between some sizes. It
/// depends on the function alone, whatever the kind of model. That long functions are rare is no novelty: they are ranked
/// as well as others. Those made otherwise are missed more often (`docs/methods.md`).
public struct NoveltyModel: Hashable, Sendable {
  /// The features, as columns of ``TextFeature/allCases``.
  let columns: [Int]
  /// t, rising.
  let sizes: [Float]
  /// m, for each size a mean a feature; projects count alike.
  let means: [Float]
  /// s, for each size a spread a feature, above 0.
  let spreads: [Float]
  /// The novelty above which a function is novel: a twentieth of the training functions is.
  let limit: Float
  /// The share of novel functions, 0...1, that few projects exceed.
  let projectLimit: Float

  /// The share of training functions that are novel by definition.
  static let share = 0.05
  /// What 95 % of the starter model's projects stay below, each by a model of others (`docs/methods.md`), for models of
  /// too few projects to tell by themselves.
  static let usualProjectLimit: Float = 0.1
  /// Fewer functions tell nothing of what is usual.
  static let minimumFunctions = 100

  /// The largest number of sizes.
  private static let sizeLimit = 20
  /// Training functions for each size, at least.
  private static let functionsPerSize = 50
  /// What is added to a spread, so that features that hardly vary do not decide.
  private static let leastSpread = 0.2

  /// The novelty of a function, from 0 on; training functions have about 1 on average.
  func novelty(of counts: [Float]) -> Float {
    let size = Float.log(onePlus: counts[TextFeature.tokens.column])
    let above = sizes.firstIndex { size <= $0 } ?? sizes.count
    let (low, high) = (max(above - 1, 0), min(above, sizes.count - 1))
    let distance = sizes[high] - sizes[low]
    let part = distance > 0 ? (size - sizes[low]) / distance : 0
    var sum: Float = 0
    for (index, column) in columns.enumerated() {
      let (first, second) = (low * columns.count + index, high * columns.count + index)
      let mean = means[first] + part * (means[second] - means[first])
      let spread = spreads[first] + part * (spreads[second] - spreads[first])
      let difference = (Float.log(onePlus: counts[column]) - mean) / spread
      sum += difference * difference
    }
    return sum / Float(columns.count)
  }

  /// Whether a function lies outside of what was learnt from.
  func isNovel(_ counts: [Float]) -> Bool { novelty(of: counts) > limit }

  /// Whether more functions of a project do than of nearly all projects.
  func isNovel(project novelCount: Int, of count: Int) -> Bool {
    count >= Self.minimumFunctions && Float(novelCount) > projectLimit * Float(count)
  }
}

extension NoveltyModel {
  /// Learns what is usual from the functions of labelled projects; nil for too few functions.
  ///
  /// - Parameter projects: The functions of each project, which count alike.
  init?(of projects: [[CFunction]]) {
    let counts = projects.filter { !$0.isEmpty }.map { functions in
      parallelMap(functions) { TextFeatures(of: $0).counts }
    }
    guard counts.reduce(0, { $0 + $1.count }) >= Self.minimumFunctions else { return nil }
    self.init(ofCounts: counts)
  }

  /// Learns what is usual from counts by project and function, of which there are some.
  init(ofCounts projects: [[[Float]]]) {
    var rows: [Row] = []
    for project in projects {
      let weight = 1 / Double(project.count * projects.count)
      rows += project.map { Row(values: $0.map { Double.log(onePlus: Double($0)) }, weight: weight) }
    }
    rows.sort { $0.size < $1.size }
    let columns = TextFeature.allCases.map(\.column).filter { $0 != TextFeature.tokens.column }
    let parts = Self.parts(rows).map { Part($0, columns) }
    let usual = NoveltyModel(
      columns: columns, sizes: parts.map { Float($0.size) }, means: parts.flatMap(\.means),
      spreads: parts.flatMap(\.spreads), limit: .infinity, projectLimit: Self.usualProjectLimit)
    let limit = Self.limit(of: projects.map { $0.map(usual.novelty) })
    self.init(
      columns: columns, sizes: usual.sizes, means: usual.means, spreads: usual.spreads, limit: limit,
      projectLimit: usual.projectLimit)
  }

  /// A training function.
  private struct Row {
    /// ln(1 + count) of all features.
    var values: [Double]
    var weight: Double

    var size: Double { values[TextFeature.tokens.column] }
  }

  /// Functions of about one size.
  private struct Part {
    let size: Double
    let means: [Float]
    let spreads: [Float]

    init(_ rows: [Row], _ columns: [Int]) {
      let total = rows.reduce(0) { $0 + $1.weight }
      func mean(_ quantity: (Row) -> Double) -> Double {
        rows.reduce(0) { $0 + $1.weight * quantity($1) } / total
      }
      size = mean(\.size)
      let means = columns.map { column in mean { $0.values[column] } }
      self.means = means.map { Float($0) }
      spreads = zip(columns, means).map { column, middle -> Float in
        let variance = mean { ($0.values[column] - middle) * ($0.values[column] - middle) }
        return Float(variance.squareRoot() + leastSpread)
      }
    }
  }

  /// Functions sorted by size in parts of equal weight; those of one size share a part.
  private static func parts(_ rows: [Row]) -> [[Row]] {
    let count = min(max(rows.count / functionsPerSize, 1), sizeLimit)
    var parts: [[Row]] = []
    var weight = 0.0
    var part = -1
    for row in rows {
      let next = min(Int((weight + row.weight / 2) * Double(count)), count - 1)
      weight += row.weight
      if next > part, parts.last?.last?.size != row.size {
        parts.append([])
        part = next
      }
      parts[parts.count - 1].append(row)
    }
    return parts
  }

  /// The novelty that a share of functions is above, where projects count alike.
  private static func limit(of novelties: [[Float]]) -> Float {
    var weighted: [(novelty: Float, weight: Double)] = []
    for project in novelties {
      let weight = 1 / Double(project.count * novelties.count)
      weighted += project.map { (novelty: $0, weight: weight) }
    }
    weighted.sort { $0.novelty > $1.novelty }
    var left = share
    for (novelty, weight) in weighted {
      left -= weight
      if left < 0 { return novelty }
    }
    return 0
  }
}
