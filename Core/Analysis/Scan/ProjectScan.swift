/// Scans a project with a model: finds its functions, scores them, and says why the first ones rank there.
public struct ProjectScan: Sendable {
  /// How far a scan has come.
  public struct Progress: Hashable, Sendable {
    /// Files read so far.
    public var fileCount = 0
    /// Functions found so far.
    public var functionCount = 0
  }

  /// The files to scan.
  public var scanner: RepositoryScanner
  /// What the ranking keeps.
  public var options: ProjectRanking.Options
  /// Where earlier scans left what they found out; nil to find out everything anew.
  public var cache: ScanCache?

  /// Creates a scan.
  public init(scanner: RepositoryScanner, options: ProjectRanking.Options) {
    self.scanner = scanner
    self.options = options
  }

  /// Runs the scan.
  ///
  /// - Parameters:
  ///   - detector: Scores the functions.
  ///   - names: The project and the model file as the user named them.
  ///   - shouldStop: Asked between files and, while functions are scored, every second or so; true ends the scan.
  ///   - progress: Called after each file, on the calling thread.
  /// - Returns: The ranking and what it covers.
  /// - Throws: ``RepositoryError``, the error of a parser that cannot start, or ``DetectionError``, which is
  ///   ``DetectionError/stopped`` after a stop; the cache is left as it was then.
  public func run(
    with detector: Detector, names: (path: String, model: String),
    shouldStop: @escaping @Sendable () -> Bool = { false }, progress: (Progress) -> Void = { _ in }
  ) throws -> ScanResult {
    // Before files are looked at: one that changes from now on is none that a later scan may know.
    let recall = recall(for: detector.model)
    let listing: Repository.Listing
    do {
      listing = try scanner.repository.list(shouldStop: shouldStop)
    } catch RepositoryError.stopped {
      throw DetectionError.stopped
    }
    var result = ScanResult(
      findings: [], functionCount: 0, fileCount: 0, suspectCount: 0, threshold: options.threshold,
      highestScore: nil, skipped: [], method: detector.model.method, path: names.path, model: names.model)
    result.pathInProject = options.triage.pathInProject
    result.order = options.order
    result.budget = options.budget
    if let known = recall?.result(of: listing, into: result) {
      progress(Progress(fileCount: known.fileCount, functionCount: known.functionCount))
      return known
    }
    recall?.load()
    var rankingOptions = options
    rankingOptions.parts = scanner.repository.options.parts
    var ranking = ProjectRanking(detector: detector, options: rankingOptions, recall: recall)
    ranking.shouldStop = shouldStop
    var done = Progress()
    var regions: [ScanResult.Skipped] = []
    var preparation = detector.preparation
    preparation.sketches = options.families != .ignored
    let configured = preparation
    let summary = try scanner.scan(
      listing, keepsTokens: true, recall: { file in recall?.file(file) },
      transform: { parsed, file in
        let prepared = configured.prepare(parsed)
        recall?.note(prepared, file)
        return prepared
      },
      { (file: PreparedFile) in
        if shouldStop() { throw DetectionError.stopped }
        done.fileCount += 1
        done.functionCount += file.functions.count
        regions += file.skipped.map {
          .init(file: file.file, line: $0.range.startLine, reason: $0.reason.description)
        }
        try ranking.add(file)
        progress(done)
      })
    let part = ScannedPart(listing: listing, unread: summary.skipped, repository: scanner.repository)
    let findings = try ranking.finish { part.covers($0) }
    result.findings = findings
    result.apartFindings = ranking.apartFindings
    result.apartCounts = ranking.apartCounts
    result.apartSuspectCount = ranking.apartSuspectCount
    result.functionCount = ranking.functionCount
    result.fileCount = summary.parsedFiles
    result.suspectCount = ranking.suspectCount
    result.highestScore = ranking.highestScore
    result.rowCount = ranking.rowCount
    result.changes = options.committed.map { .init(since: $0.name, functionCount: ranking.changedCount) }
    result.missedFixes = ranking.missedFixes
    result.skipped = summary.skipped.map { .init(file: $0.path, reason: $0.reason) } + regions
    result.triage = ranking.triageOutcome
    result.scoreHistogram = ranking.scoreHistogram
    if let novelty = detector.model.novelty {
      result.novelCount = ranking.novelCount
      result.isNovel = novelty.isNovel(project: ranking.novelCount, of: ranking.functionCount)
    }
    if !summary.hasUnreadableFile { recall?.note(options.keptPart(of: result), of: listing) }
    recall?.save()
    result.cacheProblem = recall?.problem
    return result
  }
}
