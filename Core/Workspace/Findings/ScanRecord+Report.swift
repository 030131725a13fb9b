import Algorithms
import Foundation

extension ScanRecord.Summary {
  /// What the project's own past changed of the model; nil for nothing.
  var pastAdaptation: ProjectAdaptation? { adaptation.flatMap { try? ProjectAdaptation(Array($0)[...]) } }

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
  /// The model that ranked: that of the run, adapted to the project's past as it was then.
  ///
  /// - Throws: ``ModelFileError``.
  func model(of scan: ScanRecord) throws -> ModelFile {
    var model = try ModelFile(contentsOf: modelFile(ofRun: scan.runID))
    if let adaptation = scan.summary.pastAdaptation {
      model.evidence = model.evidence.map(adaptation.model(from:))
    }
    return model
  }

  /// A kept ranking as a report takes it, with all that the format shows of a function.
  func scanResult(_ scan: ScanRecord, for format: any ReportFormat.Type) throws -> ScanResult {
    var result = try scanResult(scan)
    guard hasModel(ofRun: scan.runID) else { return result }
    let detector = Detector(model: try model(of: scan))
    let content = format.content
    let listed = format.listed(in: result, ReportStyle()).prefix(content.attributedFindings ?? .max)
    // A list of suspects alone or of all functions: either way, its first are the ranking's first.
    let detailed = try detector.detailed(Array(listed), content)
    result.findings.replaceSubrange(0..<detailed.count, with: detailed)
    let apart = format.listedApart(in: result, ReportStyle()).prefix(content.attributedFindings ?? .max)
    let detailedApart = try detector.detailed(Array(apart), content)
    result.apartFindings.replaceSubrange(0..<detailedApart.count, with: detailedApart)
    result.triage.suppressed = try detector.detailed(result.triage.suppressed, content)
    return result
  }

  /// The project's baseline with an entry for each suspect that is marked as looking fine, and each function that is confirmed.
  ///
  /// A scan that is given it accepts what a report from here lists as accepted by a baseline.
  func baseline(of scan: ScanRecord) throws -> Baseline {
    let project = try projects().first { $0.id == scan.projectID }
    let file = try project.flatMap { try ConfigurationFile.find(for: $0.path) }
    let settings = EffectiveConfiguration(commandLine: [:], file: file)
    let known = try settings.baseline.map { try BaselineFile.read($0) }?.entries ?? []
    let marks = try triage(ofProject: scan.projectID)
    let entries = try findings(ofScan: scan.id).compactMap { stored -> Baseline.Entry? in
      let isConfirmed = marks[stored.fingerprint] == .confirmed
      guard stored.suppression == nil, isConfirmed || stored.isAccepted(by: marks) else { return nil }
      return Baseline.Entry(
        file: (scan.summary.pathInProject ?? "") + stored.file, function: stored.function,
        fingerprint: FunctionFingerprint(of: stored.cFunction),
        verdict: isConfirmed ? .confirmed : .accepted)
    }
    let isKnown = Set(known).contains
    return Baseline(known + entries.filter { !isKnown($0) })
  }

