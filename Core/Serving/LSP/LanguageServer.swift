import Foundation

/// A server of the Language Server Protocol 3.17 that shows an editor which functions of a C file to look at.
///
/// Messages are taken on one thread; functions are scored on others, document by document, so that edits and
/// cancellation are seen while that goes on, and a large document holds up no other. Nothing that a document or a client names is run, and files are written only where the user has
/// said that decisions are kept.
public final class LanguageServer: @unchecked Sendable {
  /// Where the server stands in the protocol.
  enum Phase { case starting, running, shutDown }

  let lock = NSLock()
  let queue = WorkQueue()
  let history: EditorHistory
  /// Held while the model is read.
  let detectorLock = NSLock()
  /// Held while a decision is written down.
  let decisionLock = NSLock()
  private let output: @Sendable ([UInt8]) -> Void
  /// The settings of the command line.
  let baseSettings: ServerSettings
  private let writing = NSLock()
  private let messageLimit: Int
  /// How long documents wait for a client to answer about its configuration.
  private let configurationWait: Duration

  // The state below is read and written under the lock.
  var phase = Phase.starting
  var settings: ServerSettings
  var encoding = PositionEncoding.utf16
  var root: String?
  /// The project that the workspace's folder belongs to; nil without one.
  var project: ProjectRoot?
  var projectFile: ConfigurationFile?
  var clientConfiguration = ClientConfiguration()
  var documents: OpenDocuments
  var cancelled: Set<JSONValue> = []
  var waiting: Set<JSONValue> = []
  /// How many requests wait; a client may give several the same identifier.
  var waitingCount = 0
  var ownRequests: [JSONValue: @Sendable (JSONValue?) -> Void] = [:]
  var ownRequestCount = 0
  var canAskConfiguration = false
  var canRegisterConfiguration = false
  var showsProgress = false
  var saidProblems: Set<String> = []
  /// Whether a document was declined because of others that are open.
  var hasSaidFull = false
  var hasSaidStarter = false
  /// Whether documents wait for the client's first answer about its configuration.
  var awaitsConfiguration = false
  /// The detector and what its model file was when it was read; used under its lock.
  var detector: (stamp: String, detector: Detector)?

  /// Creates a server.
  ///
  /// - Parameters:
  ///   - settings: The settings of the command line; a client's configuration comes before them.
  ///   - messageLimit: The longest message that is read, in bytes.
  ///   - documentsLimit: The largest size of all open documents together, in bytes; 64 MB when nil.
  ///   - configurationWait: How long documents wait for a client to answer about its configuration.
  ///   - historyCache: What is remembered of histories.
  ///   - output: Takes framed messages; called from several threads, one at a time.
  public init(
    settings: ServerSettings, messageLimit: Int = 32 << 20, documentsLimit: Int? = nil,
    configurationWait: Duration = .seconds(2), historyCache: HistoryCache = HistoryCache(),
    output: @escaping @Sendable ([UInt8]) -> Void
  ) {
    history = EditorHistory(cache: historyCache)
    baseSettings = settings
    self.settings = settings
    self.messageLimit = messageLimit
    documents = OpenDocuments(sizeLimit: documentsLimit ?? OpenDocuments.sizeLimit)
    self.configurationWait = configurationWait
    self.output = output
    // Documents were scored by their text alone until now.
    history.whenRead { [weak self] in
      if let problem = historyCache.problem { self?.say(problem, .information) }
      self?.analyseAll()
    }
  }

  /// Serves until `exit` or the end of the input.
  ///
  /// - Parameter read: The next bytes; empty at the end of the input.
  /// - Returns: Whether the client shut the server down before it ended, as it must.
  public func run(_ read: () -> [UInt8]) -> Bool {
    defer { queue.close() }
    var reader = MessageReader(messageLimit: messageLimit)
    while true {
      let bytes = read()
      if bytes.isEmpty { return false }
      for event in reader.read(bytes) {
        switch event {
        case .message(let content):
          if !take(content) { return lock.withLock { phase == .shutDown } }
        case .malformed(let reason):
          send(RPCError(code: .parseError, message: "This is no message: \(reason).").response)
        }
      }
    }
  }

  /// Takes one message; false after `exit`.
  func take(_ content: [UInt8]) -> Bool {
    do throws(RPCError) {
      switch try RPCMessage(content) {
      case .notification("exit", _): return false
      case .notification(let method, let parameters): notified(method, parameters)
      case .request(let id, let method, let parameters): requested(id, method, parameters)
      case .response(let id, let result):
        let answer = lock.withLock { ownRequests.removeValue(forKey: id) }
        answer?(result)
      }
    } catch {
      send(error.response)
    }
    return true
  }

