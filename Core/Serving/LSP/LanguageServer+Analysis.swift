import Foundation

extension LanguageServer {
  /// Looks at a document on the queue, in place of an earlier look that has not begun.
  func analyse(_ uri: String, after delay: Duration) {
    // Once the wait is over, all documents are looked at.
    if lock.withLock({ awaitsConfiguration }) { return }
    queue.add(uri, for: .look, after: delay) { [weak self] in
      guard let self else { return }
      let version = self.lock.withLock { self.documents[uri]?.version }
      let progress = self.beginProgress(uri)
      // An edit makes the look pointless; another one is waiting then.
      let isCancelled = { self.lock.withLock { self.documents[uri]?.version != version } }
      do {
        self.lock.withLock { self.documents.forgetFindings(of: uri) }
        if let found = try self.presentFindings(uri, isCancelled: isCancelled) { self.publish(found) }
      } catch is CancellationError {
        // Nothing to show.
      } catch {
        self.say(String(describing: error))
      }
      progress()
    }
  }

  /// Looks at all documents again.
  func analyseAll() {
    for uri in lock.withLock({ documents.uris }) { analyse(uri, after: .zero) }
  }

  /// The findings of the document's present version, made if need be; nil when it is not open or there is no model.
  ///
  /// Runs on the queue, for one document on one thread at a time.
  func presentFindings(_ uri: String, isCancelled: () -> Bool) throws -> DocumentFindings? {
    let (document, known, settings, encoding) = lock.withLock {
      (documents[uri], documents.findings(of: uri), self.settings, self.encoding)
    }
    guard let document else { return nil }
    if let known { return known }
    // Documents are looked at side by side; whoever comes first reads the model.
    guard let detector = try detectorLock.withLock({ try currentDetector(settings) }) else { return nil }
    let past = (settings.readsHistory ?? true ? Self.path(uri) : nil).flatMap {
      history.past(of: $0, for: detector.model, adapts: settings.adapts ?? true)
    }
    let made = try DocumentFindings(
      document, file: displayPath(uri), decisions: decisions(settings),
      detector: past?.detector ?? detector, settings: settings, encoding: encoding, past: past,
      isCancelled: isCancelled)
    lock.withLock { documents.keep(made) }
    return made
  }

  /// Sends the diagnostics of a document, unless it was closed or edited meanwhile.
  private func publish(_ found: DocumentFindings) {
    guard lock.withLock({ documents[found.uri]?.version == found.version }) else { return }
    notify(
      "textDocument/publishDiagnostics",
      [
        "uri": .string(found.uri), "version": .number(String(found.version)),
        "diagnostics": found.diagnostics,
      ])
  }

  /// The detector of the model that comes with the program; nil when that is missing.
  private func starterDetector() throws -> Detector? {
    if let detector, detector.stamp == StarterModel.name { return detector.detector }
    do {
      let model = try StarterModel.load()
      let made = Detector(model: model)
      detector = (StarterModel.name, made)
      sayStarter(StarterModel.shortAdvice)
      return made
    } catch {
      detector = nil
      say(
        "\(error) Or set vulnadapt.model in the editor or model in \(ConfigurationFile.name), or start"
          + " `vulnadapt lsp --model FILE`.")
      return nil
    }
  }

  /// The detector of the model in force, read anew when the file has changed; nil when there is none to read.
  private func currentDetector(_ settings: ServerSettings) throws -> Detector? {
    guard let model = settings.model, model.path != StarterModel.word else { return try starterDetector() }
    let stamp = model.stamp.map { "\(model.path) \($0.numbers)" } ?? model.path
    if let detector, detector.stamp == stamp { return detector.detector }
    detector = nil
    do {
      let made = Detector(model: try ModelFile(contentsOf: model))
      detector = (stamp, made)
      return made
    } catch {
      say(String(describing: error))
      return nil
    }
  }

  // MARK: Progress

  /// Shows that a document is looked at, where the client can; call the result at the end.
  private func beginProgress(_ uri: String) -> () -> Void {
    guard lock.withLock({ showsProgress }), detectorLock.withLock({ detector == nil }) else { return {} }
    let token = JSONValue.string("vulnadapt-progress-\(uri)")
    ask("window/workDoneProgress/create", ["token": token]) { _ in }
    notify(
      "$/progress",
      ["token": token, "value": ["kind": "begin", "title": "VulnAdapt", "message": "reading the model"]])
    return { [weak self] in
      self?.notify("$/progress", ["token": token, "value": ["kind": "end"]])
    }
  }
}
