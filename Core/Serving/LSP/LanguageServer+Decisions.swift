import Foundation

extension LanguageServer {
  /// What the user and the team have decided.
  func decisions(_ settings: ServerSettings) -> FunctionDecisions {
    FunctionDecisions(
      baseline: entries(of: projectBaseline(settings)?.file ?? settings.baseline),
      own: entries(of: settings.fine))
  }

  private func entries(of file: NamedFile?) -> [Baseline.Entry] {
    guard let file, file.exists else { return [] }
    do {
      return try BaselineFile.read(file).entries
    } catch {
      say(String(describing: error))
      return []
    }
  }

  /// The baseline that is set, or that of the standard name in the project's root; nil without a workspace.
  private func projectBaseline(_ settings: ServerSettings) -> ProjectBaseline? {
    lock.withLock { project }.map { ProjectBaseline(settings.baseline, of: $0) }
  }

  /// Writes down what was found on reading a function of a document.
  ///
  /// - Throws: ``RPCError`` where the decision may be kept nowhere, ``BaselineError``.
  func decide(on function: ScannedFunction, of uri: String, by command: DocumentFindings.Command) throws {
    let settings = lock.withLock { self.settings }
    var entry = Baseline.Entry(
      file: function.function.file, function: function.function.name, fingerprint: function.fingerprint)
    // Two decisions at the same time must both be kept.
    decisionLock.lock()
    defer { decisionLock.unlock() }
    switch command {
    case .markFine:
      guard let file = settings.fine else {
        throw Self.refusal("No file is set that this decision could be written to.")
      }
      try file.makeFolder()
      try BaselineFile.update(file) { $0.adding([entry]) }
    case .accept, .confirm, .clearMark:
      let (baseline, name) = try markPlace(for: uri, settings)
      entry.file = name
      entry.verdict = command == .confirm ? .confirmed : .accepted
      if command == .clearMark {
        // The mark may have been made where the function stood before.
        let same = entries(of: baseline.file).filter {
          $0.fingerprint == entry.fingerprint && $0.function == entry.function
        }
        let own = same.filter { $0.file == name }
        try baseline.mark(own.isEmpty ? same : own, removes: true)
      } else {
        try baseline.mark([entry])
      }
      if baseline.isStandard {
        say(
          "marks are kept in \(baseline.file.path); scans read it with --baseline, or as baseline of"
            + " \(ConfigurationFile.name).", .information)
      }
    }
    lock.withLock { documents.forgetFindings() }
    analyseAll()
  }

  /// Whether marks of a document's functions may be written to the project's baseline.
  func canMark(_ uri: String, _ settings: ServerSettings) -> Bool {
    (try? markPlace(for: uri, settings)) != nil
  }

  /// The baseline that takes the marks of a document's functions, and the document's path in it.
  ///
  /// The document must be a file inside the workspace's folder, by its path and by where links lead. The baseline must lie
  /// beneath the project's root unless the user named it on the command line: a client may have its settings from the project.
  ///
  /// - Throws: ``RPCError`` where marks may not be written.
  private func markPlace(
    for uri: String, _ settings: ServerSettings
  ) throws(RPCError) -> (baseline: ProjectBaseline, file: String) {
    let (root, project) = lock.withLock { (self.root, self.project) }
    guard let root, let project, let baseline = projectBaseline(settings) else {
      throw Self.refusal("The editor has opened no folder whose baseline could take the mark.")
    }
    guard let path = Self.path(uri), path.hasPrefix(root + "/"), let realRoot = RealPath.of(root),
      let real = RealPath.of(path), real.hasPrefix(realRoot + "/")
    else {
      throw Self.refusal("The document is no file inside the folder that the editor has opened.")
    }
    guard baseline.file.isOfProject || settings.baseline == baseSettings.baseline else {
      throw Self.refusal(
        "The baseline \(baseline.file.path) lies outside of the project. Set one inside it, or name it with"
          + " `vulnadapt lsp --baseline`.")
    }
    return (baseline, project.pathToScanned + real.dropFirst(realRoot.count + 1))
  }

  private static func refusal(_ message: String) -> RPCError {
    RPCError(code: .requestFailed, message: message)
  }

  /// The document's path from the project's root, as baselines name files.
  func displayPath(_ uri: String) -> String {
    guard let path = Self.path(uri) else { return uri }
    let (root, project) = lock.withLock { (self.root, self.project) }
    guard let root, path.hasPrefix(root + "/") else { return path }
    return (project?.pathToScanned ?? "") + String(path.dropFirst(root.count + 1))
  }
}
