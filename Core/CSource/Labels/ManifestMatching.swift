import Algorithms
import Foundation

/// Gives the functions of a project the labels of a manifest.
struct ManifestMatching {
  private let functions: [CFunction]
  /// Indices of functions by file and name, in the order of their lines.
  private var byFile: [String: [String: [Int]]] = [:]
  private var labels: [Int: Manifest.Row] = [:]
  private var contradicted: Set<Int> = []
  private var issues: [LabelIssue]

  /// Labels the functions of a project.
  ///
  /// - Parameters:
  ///   - manifest: The labels.
  ///   - functions: All functions, in stable order.
  ///   - files: The paths of all files read, those without functions included.
  ///   - options: Says what functions without a row count as.
  /// - Returns: The project, with an issue for every row that is not used.
  static func project(
    _ manifest: Manifest, functions: [CFunction], files: Set<String>, options: LabelOptions
  ) -> LabeledProject {
    var matching = ManifestMatching(manifest, functions: functions)
    for row in manifest.rows { matching.match(row, manifest: manifest, files: files) }
    return matching.result(manifest, options: options)
  }

  private init(_ manifest: Manifest, functions: [CFunction]) {
    self.functions = functions
    issues = manifest.issues
    for (index, function) in functions.enumerated() {
      byFile[function.file, default: [:]][function.name, default: []].append(index)
    }
  }

  private mutating func match(_ row: Manifest.Row, manifest: Manifest, files: Set<String>) {
    func note(_ kind: LabelIssue.Kind) {
      issues.append(LabelIssue(file: manifest.file, line: row.lineInManifest, kind: kind))
    }
    guard files.contains(row.path) else { return note(.noSuchFile(row.path)) }
    let candidates = candidates(for: row)
    guard let index = candidates.first else {
      return note(.noSuchFunction(name: row.function, path: row.path))
    }
    guard candidates.count == 1 else {
      let lines = candidates.prefix(Self.namedLines).map { functions[$0].range.startLine }
      return note(.ambiguous(name: row.function, path: row.path, count: candidates.count, lines: lines))
    }
    guard let earlier = labels[index] else {
      labels[index] = row
      return
    }
    if earlier.label == row.label {
      note(.repeated(name: row.function, path: row.path, earlierLine: earlier.lineInManifest))
    } else {
      note(.contradictory(name: row.function, path: row.path, earlierLine: earlier.lineInManifest))
      contradicted.insert(index)
    }
  }

  /// How many places of functions of one name an issue lists: a file can hold as many as rows.
  private static let namedLines = 10

  /// The functions that a row can mean.
  private func candidates(for row: Manifest.Row) -> ArraySlice<Int> {
    let named = (byFile[row.path]?[row.function] ?? [])[...]
    guard let line = row.line else { return named }
    // Functions do not overlap, so their ends are in order as well.
    let first = named.partitioningIndex { functions[$0].range.endLine >= line }
    return named[first..<named.partitioningIndex { functions[$0].range.startLine > line }]
  }

  private func result(_ manifest: Manifest, options: LabelOptions) -> LabeledProject {
    var labeled: [LabeledFunction] = []
    var unlabeled: [CFunction] = []
    for (index, function) in functions.enumerated() {
      if let row = labels[index], !contradicted.contains(index) {
        labeled.append(
          LabeledFunction(
            function: function, label: row.label, cwe: row.cwe, cve: row.cve, pair: row.pair))
      } else if options.treatsUnlistedAsNotVulnerable, labels[index] == nil {
        labeled.append(LabeledFunction(function: function, label: .notVulnerable))
      } else {
        unlabeled.append(function)
      }
    }
    return LabeledProject(
      functions: labeled, unlabeled: unlabeled,
      issues: issues.sorted { ($0.line ?? 0) < ($1.line ?? 0) }, source: manifest.file)
  }
}

extension Manifest {
  /// The project with this manifest's labels on all functions below a folder.
  func project(of root: String, options: LabelOptions) throws -> LabeledProject {
    var functions: [CFunction] = []
    var files: Set<String> = []
    var reading = Repository.Options(maximumFileSize: options.maximumFileSize)
    reading.readsLabelSources = true
    let scanner = RepositoryScanner(repository: Repository(path: root, options: reading))
    let summary = try scanner.scan { file in
      files.insert(file.file)
      functions += file.functions
    }
    var project = ManifestMatching.project(self, functions: functions, files: files, options: options)
    project.skipped = summary.skipped
    return project
  }

  /// The path of the manifest to read: that of the options, if it has the ending, or the usual one if it exists.
  static func path(in root: String, ending: String, options: LabelOptions) -> String? {
    if let manifest = options.manifest {
      return manifest.lowercased().hasSuffix("." + ending) ? manifest : nil
    }
    let usual = root + "/labels." + ending
    return FileManager.default.fileExists(atPath: usual) ? usual : nil
  }
}
