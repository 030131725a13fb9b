import Foundation

/// What a project's own marks change of its ranking.
///
/// The log-odds of a marked function are those of the ranking, plus a common shift, plus Σ wⱼ xⱼ for its
/// ``FeedbackFeatures``; w maximises the likelihood of the marks with a standard normal prior, so without marks nothing
/// changes (Bayesian logistic regression with the ranking as offset, by coordinate descent as in Genkin, Lewis and Madigan,
/// *Technometrics* 2007). The common shift is not taken up, and no function moves farther than a bound that grows with the
/// number of marks: marks that make no sense cannot turn a ranking over.
struct FeedbackModel: Sendable {
  /// A function that somebody has read.
  struct Mark: Sendable, Hashable {
    /// The function's row.
    var row: Int
    /// Whether something was found in it.
    var isFound: Bool
  }

  /// w, a weight a column.
  private(set) var weights: [Double]
  /// The largest change of a function's log-odds.
  private(set) var bound = 0.0
  private var shift = 0.0

  /// The variance of the common shift before marks are known: rankings are sure of their order, not of their level.
  private static let shiftVariance = 9.0
  /// The largest bound, and how fast it grows with the root of the number of marks.
  private static let largestBound = 3.0
  private static let boundOfOne = 0.5

  /// The log-odds of a score, 0...1, at a distance from 0 and 1 at which marks can still move it.
  static func logOdds(_ score: Double) -> Double { logit(min(max(score, 1e-9), 1 - 1e-7)) }

  /// Starts with a model that changes nothing.
  init(columnCount: Int) { weights = [Double](repeating: 0, count: columnCount) }

  /// Learns marks, from where it stands.
  ///
  /// - Parameters:
  ///   - marks: All marks, each function once.
  ///   - rows: The features of all functions.
  ///   - offsets: The log-odds of all functions by the ranking.
  ///   - sweeps: How often each weight is improved; each time makes the fit better or leaves it.
  mutating func learn(
    _ marks: [Mark], _ rows: [FeedbackFeatures.Row], offsets: [Double], sweeps: Int = 20
  ) {
    bound = min(Self.largestBound, Self.boundOfOne * Double(marks.count).squareRoot())
    var margins = marks.map { offsets[$0.row] + shift + sum(rows[$0.row]) }
    let columns = Self.columns(marks, rows)
    for _ in 0..<sweeps {
      shift += step(
        value: shift, precision: 1 / Self.shiftVariance, marks, &margins, marks.indices.map { ($0, 1) })
      for (column, entries) in columns {
        weights[column] += step(value: weights[column], precision: 1, marks, &margins, entries)
      }
    }
  }

  /// One Newton step of a weight with an upper bound of the curvature, which never overshoots.
  private func step(
    value: Double, precision: Double, _ marks: [Mark], _ margins: inout [Double], _ entries: [(Int, Double)]
  ) -> Double {
    var gradient = precision * value
    var curvature = precision
    for (mark, x) in entries {
      gradient += (sigmoid(margins[mark]) - (marks[mark].isFound ? 1 : 0)) * x
      curvature += 0.25 * x * x
    }
    let change = -gradient / curvature
    for (mark, x) in entries { margins[mark] += change * x }
    return change
  }

  /// The marked functions that each column is not zero in, in the order of columns.
  private static func columns(
    _ marks: [Mark], _ rows: [FeedbackFeatures.Row]
  ) -> [(column: Int, entries: [(Int, Double)])] {
    var columns: [Int32: [(Int, Double)]] = [:]
    for (index, mark) in marks.enumerated() {
      let row = rows[mark.row]
      for (column, value) in zip(row.columns, row.values) {
        columns[column, default: []].append((index, Double(value)))
      }
    }
    return columns.sorted { $0.key < $1.key }.map { (Int($0.key), $0.value) }
  }

  private func sum(_ row: FeedbackFeatures.Row) -> Double {
    var sum = 0.0
    for (column, value) in zip(row.columns, row.values) { sum += weights[Int(column)] * Double(value) }
    return sum
  }

  /// A function's log-odds at the level that the marks show.
  func margin(_ logit: Double) -> Double { logit + shift }

  /// How far the marks move a function's log-odds.
  func change(of row: FeedbackFeatures.Row) -> Double { max(-bound, min(bound, sum(row))) }
}
