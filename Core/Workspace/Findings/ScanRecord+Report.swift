extension ScanRecord.Summary {
  /// What is kept of a scan besides its findings.
  init(_ result: ScanResult) {
    let limit = ProjectRanker.noteLimit
    functionCount = result.functionCount
    fileCount = result.fileCount
    suspectCount = result.suspectCount
    threshold = result.threshold
    skipped = result.skipped.prefix(limit).map { .init(file: $0.file, line: $0.line, reason: $0.reason) }
    method = result.method
    acceptedCount = result.triage.suppressed.count
    scoreHistogram = result.scoreHistogram
    pathInProject = result.pathInProject
    unusedSuppressions = Array(result.triage.unusedSuppressions.prefix(limit))
    staleEntries = result.triage.staleEntries.prefix(limit).map {
      .init(file: $0.file, function: $0.function, fingerprint: $0.fingerprint.description)
    }
  }
}

extension WorkspaceStore {
  /// A kept ranking as a report takes it, with all that the format shows of a function.
  func scanResult(_ scan: ScanRecord, for format: any ReportFormat.Type) throws -> ScanResult {
    var result = try scanResult(scan)
    guard hasModel(ofRun: scan.runID) else { return result }
    let detector = Detector(model: try ModelFile(contentsOf: modelFile(ofRun: scan.runID)))
    let content = format.content
    let listed = format.listed(in: result, ReportStyle()).prefix(content.attributedFindings ?? .max)
    // A list of suspects alone or of all functions: either way, its first are the ranking's first.
    let detailed = try detector.detailed(Array(listed), content)
    result.findings.replaceSubrange(0..<detailed.count, with: detailed)
    result.triage.suppressed = try detector.detailed(result.triage.suppressed, content)
    return result
  }

  private func scanResult(_ scan: ScanRecord) throws -> ScanResult {
    let stored = try findings(ofScan: scan.id)
    let findings = stored.filter { $0.suppression == nil }.map(\.finding)
    let project = try projects().first { $0.id == scan.projectID }
    let summary = scan.summary
    var result = ScanResult(
      findings: findings, functionCount: summary.functionCount, fileCount: summary.fileCount,
      suspectCount: summary.suspectCount, threshold: summary.threshold, highestScore: findings.first?.score,
      skipped: summary.skipped.map { .init(file: $0.file, line: $0.line, reason: $0.reason) },
      method: summary.method, path: project?.path ?? "", model: modelFile(ofRun: scan.runID).path)
    result.scoreHistogram = summary.scoreHistogram ?? []
    result.pathInProject = summary.pathInProject ?? ""
    result.triage.suppressed = stored.filter { $0.suppression != nil }.map { stored in
      var finding = stored.finding
      finding.rank -= findings.count
      return finding
    }
    result.triage.unusedSuppressions = summary.unusedSuppressions ?? []
    result.triage.staleEntries = (summary.staleEntries ?? []).compactMap { entry in
      FunctionFingerprint(hexadecimal: entry.fingerprint).map {
        Baseline.Entry(file: entry.file, function: entry.function, fingerprint: $0)
      }
    }
    return result
  }
}

extension StoredFinding {
  /// The finding as reports take it.
  var finding: Finding {
    Finding(
      rank: rank, score: Float(score), function: cFunction,
      statements: statements.map { StatementAttribution(range: $0.range, text: $0.text, share: $0.share) },
      isSuspect: isSuspect, occurrence: occurrence, suppression: suppression)
  }
}

extension Detector {
  /// Findings with the statements and similar functions that a format shows.
  fileprivate func detailed(_ findings: [Finding], _ content: ReportContent) throws -> [Finding] {
    let results = parallelMap(findings, pieceSize: 8) { finding in
      Result { () throws(DetectionError) -> Finding in
        var finding = finding
        if finding.statements.isEmpty, content.statementLimit > 0 {
          finding.statements = try self.attribution(of: finding.function, limit: content.statementLimit)
        }
        finding.statements = Array(finding.statements.prefix(content.statementLimit))
        if content.similarLimit > 0 {
          finding.similarFunctions = self.similarFunctions(to: finding.function, limit: content.similarLimit)
        }
        return finding
      }
    }
    return try results.map { try $0.get() }
  }
}
