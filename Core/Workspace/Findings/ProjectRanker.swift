import Foundation

/// Ranks a project with a model and keeps the ranking.
struct ProjectRanker: Sendable {
  /// How many of the first get their statements at once; others when they are looked at.
  static let attributedFindings = 100
  /// How many statements of a function are kept.
  static let statementLimit = 12
  /// How many notes of a kind are kept, such as on files that were not scanned.
  static let noteLimit = 300

  let store: WorkspaceStore
  let runID: String
  let projectID: String
  /// What is remembered of histories; nil to rank by the text alone.
  var histories: HistoryCache?

  /// Scans the project as `vulnadapt scan` does: with the threshold, baseline and comments of its configuration
  /// file.
  ///
  /// - Parameters:
  ///   - detector: Scores the functions.
  ///   - shouldStop: Asked often.
  ///   - progress: Told the files and functions so far, on the calling thread.
  /// - Returns: The ranking, or nil when it was stopped; an older one stays then.
  /// - Throws: ``WorkspaceError``, ``ConfigurationError``, ``BaselineError``, ``RepositoryError``,
  ///   `FunctionParserError` or ``DetectionError``.
  func run(
    with detector: Detector, shouldStop: @escaping @Sendable () -> Bool, progress: (Int, Int) -> Void
  ) throws -> ScanRecord? {
    guard let project = try store.projects().first(where: { $0.id == projectID }) else { return nil }
    guard FileManager.default.fileExists(atPath: project.path) else {
      throw WorkspaceError.missingFolder(path: project.path, project: project.name)
    }
    let file = try ConfigurationFile.find(for: project.path)
    let settings = EffectiveConfiguration(commandLine: [:], file: file)
    let root = ProjectRoot(of: project.path, known: file?.folder)
    var options = ProjectRanking.Options(
      limit: ProjectRanking.Options.mostRows, attributedFindings: Self.attributedFindings,
      statementLimit: Self.statementLimit, threshold: settings.threshold ?? detector.model.threshold,
      triage: try Triage(of: settings, pathInProject: root.pathToScanned))
    var detector = detector
    var adaptation: ProjectAdaptation?
    do {
      let history = try history(of: project.path, for: detector.model, settings, shouldStop)
      if let adapted = history?.adapted {
        detector = Detector(model: adapted.file)
        adaptation = adapted.adaptation
      }
      options.past = history.flatMap { detector.model.evidence.map($0.scores) }
      options.mended = history?.mended
    } catch GitError.cancelled {
      return nil
    }
    options.ranksAncillaryApart = settings.ranksAncillaryApart
    options.families = .apart
    var reading = Repository.Options()
    reading.excluded = settings.exclusions(scanning: project.path)
    let repository = Repository(path: project.path, options: reading)
    let scan = ProjectScan(scanner: RepositoryScanner(repository: repository), options: options)
    do {
      let result = try scan.run(with: detector, names: (project.path, runID), shouldStop: shouldStop) {
        progress($0.fileCount, $0.functionCount)
      }
      return shouldStop() ? nil : try keep(result, adaptation)
    } catch DetectionError.stopped {
      return nil
    }
  }

  /// What the project's history says; nil where there is none, none is wanted, or it cannot be read: the text can still
  /// be ranked.
  private func history(
    of path: String, for model: ModelFile, _ settings: EffectiveConfiguration,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) throws -> ScannedHistory? {
    guard settings.readsHistory, let histories else { return nil }
    do {
      return try ScannedHistory.read(
        of: path, cache: histories, adapting: settings.adapts ? model : nil, readsMended: true,
        shouldStop: shouldStop
      ).get()
    } catch GitError.cancelled {
      throw GitError.cancelled
    } catch {
      return nil
    }
  }

  private func keep(_ result: ScanResult, _ adaptation: ProjectAdaptation?) throws -> ScanRecord {
    var record = ScanRecord(
      id: UUID().uuidString, runID: runID, projectID: projectID, scannedAt: store.now(),
      summary: .init(result))
    record.summary.adaptation = adaptation.map { Data($0.bytes) }
    // What is ranked apart comes after the project's own, accepted suspects after all others: places stay one after the other.
    let apart = Self.moved(result.apartFindings, by: result.findings.count)
    let accepted = Self.moved(
      result.triage.suppressed, by: result.findings.count + result.apartFindings.count)
    let others = (result.findings + accepted).map { StoredFinding($0, scanID: record.id) }
    try store.save(
      record, others + apart.map { StoredFinding($0, scanID: record.id, isApart: true) })
    return record
  }

  private static func moved(_ findings: [Finding], by places: Int) -> [Finding] {
    findings.map { finding in
      var finding = finding
      finding.rank += places
      finding.leader = finding.leader.map { $0 + places }
      return finding
    }
  }
}