  // MARK: Sending

  func send(_ message: JSONValue) {
    let bytes = MessageReader.framed(Array(message.text.utf8))
    writing.withLock { output(bytes) }
  }

  func answer(_ id: JSONValue, _ result: JSONValue) {
    send(["jsonrpc": "2.0", "id": id, "result": result])
  }

  func refuse(_ id: JSONValue, _ code: RPCError.Code, _ message: String) {
    send(RPCError(code: code, message: message, id: id).response)
  }

  func notify(_ method: String, _ parameters: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  /// Asks the client; `answer` takes the result, nil for an error.
  func ask(_ method: String, _ parameters: JSONValue, _ answer: @escaping @Sendable (JSONValue?) -> Void) {
    let id = lock.withLock {
      ownRequestCount += 1
      let id = JSONValue.string("vulnadapt-\(ownRequestCount)")
      ownRequests[id] = answer
      return id
    }
    send(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters])
  }

  /// How loudly an editor shows a message, as the protocol numbers it.
  enum MessageType: Int { case error = 1, warning, information }

  /// Shows a person a message, each once.
  func say(_ text: String, _ type: MessageType = .error) {
    guard lock.withLock({ saidProblems.insert(text).inserted }) else { return }
    notify(
      "window/showMessage",
      ["type": .number(String(type.rawValue)), "message": .string("VulnAdapt: \(text.printable)")])
  }

  /// Says once that the starter model ranks: a default, and no fault.
  func sayStarter(_ text: String) {
    let isFirst = lock.withLock {
      defer { hasSaidStarter = true }
      return !hasSaidStarter
    }
    if isFirst { say(text, .information) }
  }

  // MARK: Settings

  /// Puts what a client says of the settings into force and looks at all documents again.
  func configure(_ value: JSONValue, by way: ClientConfiguration.Way) {
    lock.withLock {
      clientConfiguration.take(value, by: way)
      saidProblems = []
    }
    settle()
  }

  /// Reads the configuration file of the workspace's folder, and puts it into force when it has changed.
  func readProjectFile() {
    guard let root = lock.withLock({ root }) else { return }
    let found = Result { () throws(ConfigurationError) in try ConfigurationFile.find(for: root) }
    let file = try? found.get()
    // What a client sets is no sign of where the project starts: it may have it from the project.
    let project = ProjectRoot(
      of: root, configuration: file?.folder, marks: [baseSettings.baseline].compactMap { $0 })
    let isNew = lock.withLock {
      self.project = project
      defer { projectFile = file }
      return projectFile != file
    }
    if isNew { settle() }
    if case .failure(let error) = found { say(String(describing: error)) }
  }

  /// Joins all settings and looks at all documents again.
  private func settle() {
    let problems = lock.withLock {
      let known = projectFile.map(baseSettings.completed(by:)) ?? baseSettings
      let (updated, problems) = known.updated(with: clientConfiguration.joined, root: root)
      settings = updated
      return problems
    }
    for problem in problems { say(problem, .warning) }
    analyseAll()
  }

  /// Asks the client for its configuration, where it can answer; documents wait for the first answer a while, so that
  /// they are not shown with settings that are about to change.
  func askConfiguration(isFirst: Bool = false) {
    guard lock.withLock({ canAskConfiguration }) else { return }
    if isFirst {
      lock.withLock { awaitsConfiguration = true }
      queue.add(Self.configurationKey, for: .look, after: configurationWait) { [weak self] in
        self?.stopWaiting()
      }
    }
    ask("workspace/configuration", ["items": [["section": "vulnadapt"]]]) { [weak self] result in
      guard let self else { return }
      self.lock.withLock { self.awaitsConfiguration = false }
      self.configure(result?.array.map { $0.first ?? .null } ?? result ?? .null, by: .answer)
      // What waited for an answer need not wait longer.
      self.queue.add(Self.configurationKey, for: .look) {}
    }
  }

  /// No document is called so.
  private static let configurationKey = "\u{0}configuration"

  private func stopWaiting() {
    let documents = lock.withLock {
      defer { awaitsConfiguration = false }
      return awaitsConfiguration ? self.documents.uris : []
    }
    for uri in documents { analyse(uri, after: .zero) }
  }
}
