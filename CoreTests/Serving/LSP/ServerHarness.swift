import Dispatch
import Foundation

@testable import Core

/// A server with a client that writes down what it says.
final class ServerHarness: @unchecked Sendable {
  static let uri = "file:///work/a.c"
  static let text =
    "#include <string.h>\n\nint /*é*/ f(char *a, const char *b, int n)\n{\n  memcpy(a, b, n);\n  return n;\n}\n"

  private let lock = NSLock()
  private var received: [JSONValue] = []
  private(set) var server: LanguageServer!
  let folder: TemporaryFolder

  /// Starts a server whose model calls every function a suspect.
  init(
    settings adjust: (inout ServerSettings) -> Void = { _ in }, capabilities: JSONValue = [:],
    root: String = "/work", options: JSONValue? = nil, configurationWait: Duration = .milliseconds(1),
    documentsLimit: Int? = nil,
    isInitialized: Bool = true
  ) throws {
    folder = try TemporaryFolder()
    let model = folder.file("m.vulnmodel")
    try SampleModel.make(maximumStatements: 20, scale: 2).write(to: model)
    var settings = ServerSettings(model: model.path, threshold: 0)
    settings.debounceMilliseconds = 0
    adjust(&settings)
    server = LanguageServer(
      settings: settings, documentsLimit: documentsLimit, configurationWait: configurationWait,
      historyCache: HistoryCache(nil)
    ) { [weak self] bytes in
      var reader = MessageReader()
      for case .message(let content) in reader.read(bytes) {
        let value = (try? StrictJSON.parse(content, maximumDepth: 64)) ?? .null
        self?.lock.withLock { self?.received.append(value) }
      }
    }
    guard isInitialized else { return }
    var parameters: [String: JSONValue] = [
      "capabilities": capabilities, "rootUri": .string("file://\(root)"),
    ]
    parameters["initializationOptions"] = options
    request("initialize", .object(parameters))
    notify("initialized", [:])
  }

  deinit { server.queue.close() }

  /// Keeps the server's queue busy until the gate is signalled.
  func holdQueue() -> DispatchSemaphore {
    let gate = DispatchSemaphore(value: 0)
    server.queue.add(Self.uri, for: .request) { gate.wait() }
    return gate
  }

  /// Sends bytes as one message's content and waits for what they cause.
  @discardableResult
  func send(_ text: String) -> Bool {
    let goesOn = server.take(Array(text.utf8))
    server.queue.waitUntilIdle()
    return goesOn
  }

  func notify(_ method: String, _ parameters: JSONValue) {
    send((["jsonrpc": "2.0", "method": .string(method), "params": parameters] as JSONValue).text)
  }

  /// Sends a request and returns the answer to it.
  @discardableResult
  func request(_ method: String, _ parameters: JSONValue, id: JSONValue = 77) -> JSONValue {
    send((["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters] as JSONValue).text)
    return messages.last { $0["id"] == id && $0["method"] == nil } ?? .null
  }

  var messages: [JSONValue] { lock.withLock { received } }

  /// The diagnostics last published.
  var diagnostics: [JSONValue]? {
    messages.last { $0["method"] == "textDocument/publishDiagnostics" }?["params"]?["diagnostics"]?.array
  }

  func open(_ text: String = text, language: String = "c", uri: String = uri) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": .string(language), "version": 1, "text": .string(text),
        ]
      ])
  }

  func change(_ changes: JSONValue, version: Int = 2, uri: String = uri) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(uri), "version": .number(String(version))],
        "contentChanges": changes,
      ])
  }

  static func position(_ line: Int, _ column: Int) -> JSONValue {
    ["line": .number(String(line)), "character": .number(String(column))]
  }

  static func range(_ startLine: Int, _ startColumn: Int, _ endLine: Int, _ endColumn: Int) -> JSONValue {
    ["start": position(startLine, startColumn), "end": position(endLine, endColumn)]
  }

  static let document: JSONValue = ["uri": .string(uri)]
}
