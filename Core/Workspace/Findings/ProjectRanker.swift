import Foundation

/// Ranks a project with a model and keeps the ranking.
struct ProjectRanker: Sendable {
  /// How many functions are kept at most; more is more than anyone reads.
  static let findingLimit = 100_000
  /// How many of the first get their statements at once; others when they are looked at.
  static let attributedFindings = 100
  /// How many statements of a function are kept.
  static let statementLimit = 12
  static let skippedLimit = 300

  let store: WorkspaceStore
  let runID: String
  let projectID: String

  /// Scans the project.
  ///
  /// - Parameters:
  ///   - detector: Scores the functions.
  ///   - shouldStop: Asked after each file.
  ///   - progress: Told the files and functions so far, on the calling thread.
  /// - Returns: The ranking, or nil when it was stopped; an older one stays then.
  /// - Throws: ``WorkspaceError``, ``RepositoryError``, `FunctionParserError` or ``DetectionError``.
  func run(
    with detector: Detector, shouldStop: @escaping () -> Bool, progress: (Int, Int) -> Void
  ) throws -> ScanRecord? {
    guard let project = try store.projects().first(where: { $0.id == projectID }) else { return nil }
    guard FileManager.default.fileExists(atPath: project.path) else {
      throw WorkspaceError.missingFolder(path: project.path, project: project.name)
    }
    let options = ProjectRanking.Options(
      limit: Self.findingLimit, attributedFindings: Self.attributedFindings,
      statementLimit: Self.statementLimit, threshold: detector.model.threshold)
    let scan = ProjectScan(
      scanner: RepositoryScanner(repository: Repository(path: project.path)), options: options)
    let result = try scan.run(with: detector, names: (project.path, runID)) {
      progress($0.fileCount, $0.functionCount)
    }
    if shouldStop() { return nil }
    let record = ScanRecord(
      id: UUID().uuidString, runID: runID, projectID: projectID, scannedAt: store.now(),
      summary: .init(
        functionCount: result.functionCount, fileCount: result.fileCount, suspectCount: result.suspectCount,
        threshold: result.threshold,
        skipped: result.skipped.prefix(Self.skippedLimit).map {
          .init(file: $0.file, line: $0.line, reason: $0.reason)
        }, method: result.method))
    try store.save(record, result.findings.map { StoredFinding($0, scanID: record.id) })
    return record
  }
}
