import Foundation

/// What a ranking takes from a project's history for each function: quantities of the function's past, its file's and
/// its folder's, logarithms of which are put in units of the project's own spread.
struct PastFeatures: Sendable {
  /// The names of the features, which decide the columns of model files.
  static let names: [String] =
    PastQuantity.all.map { "function_\($0.name)" } + PastQuantity.all.map { "file_\($0.name)" }
    + folderQuantities.map { "folder_\($0)" }

  private static let folderQuantities = ["recent_weighed", "recent_security_weighed", "recent_cve"]
  /// What stands for a time that never came, in years.
  private static let never = 20.0
  /// The largest distance from the mean, in standard deviations.
  private static let limit = 5.0

  private let evidence: HistoryEvidence
  private let folders: [String: [Double]]
  private let means: [Double]
  private let scales: [Double]

  /// Learns a project's means and spreads from all functions that its past knows.
  init(_ evidence: HistoryEvidence) {
    self.evidence = evidence
    let quantities = PastQuantity.all.filter { Self.folderQuantities.contains($0.name) }
    let folders = Dictionary(
      evidence.allFiles().map { path, past in
        (Self.folder(of: path), quantities.map { $0.value(past, evidence.date) ?? 0 })
      },
      uniquingKeysWith: { zip($0, $1).map { $0 + $1 } })
    self.folders = folders
    let date = evidence.date
    let known = evidence.allFunctions()
    let rows = parallelMap(known) { Self.raw($0.evidence, path: $0.path, folders, date) }
    var sums = [Double](repeating: 0, count: Self.names.count)
    var squares = sums
    for row in rows {
      for (column, value) in row.enumerated() {
        sums[column] += value
        squares[column] += value * value
      }
    }
    let count = Double(max(rows.count, 1))
    means = sums.map { $0 / count }
    scales = zip(squares, means).map { square, mean -> Double in
      let variance = square / count - mean * mean
      return variance > 1e-9 ? 1 / variance.squareRoot() : 0
    }
  }

  /// Looks a function up in the past.
  ///
  /// - Parameters:
  ///   - path: The file's path from the root of the repository.
  ///   - name: The function's name.
  /// - Returns: Its features as distances from the project's means, in standard deviations; nil when the past does not
  ///   know its file.
  func row(path: String, name: String) -> [Double]? {
    evidence.evidence(path: path, name: name).map { row(of: $0, path: path) }
  }

  /// The features of a function with a certain past.
  func row(of evidence: FunctionEvidence, path: String) -> [Double] {
    let row = Self.raw(evidence, path: path, folders, self.evidence.date)
    return row.indices.map { min(max((row[$0] - means[$0]) * scales[$0], -Self.limit), Self.limit) }
  }

  private static func raw(
    _ evidence: FunctionEvidence, path: String, _ folders: [String: [Double]], _ date: Int64
  ) -> [Double] {
    var row: [Double] = []
    row.reserveCapacity(names.count)
    for past in [evidence.function, evidence.file] {
      for quantity in PastQuantity.all {
        let missing = quantity.name.hasPrefix("years_since") ? never : 0
        row.append(log1p(quantity.value(past, date) ?? missing))
      }
    }
    return row + (folders[folder(of: path)] ?? folderQuantities.map { _ in 0 }).map { log1p($0) }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
