import Foundation
import RealModule

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
  /// What is the same for all functions of a file: the quantities of its past and of its folder's.
  private let files: [String: [Double]]
  private let means: [Double]
  private let scales: [Double]
  private let known: [(path: String, name: String, raw: [Double])]

  /// Learns a project's means and spreads from all functions that its past knows.
  init(_ evidence: HistoryEvidence) {
    self.evidence = evidence
    let date = evidence.date
    let files: [(path: String, past: DatedPast)] = parallelMap(evidence.allFiles()) {
      ($0.path, DatedPast($0.past, asOf: date))
    }
    let folders = Self.folders(files)
    let fileRows = files.map { path, past in
      Self.logarithms(past) + (folders[Self.folder(of: path)] ?? Self.emptyFolder)
    }
    self.files = Dictionary(zip(files.map(\.path), fileRows)) { first, _ in first }
    let filesByPath = self.files
    known = parallelMap(evidence.allFunctions()) {
      ($0.path, $0.name, Self.raw($0.evidence, path: $0.path, filesByPath, date))
    }
    var sums = ColumnSums(columns: Self.names.count)
    for function in known {
      for (column, value) in function.raw.enumerated() { sums.add(value, to: column) }
    }
    (means, scales) = sums.standard(rows: known.count)
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
    standardised(Self.raw(evidence, path: path, files, self.evidence.date))
  }

  /// What is made of the features of each function that the past knows, in the order of paths and names.
  func mapRows<Value: Sendable>(
    _ transform: @escaping @Sendable ([Double]) -> Value
  ) -> [(path: String, name: String, value: Value)] {
    parallelMap(known) { ($0.path, $0.name, transform(standardised($0.raw))) }
  }

  private func standardised(_ row: [Double]) -> [Double] {
    row.indices.map { min(max((row[$0] - means[$0]) * scales[$0], -Self.limit), Self.limit) }
  }

  private static func raw(
    _ evidence: FunctionEvidence, path: String, _ files: [String: [Double]], _ date: Int64
  ) -> [Double] {
    logarithms(DatedPast(evidence.function, asOf: date))
      + (files[path] ?? logarithms(DatedPast(evidence.file, asOf: date)) + emptyFolder)
  }

  private static func logarithms(_ past: DatedPast) -> [Double] {
    zip(PastQuantity.all, missing).map { Double.log(onePlus: $0.value(past) ?? $1) }
  }

  /// For each quantity what stands for an unknown one.
  private static let missing: [Double] = PastQuantity.all.map { $0.name.hasPrefix("years_since") ? never : 0 }

  private static let emptyFolder = folderQuantities.map { _ in 0.0 }

  /// For each folder the logarithms of its quantities, which are sums over its files.
  private static func folders(_ files: [(path: String, past: DatedPast)]) -> [String: [Double]] {
    let quantities = PastQuantity.all.filter { folderQuantities.contains($0.name) }
    let sums = Dictionary(
      files.map { file in (folder(of: file.path), quantities.map { $0.value(file.past) ?? 0 }) },
      uniquingKeysWith: { zip($0, $1).map { $0 + $1 } })
    return sums.mapValues { $0.map { Double.log(onePlus: $0) } }
  }

  /// The folder of a path; empty for one at the root.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