  private func scanResult(_ scan: ScanRecord) throws -> ScanResult {
    let marks = try triage(ofProject: scan.projectID)
    let stored = try findings(ofScan: scan.id)
    let accepted = stored.accepted(marks)
    let findings = stored.rows(marks) { $0.kind == nil }
    let apart = stored.filter { $0.kind != nil }
    // What is ranked apart was not counted among the suspects.
    let markedCount = stored.count { $0.suppression == nil && $0.kind == nil && $0.isAccepted(by: marks) }
    let project = try projects().first { $0.id == scan.projectID }
    let summary = scan.summary
    var result = ScanResult(
      findings: findings, functionCount: summary.functionCount, fileCount: summary.fileCount,
      suspectCount: summary.suspectCount - markedCount, threshold: summary.threshold,
      highestScore: findings.first?.score,
      skipped: summary.skipped.map { .init(file: $0.file, line: $0.line, reason: $0.reason) },
      method: summary.method, path: project?.path ?? "", model: modelFile(ofRun: scan.runID).path)
    result.scoreHistogram = summary.scoreHistogram ?? []
    result.adaptation = summary.pastAdaptation?.words
    result.apartFindings = stored.rows(marks) { $0.kind != nil }
    result.apartCounts = Dictionary(grouping: apart) { $0.kind ?? "" }.mapValues(\.count)
    result.apartSuspectCount = apart.count { $0.isSuspect && !$0.isAccepted(by: marks) }
    result.missedFixes = stored.filter { $0.missedFix != nil && !$0.isAccepted(by: marks) }.enumerated().map {
      $1.bareFinding(rank: $0 + 1)
    }
    result.rowCount = findings.count
    result.pathInProject = summary.pathInProject ?? ""
    result.triage.suppressed = accepted
    if let baseline = try? baseline(of: scan), !baseline.entries.isEmpty {
      result.triage.remainingBaseline = baseline
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

extension [StoredFinding] {
  /// Accepted suspects, highest score first, with ranks from one.
  fileprivate func accepted(_ marks: [String: TriageState]) -> [Finding] {
    // Those that were accepted in the project come after all others: a place between them is found by the score.
    filter { $0.isAccepted(by: marks) }
      .sorted { ($1.score, $0.file, $0.range.startOffset) < ($0.score, $1.file, $1.range.startOffset) }
      .enumerated().map { index, stored in
        var finding = stored.finding
        finding.suppression = stored.suppression ?? .baseline
        finding.rank = index + 1
        return finding
      }
  }

  /// The functions that nothing accepts, those that are alike as one row, highest score first, with ranks from one.
  fileprivate func rows(
    _ marks: [String: TriageState], _ isIncluded: (StoredFinding) -> Bool
  ) -> [Finding] {
    filter { !$0.isAccepted(by: marks) && isIncluded($0) }.groupedInOrder { $0.leader ?? $0.rank }
      .enumerated().map { index, members in
        var finding = members[0].finding
        finding.rank = index + 1
        finding.alike = members.dropFirst().enumerated().map { $1.bareFinding(rank: $0 + 1) }
        return finding
      }
  }
}

extension StoredFinding {
  /// Whether the project or a mark accepts the suspect.
  fileprivate func isAccepted(by marks: [String: TriageState]) -> Bool {
    suppression != nil || (isSuspect && marks[fingerprint] == .looksFine)
  }

  /// The finding as reports take it.
  var finding: Finding {
    var finding = Finding(
      rank: rank, score: Float(score), function: cFunction,
      statements: statements.map(\.attribution),
      isSuspect: isSuspect, occurrence: occurrence, suppression: suppression)
    finding.missedFix = missedFix
    finding.ancillary = kind.flatMap { word in AncillaryCode.allCases.first { $0.word == word } }
    return finding
  }

  /// The finding as one of a family, without text and statements.
  fileprivate func bareFinding(rank: Int) -> Finding {
    var finding = finding
    finding.rank = rank
    finding.function.text = ""
    finding.statements = []
    return finding
  }
}

extension Detector {
  /// Findings with the statements and similar functions that a format shows.
  fileprivate func detailed(_ findings: [Finding], _ content: ReportContent) throws -> [Finding] {
    try findings.chunks(ofCount: 64).flatMap { chunk in
      // The ranking has explained its first findings.
      let asksMore = content.statementLimit > ProjectRanker.statementLimit
      let unexplained =
        content.statementLimit > 0 ? chunk.filter { asksMore || $0.statements.isEmpty } : []
      var explained = try attributions(of: unexplained.map(\.function), limit: content.statementLimit)
        .makeIterator()
      let details = try details(
        of: chunk.map(\.function), statementLimit: 0, similarLimit: content.similarLimit)
      return zip(chunk, details).map { finding, detail in
        var finding = finding
        if asksMore || finding.statements.isEmpty { finding.statements = explained.next() ?? [] }
        finding.statements = Array(finding.statements.prefix(content.statementLimit))
        finding.similarFunctions = detail.similar
        finding.signals = SignalFinder.signals(of: finding.function)
        return finding
      }
    }
  }
}
