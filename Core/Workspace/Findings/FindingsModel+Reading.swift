import Foundation

extension FindingsModel {
  /// How many functions are opened in the editor at once.
  static let openLimit = 10

  /// The selected finding, if it is only one.
  public var selected: StoredFinding? {
    guard selection.count == 1, let rank = selection.first, findings.indices.contains(rank - 1) else {
      return nil
    }
    return findings[rank - 1]
  }

  /// What git knows of the function being read; nil where there is nothing to say.
  public var past: HistoryNote? {
    guard let selected, let projectID else { return nil }
    return pasts.past(of: selected, in: projectID)
  }

  /// How far the reading of the project's history is; nil when it was not ranked since the start.
  public var pastState: PastsModel.State? { projectID.flatMap { pasts.states[$0] } }

  /// Selects the row after the selected one, or the first.
  public func selectNext() { move(by: 1) }

  /// Selects the row before the selected one, or the last.
  public func selectPrevious() { move(by: -1) }

  private func move(by distance: Int) {
    let rows = rows
    guard !rows.isEmpty else { return }
    guard let index = rows.firstIndex(where: { selection.contains($0.id) }) else {
      selection = [(distance > 0 ? rows[0] : rows[rows.count - 1]).id]
      return
    }
    let next = index + distance
    if rows.indices.contains(next) { selection = [rows[next].id] }
  }

  /// Shows the selected function, and finds its statements' shares if they are not known yet.
  public func readSelection() async {
    guard let finding = selected else {
      source = nil
      return
    }
    source = FunctionSource(finding.cFunction, statements: finding.statements)
    guard finding.statements.isEmpty, let detector = await detectorOfScan() else { return }
    let statements = try? await onOwnThread("attribution") {
      try detector.attribution(of: finding.cFunction, limit: ProjectRanker.statementLimit)
    }
    guard let statements, selected?.fingerprint == finding.fingerprint else { return }
    var known = finding
    known.statements = statements.map(StoredFinding.Statement.init)
    if findings.indices.contains(finding.rank - 1) { findings[finding.rank - 1] = known }
    // Only a kept copy of what can be computed again: a full disk is no reason to bother anyone here.
    try? store.save(known)
    source = FunctionSource(known.cFunction, statements: known.statements)
  }

  private func detectorOfScan() async -> Detector? {
    guard let scan else { return nil }
    if let detector, detector.scanID == scan.id { return detector.detector }
    let store = store
    let made = try? await onOwnThread("reading a model") { Detector(model: try store.model(of: scan)) }
    if let made { detector = (scan.id, made) }
    return made
  }

  /// Marks the selected functions; nil takes their marks away.
  public func mark(_ state: TriageState?, undo: (any UndoRecording)? = nil) {
    mark(state, selection, undo: undo)
  }

  /// Marks functions by their place in the ranking.
  public func mark(_ state: TriageState?, _ ranks: Set<Int>, undo: (any UndoRecording)? = nil) {
    guard let projectID else { return }
    let fingerprints = ranks.filter { findings.indices.contains($0 - 1) }.map { findings[$0 - 1].fingerprint }
    guard !fingerprints.isEmpty else { return }
    triage.mark(state, Set(fingerprints), in: projectID, undo: undo)
  }

  /// Opens functions' files in the editor, at the statement with the largest share or at the first line; what the editor
  /// has against it is said in a notice, as is that of many only the first ones are opened.
  ///
  /// - Parameter ranks: Places in the ranking.
  public func openInEditor(_ ranks: Set<Int>) {
    if ranks.count > Self.openLimit {
      notices.post(
        "Of \(ranks.count) functions, the first \(Self.openLimit) were opened.", kind: .information)
    }
    opening = Task {
      for finding in ranks.sorted().prefix(Self.openLimit).compactMap(finding) {
        do {
          guard let file = try file(of: finding) else { continue }
          let line = finding.statements.first?.range.startLine ?? finding.range.startLine
          try await environment.openInEditor(file, line)
        } catch { notices.post(error) }
      }
    }
  }

  /// The files of functions by their places in the ranking, each once; what is gone is said in a notice.
  public func files(of ranks: Set<Int>) -> [URL] {
    var files: [URL] = []
    notices.attempt {
      for finding in ranks.sorted().compactMap(finding) {
        if let file = try file(of: finding), !files.contains(file) { files.append(file) }
      }
    }
    return files
  }

  private func finding(_ rank: Int) -> StoredFinding? {
    findings.indices.contains(rank - 1) ? findings[rank - 1] : nil
  }

  private func file(of finding: StoredFinding) throws -> URL? {
    guard let project = try store.projects().first(where: { $0.id == projectID }) else { return nil }
    return try project.file(finding.file)
  }
}

extension WorkspaceProject {
  /// A file of the project.
  ///
  /// - Throws: ``WorkspaceError/missingFile(path:project:)`` for one that is gone or, by a link or by its
  ///   name, not inside the folder.
  func file(_ path: String) throws -> URL {
    guard let root = RealPath.of(self.path),
      let file = RealPath.of(self.path + "/" + path), file.hasPrefix(root + "/")
    else { throw WorkspaceError.missingFile(path: path, project: name) }
    return URL(fileURLWithPath: file)
  }
}
