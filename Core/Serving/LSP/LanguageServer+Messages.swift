import Foundation

extension LanguageServer {
  // MARK: Requests

  func requested(_ id: JSONValue, _ method: String, _ parameters: JSONValue) {
    let phase = lock.withLock { self.phase }
    switch (phase, method) {
    case (.starting, "initialize"): initialize(id, parameters)
    case (.starting, _): refuse(id, .serverNotInitialized, "The server waits for initialize.")
    case (.shutDown, _): refuse(id, .invalidRequest, "The server is shut down; only exit may follow.")
    case (.running, "initialize"): refuse(id, .invalidRequest, "The server is initialized already.")
    case (.running, "shutdown"):
      lock.withLock { self.phase = .shutDown }
      answer(id, .null)
    case (.running, "textDocument/hover"): hover(id, parameters)
    case (.running, "textDocument/codeAction"): codeAction(id, parameters)
    case (.running, "workspace/executeCommand"): execute(id, parameters)
    case (.running, _): refuse(id, .methodNotFound, "The server does not know \(method.prefix(100)).")
    }
  }

  private func initialize(_ id: JSONValue, _ parameters: JSONValue) {
    let capabilities = parameters["capabilities"]
    let offered = capabilities?["general"]?["positionEncodings"]?.array?.compactMap(\.string) ?? []
    let folder = parameters["workspaceFolders"]?.array?.first?["uri"]?.string ?? parameters["rootUri"]?.string
    lock.withLock {
      phase = .running
      encoding = PositionEncoding(offered: offered)
      root = folder.flatMap(Self.path) ?? parameters["rootPath"]?.string
      // Neovim before 0.8 answers without offering to.
      canAskConfiguration =
        capabilities?["workspace"]?["configuration"]?.bool ?? (parameters["clientInfo"]?["name"] == "Neovim")
      canRegisterConfiguration =
        capabilities?["workspace"]?["didChangeConfiguration"]?["dynamicRegistration"]?.bool ?? false
      showsProgress = capabilities?["window"]?["workDoneProgress"]?.bool ?? false
    }
    readProjectFile()
    if let options = parameters["initializationOptions"] { configure(options, by: .initialization) }
    answer(
      id,
      [
        "capabilities": [
          "positionEncoding": .string(lock.withLock { encoding.rawValue }),
          "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
          "hoverProvider": true, "codeActionProvider": ["codeActionKinds": ["quickfix"]],
          "executeCommandProvider": [
            "commands": .array(DocumentFindings.Command.allCases.map { .string($0.rawValue) })
          ],
        ],
        "serverInfo": ["name": "vulnadapt", "version": .string(libraryVersion)],
      ])
  }

  private func hover(_ id: JSONValue, _ parameters: JSONValue) {
    guard let uri = parameters["textDocument"]?["uri"]?.string,
      let position = TextPosition(parameters["position"])
    else { return refuse(id, .invalidParameters, "A hover needs textDocument.uri and position.") }
    withFindings(id, uri) { findings, isCancelled in
      try findings?.hover(at: position, isCancelled: isCancelled) ?? .null
    }
  }

  private func codeAction(_ id: JSONValue, _ parameters: JSONValue) {
    guard let uri = parameters["textDocument"]?["uri"]?.string,
      let start = TextPosition(parameters["range"]?["start"]),
      let end = TextPosition(parameters["range"]?["end"])
    else { return refuse(id, .invalidParameters, "A code action needs textDocument.uri and range.") }
    let diagnostics = parameters["context"]?["diagnostics"]?.array ?? []
    let settings = lock.withLock { self.settings }
    withFindings(id, uri) { [weak self] findings, _ in
      findings?.actions(
        for: TextRange(start: start, end: end), diagnostics: diagnostics, settings: settings,
        canMark: self?.canMark(uri, settings) ?? false) ?? []
    }
  }

  private func execute(_ id: JSONValue, _ parameters: JSONValue) {
    guard let command = parameters["command"]?.string.flatMap(DocumentFindings.Command.init(rawValue:)),
      let argument = parameters["arguments"]?.array?.first, let uri = argument["uri"]?.string,
      let fingerprint = argument["fingerprint"]?.string.flatMap(FunctionFingerprint.init(hexadecimal:))
    else { return refuse(id, .invalidParameters, "The command or its arguments are unknown.") }
    withFindings(id, uri) { [weak self] findings, _ in
      guard let self, let findings, let function = findings.function(with: fingerprint) else {
        throw RPCError(
          code: .contentModified,
          message: "The function has changed since; look at it again, then repeat this.")
      }
      try self.decide(on: function, of: uri, by: command)
      return .null
    }
  }

  /// Answers a request on the queue with the findings of the document's present version.
  private func withFindings(
    _ id: JSONValue, _ uri: String,
    _ body: @escaping @Sendable (DocumentFindings?, () -> Bool) throws -> JSONValue
  ) {
    let (isOpen, isTooMuch) = lock.withLock {
      let isTooMuch = waitingCount >= Self.waitingLimit
      if !isTooMuch {
        waiting.insert(id)
        waitingCount += 1
      }
      return (documents[uri] != nil, isTooMuch)
    }
    if isTooMuch {
      return refuse(
        id, .requestFailed, "\(Self.waitingLimit) requests wait for an answer; ask again later.")
    }
    let job: @Sendable () -> Void = { [weak self] in
      guard let self else { return }
      let isCancelled = { self.lock.withLock { self.cancelled.contains(id) } }
      defer {
        self.lock.withLock {
          self.waiting.remove(id)
          self.waitingCount -= 1
          self.cancelled.remove(id)
        }
      }
      do {
        if isCancelled() { throw CancellationError() }
        let findings = try self.presentFindings(uri, isCancelled: isCancelled)
        let result = try body(findings, isCancelled)
        if isCancelled() { throw CancellationError() }
        self.answer(id, result)
      } catch is CancellationError {
        self.refuse(id, .requestCancelled, "The request was cancelled.")
      } catch var error as RPCError {
        error.id = id
        self.send(error.response)
      } catch {
        self.refuse(id, .requestFailed, String(describing: error))
      }
    }
    // Of others nothing is known, so nothing need be waited for.
    if isOpen { queue.add(uri, for: .request, job) } else { job() }
  }

  /// More requests do not wait for their answers.
  static let waitingLimit = 10_000

  // MARK: Notifications

  func notified(_ method: String, _ parameters: JSONValue) {
    if method == "$/cancelRequest", let id = parameters["id"] {
      return lock.withLock { if waiting.contains(id) { cancelled.insert(id) } }
    }
    guard lock.withLock({ phase == .running }) else { return }
    switch method {
    case "initialized":
      if lock.withLock({ canRegisterConfiguration }) {
        ask(
          "client/registerCapability",
          ["registrations": [["id": "configuration", "method": "workspace/didChangeConfiguration"]]]
        ) { _ in }
      }
      askConfiguration(isFirst: true)
    case "workspace/didChangeConfiguration":
      if let settings = parameters["settings"] { configure(settings, by: .notification) }
      askConfiguration()
    case "textDocument/didOpen": opened(parameters)
    case "textDocument/didChange": changed(parameters)
    case "textDocument/didSave":
      readProjectFile()
      if let uri = parameters["textDocument"]?["uri"]?.string { analyse(uri, after: .zero) }
    case "textDocument/didClose": closed(parameters)
    default: break
    }
  }

  /// The path of a `file:` URI; nil for others.
  static func path(_ uri: String) -> String? {
    guard let url = URL(string: uri), url.isFileURL else { return nil }
    return url.path
  }
}
