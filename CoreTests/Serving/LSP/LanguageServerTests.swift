import Foundation
import Testing

@testable import Core

struct LanguageServerTests {
  /// How many statements are marked; signals are hints as well.
  private func statements(_ harness: ServerHarness) -> Int {
    (harness.diagnostics ?? []).filter { $0["code"] == "contributing-statement" }.count
  }

  // MARK: Life

  @Test func settingsAreReadInEachWayThatClientsWriteThem() {
    func statements(_ value: JSONValue, _ way: ClientConfiguration.Way) -> JSONValue? {
      var configuration = ClientConfiguration()
      configuration.take(["statements": 9, "model": "m"], by: .initialization)
      configuration.take(value, by: way)
      return configuration.joined["statements"]
    }
    let section: JSONValue = ["statements": 1]
    for way in ClientConfiguration.Way.allCases {
      #expect(statements(section, way) == 1)
      #expect(statements(["vulnadapt": section], way) == 1)
      #expect(statements(["vulnadapt.statements": 1, "clangd.path": "c"], way) == 1)
      #expect(statements(["vulnadapt": ["vulnadapt.statements": 1]], way) == 1)
    }
    #expect(statements(["settings": ["vulnadapt": section]], .initialization) == 1)
    #expect(statements(["settings": section], .initialization) == 1)
    #expect(statements(["clangd": section], .notification) == 9)
    #expect(statements(["clangd.statements": 1], .notification) == 9)
    for nothing: JSONValue in [.null, [], 3, "x", ["vulnadapt": .null], [:]] {
      #expect(statements(nothing, .notification) == 9)
      #expect(statements(nothing, .answer) == 9)
      #expect(statements(nothing, .initialization) == nil)
    }
  }

  @Test func initializeOffersWhatIsThere() throws {
    let harness = try ServerHarness(
      capabilities: ["general": ["positionEncodings": ["utf-32", "utf-8", "utf-16"]]])
    let result = try #require(harness.messages.first?["result"])
    #expect(result["capabilities"]?["positionEncoding"] == "utf-8")
    #expect(result["capabilities"]?["textDocumentSync"]?["change"] == 2)
    #expect(result["serverInfo"]?["name"] == "vulnadapt")
  }

  @Test func theLifeOfAServerFollowsTheRules() throws {
    let harness = try ServerHarness(isInitialized: false)
    #expect(harness.request("textDocument/hover", [:])["error"]?["code"] == -32_002)
    harness.open()
    #expect(harness.diagnostics == nil, "notifications before initialize are dropped")
    harness.request("initialize", ["capabilities": [:]])
    #expect(harness.request("initialize", [:], id: 5)["error"]?["code"] == -32_600)
    #expect(harness.request("no/such", [:], id: 6)["error"]?["code"] == -32_601)
    #expect(harness.request("shutdown", nil, id: "s")["result"] == .some(.null))
    #expect(harness.request("textDocument/hover", [:], id: 8)["error"]?["code"] == -32_600)
    #expect(!harness.send(#"{"jsonrpc":"2.0","method":"exit"}"#))
  }

  @Test(arguments: [true, false])
  func theEndSaysWhetherTheClientShutTheServerDown(_ shutsDown: Bool) throws {
    let harness = try ServerHarness()
    var messages = [#"{"jsonrpc":"2.0","method":"exit"}"#]
    if shutsDown { messages.insert(#"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#, at: 0) }
    var input = messages.map { MessageReader.framed(Array($0.utf8)) }[...]
    #expect(harness.server.run { input.popFirst() ?? [] } == shutsDown)
  }

  @Test func malformedMessagesAreAnsweredAndTheServerGoesOn() throws {
    let harness = try ServerHarness()
    var input = [
      Array("garbage\r\n\r\n".utf8), MessageReader.framed(Array("{".utf8)),
      MessageReader.framed(Array("[]".utf8)),
      MessageReader.framed(Array(#"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#.utf8)),
    ][...]
    #expect(!harness.server.run { input.popFirst() ?? [] })
    let codes = harness.messages.suffix(4).map { $0["error"]?["code"]?.int }
    #expect(codes == [-32_700, -32_700, -32_600, nil])
  }

  // MARK: Documents

  @Test func openingMarksNamesAndStatements() throws {
    let harness = try ServerHarness()
    harness.open()
    let diagnostics = try #require(harness.diagnostics)
    #expect(diagnostics.first?["code"] == "suspect-function" && diagnostics.first?["severity"] == 3)
    #expect(diagnostics.first?["range"] == ServerHarness.range(2, 10, 2, 11))
    let statements = diagnostics.filter { $0["code"] == "contributing-statement" }
    #expect(diagnostics.dropFirst().allSatisfy { $0["severity"] == 4 })
    #expect(
      !statements.isEmpty && diagnostics[0]["relatedInformation"]?.array?.count == statements.count)
  }

  @Test func signalsAreHintsAtTheirLinesAndToldInTheHover() throws {
    let harness = try ServerHarness()
    harness.open(
      "int f(char *a, char *b)\n{\n  strcpy(a, b);\n  b = next(b);\n  strcat(a, b);\n  gets(a);\n  return 0;\n}\n"
    )
    let diagnostics = try #require(harness.diagnostics)
    let hint = try #require(diagnostics.first { $0["code"] == "copy-without-bound" })
    #expect(hint["severity"] == 4 && hint["source"] == "vulnadapt")
    #expect(hint["range"] == ServerHarness.range(2, 2, 2, 15))
    #expect(hint["codeDescription"]?["href"] == "https://cwe.mitre.org/data/definitions/120.html")
    let sentence = "`strcpy` copies `b` into `a`, however long it is (CWE-120), and 2 more: lines 5, 6"
    #expect(hint["message"]?.string?.hasPrefix("To check in f: \(sentence). To mend: Use a function") == true)
    let related = hint["relatedInformation"]?.array ?? []
    #expect(related.count == 3 && related[1]["location"]?["range"] == ServerHarness.range(4, 2, 4, 15))
    #expect(diagnostics[0]["message"]?.string?.contains("To check in line 3: \(sentence).") == true)
    let hover = harness.request(
      "textDocument/hover",
      ["textDocument": ServerHarness.document, "position": ServerHarness.position(2, 3)])
    let text = try #require(hover["result"]?["contents"]?["value"]?.string)
    #expect(
      text.contains("\nTo check\n- line 3: `strcpy` copies `b` into `a`, however long it is \\(CWE-120\\)"))
  }

  @Test func codeThatIsNotTheProjectsOwnIsCalledSo() throws {
    let harness = try ServerHarness()
    let uri = "file:///work/third_party/zlib/a.c"
    harness.open(ServerHarness.text, uri: uri)
    let published = harness.messages.last { $0["method"] == "textDocument/publishDiagnostics" }?["params"]
    let message = published?["diagnostics"]?.array?.first?["message"]?.string
    #expect(message?.hasSuffix(" The file is vendored code, which scans rank apart.") == true)
    let hover = harness.request(
      "textDocument/hover",
      ["textDocument": ["uri": .string(uri)], "position": ServerHarness.position(4, 3)])
    #expect(hover["result"]?["contents"]?["value"]?.string?.contains("is vendored code") == true)
  }

  @Test func columnsAreBytesForAClientThatAsksForThem() throws {
    let harness = try ServerHarness(capabilities: ["general": ["positionEncodings": ["utf-8"]]])
    harness.open()
    #expect(harness.diagnostics?.first?["range"] == ServerHarness.range(2, 11, 2, 12))
    harness.change([["range": ServerHarness.range(2, 4, 2, 10), "text": "é"]])
    #expect(harness.diagnostics?.first?["range"] == ServerHarness.range(2, 7, 2, 8))
  }

  @Test func editsAreSeenAndClosingClears() throws {
    let harness = try ServerHarness()
    harness.open()
    harness.change([
      ["range": ServerHarness.range(0, 0, 0, 0), "text": "\n\n"],
      ["range": ServerHarness.range(4, 4, 4, 11), "text": "name"],
    ])
    #expect(harness.diagnostics?.first?["range"] == ServerHarness.range(4, 4, 4, 8))
    #expect(harness.messages.last?["params"]?["version"] == 2)
    harness.change([["text": "int x;\n"]], version: 3)
    #expect(harness.diagnostics == [])
    harness.change([["text": .string(ServerHarness.text)]], version: 4)
    #expect(harness.diagnostics?.isEmpty == false)
    harness.notify("textDocument/didClose", ["textDocument": ServerHarness.document])
    #expect(harness.diagnostics == [])
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "1e999", "99999999999999999999"])
  func anyVersionCanBeFollowedByAChangeWithoutOne(_ version: String) throws {
    let harness = try ServerHarness()
    harness.notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(ServerHarness.uri), "languageId": "c", "version": .number(version), "text": "",
        ]
      ])
    harness.notify(
      "textDocument/didChange",
      ["textDocument": ServerHarness.document, "contentChanges": [["text": .string(ServerHarness.text)]]])
    #expect(harness.diagnostics?.isEmpty == false)
  }

  @Test func quickEditsAreGathered() throws {
    let harness = try ServerHarness()
    harness.open()
    let before = harness.messages.count
    // All edits come while the queue is busy, however long that takes here.
    let gate = harness.holdQueue()
    for version in 2...6 {
      let message: JSONValue = [
        "jsonrpc": "2.0", "method": "textDocument/didChange",
        "params": [
          "textDocument": ["uri": .string(ServerHarness.uri), "version": .number(String(version))],
          "contentChanges": [["range": ServerHarness.range(0, 0, 0, 0), "text": "\n"]],
        ],
      ]
      _ = harness.server.take(Array(message.text.utf8))
    }
    gate.signal()
    harness.server.queue.waitUntilIdle()
    #expect(harness.messages.count == before + 1 && harness.messages.last?["params"]?["version"] == 6)
  }

  @Test func documentsThatAreTooLargeAreDeclinedWithOneNotice() throws {
    let harness = try ServerHarness()
    let large = String(repeating: " ", count: OpenDocument.sizeLimit + 1)
    func notices() -> Int { harness.messages.count { $0["method"] == "window/showMessage" } }
    for _ in 0..<2 { harness.open(large, uri: "file:///work/large.c") }
    #expect(notices() == 1)
    #expect(harness.diagnostics == [])
    // One that grows is let go.
    harness.open()
    #expect(harness.diagnostics?.isEmpty == false)
    harness.change([["text": .string(large)]])
    #expect(harness.diagnostics == [])
    #expect(notices() == 2)
    harness.open()
    #expect(harness.diagnostics?.isEmpty == false)
  }

  @Test func otherLanguagesAreLeftAlone() throws {
    let harness = try ServerHarness()
    harness.open(language: "python", uri: "file:///work/a.py")
    #expect(harness.diagnostics == nil)
  }

  // MARK: Requests

  @Test func hoveringExplains() throws {
    let harness = try ServerHarness()
    harness.open()
    let hover = harness.request(
      "textDocument/hover",
      ["textDocument": ServerHarness.document, "position": ServerHarness.position(4, 3)])
    let text = try #require(hover["result"]?["contents"]?["value"]?.string)
    #expect(
      text.contains("score") && text.contains("place 1 of 1") && text.contains("Raised most by\n- line "))
    let outside = harness.request(
      "textDocument/hover",
      ["textDocument": ServerHarness.document, "position": ServerHarness.position(0, 0)], id: 9)
    #expect(outside["result"] == .some(.null))
    #expect(harness.request("textDocument/hover", [:], id: 10)["error"]?["code"] == -32_602)
  }

  @Test func aCancelledRequestIsAnsweredAsSuch() throws {
    let harness = try ServerHarness()
    harness.open()
    let gate = DispatchSemaphore(value: 0)
    harness.server.queue.add(ServerHarness.uri, for: .request) { gate.wait() }
    let request: JSONValue = [
      "jsonrpc": "2.0", "id": 4, "method": "textDocument/hover",
      "params": ["textDocument": ServerHarness.document, "position": ServerHarness.position(4, 3)],
    ]
    _ = harness.server.take(Array(request.text.utf8))
    _ = harness.server.take(Array(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":4}}"#.utf8))
    gate.signal()
    harness.server.queue.waitUntilIdle()
    #expect(harness.messages.last?["error"]?["code"] == -32_800)
  }

  @Test func suppressingInsertsTheCommentThatIsHonoured() throws {
    let harness = try ServerHarness()
    harness.open()
    let answer = harness.request(
      "textDocument/codeAction",
      [
        "textDocument": ServerHarness.document, "range": ServerHarness.range(4, 0, 4, 0),
        "context": ["diagnostics": .array(harness.diagnostics ?? [])],
      ])
    let actions = try #require(answer["result"]?.array)
    #expect(actions.count == 1 && actions[0]["diagnostics"]?.array?.count == harness.diagnostics?.count)
    let edit = try #require(actions[0]["edit"]?["changes"]?[ServerHarness.uri]?.array?.first)
    #expect(edit["newText"] == "// vulnadapt: ignore — reason\n")
    harness.change([["range": edit["range"] ?? nil, "text": edit["newText"] ?? nil]])
    #expect(harness.diagnostics == [])
  }

  @Test func whatOneTakesForFineIsKept() throws {
    let decisions = try TemporaryFolder()
    let harness = try ServerHarness { $0.fine = NamedFile(decisions.file("state/fine.json").path) }
    harness.open()
    let answer = harness.request(
      "textDocument/codeAction",
      [
        "textDocument": ServerHarness.document, "range": ServerHarness.range(2, 4, 2, 4),
        "context": ["diagnostics": []],
      ])
    let action = answer["result"]?.array?.compactMap { $0["command"] }
      .first { $0["command"]?.string == DocumentFindings.Command.markFine.rawValue }
    let chosen = try #require(action)
    let done = harness.request("workspace/executeCommand", chosen, id: 12)
    #expect(done["result"] == .some(.null) && harness.diagnostics == [])
    let entries = try BaselineFile.read(decisions.file("state/fine.json").path).entries
    #expect(entries.map(\.file) == ["a.c"] && entries.count == 1)
    harness.change([["text": "int f(void)\n{\n  return 1;\n}\n"]], version: 9)
    #expect(harness.diagnostics?.isEmpty == false, "a changed function is a suspect again")
    let stale = harness.request("workspace/executeCommand", chosen, id: 13)
    #expect(stale["error"]?["code"] == -32_801)
  }

  /// Names that a client sends, and those of functions, come back as data or as escapes.
  @Test(arguments: [
    "line%0Aend.c", "%1B%5D0;title%07.c", "%3C/script%3E%3Cscript%3E.c", "%FF%FE.c",
    String(repeating: "long/", count: 819) + "a.c", "%E2%80%AE.c",
  ])
  func hostileNamesSteerNothing(_ path: String) throws {
    let harness = try ServerHarness()
    let uri = "file:///work/" + path
    let name = String(repeating: "f", count: 4096)
    harness.open(
      "int \(name)(char *a, int n)\n{\n  return memcpy(\"\u{1b}[2J</script>\u{202e}\", n);\n}\n", uri: uri)
    #expect(harness.diagnostics?.isEmpty == false)
    let document: JSONValue = ["uri": .string(uri)]
    harness.request(
      "textDocument/hover", ["textDocument": document, "position": ServerHarness.position(0, 6)])
    harness.request(
      "textDocument/codeAction",
      [
        "textDocument": document, "range": ServerHarness.range(0, 4, 0, 4), "context": ["diagnostics": []],
      ], id: 78)
    func check(_ value: JSONValue, _ key: String) {
      switch value {
      case .object(let members): for (key, value) in members { check(value, key) }
      case .array(let elements): for element in elements { check(element, key) }
      case .string(let text) where key != "newText":
        #expect(!text.unicodeScalars.contains { $0.steersTerminals && $0 != "\n" }, "\(key)")
      default: break
      }
    }
    #expect(harness.messages.count { $0["result"] != nil } == 3)
    for message in harness.messages { check(message, "") }
  }

  // MARK: Settings

  @Test func theClientsConfigurationComesFirst() throws {
    let harness = try ServerHarness(capabilities: ["workspace": ["configuration": true]])
    harness.open()
    let ask = try #require(harness.messages.first { $0["method"] == "workspace/configuration" })
    #expect(ask["params"]?["items"]?.array?.first?["section"] == "vulnadapt")
    let answer: JSONValue = [
      "jsonrpc": "2.0", "id": ask["id"] ?? nil,
      "result": [["statements": 1, "threshold": 0, "colour": "red"]],
    ]
    harness.send(answer.text)
    #expect(statements(harness) == 1)
    let problem = harness.messages.last { $0["method"] == "window/showMessage" }
    #expect(problem?["params"]?["message"]?.string?.contains("vulnadapt.colour") == true)
  }

  @Test func theProjectsFileIsReadWhereNothingElseIsSaid() throws {
    let project = try TemporaryTree(["src/a.c": "", ".vulnadapt.yml": "threshold: 1\nmodel: m.vulnmodel\n"])
    try SampleModel.make(maximumStatements: 20, scale: 2).write(
      to: URL(fileURLWithPath: project.path + "/m.vulnmodel"))
    let uri = "file://\(project.path)/src/a.c"
    let harness = try ServerHarness(settings: { ($0.model, $0.threshold) = (nil, nil) }, root: project.path)
    harness.open(uri: uri)
    #expect(harness.diagnostics == [], "nothing reaches the score 1")

    // Saving any document reads a changed file.
    let accepted = "// vulnadapt: ignore\nint f(char *a, int n) { return memcpy(a, a, n); }\n"
    let file = Data("threshold: 0\nmodel: m.vulnmodel\nsuppressions: false\n".utf8)
    try project.write(".vulnadapt.yml", file)
    harness.open(accepted, uri: uri)
    #expect(harness.diagnostics?.first?["code"] == "suspect-function", "comments do not count")

    harness.notify("workspace/didChangeConfiguration", ["settings": ["vulnadapt": ["threshold": 1]]])
    #expect(harness.diagnostics == [], "the client's settings come first")
    harness.notify("workspace/didChangeConfiguration", ["settings": ["vulnadapt": ["suppressions": true]]])
    #expect(harness.diagnostics == [])
  }

  @Test func theProjectsHistoryHasASayOnceItIsRead() async throws {
    let repository = try TemporaryRepository()
    var text = ServerHarness.text
    try repository.commit("Start", ["a.c": text + cFunction("g", "a;")])
    for number in 1...3 {
      text = text.replacing("return n", with: "return n + \(number)")
      try repository.commit("CVE-2020-000\(number): fix overflow", ["a.c": text + cFunction("g", "a;")])
    }
    let harness = try ServerHarness(
      settings: {
        $0.model = nil
        $0.statements = 0
      }, root: repository.path)
    harness.open(text, uri: "file://\(repository.path)/a.c")
    func published() -> [String] {
      harness.messages.filter { $0["method"] == "textDocument/publishDiagnostics" }.compactMap {
        $0["params"]?["diagnostics"]?.array?.first?["message"]?.string
      }
    }
    while published().count < 2 { try await Task.sleep(for: .milliseconds(5)) }
    let byText = try #require(published().first)
    let withHistory = try #require(published().last)
    #expect(!byText.contains("It was changed"))
    #expect(withHistory.contains("It was changed by 3 security fixes"))
    func score(_ message: String) -> Substring? { message.firstMatch(of: /score ([0-9.]+)/)?.output.1 }
    #expect(score(byText) != score(withHistory))
    harness.notify("workspace/didChangeConfiguration", ["settings": ["vulnadapt": ["history": false]]])
    #expect(published().last == byText, "the text alone")
  }

  @Test func theStarterModelIsAdaptedToTheProjectsPast() async throws {
    let repository = try TemporaryRepository.adaptable(fixing: [1, 1])
    let text = try String(contentsOfFile: repository.file("a.c"), encoding: .utf8)
    func messages(adapting: Bool) async throws -> [String] {
      let harness = try ServerHarness(
        settings: {
          $0.model = nil
          $0.statements = 0
          $0.adapts = adapting
        }, root: repository.path)
      harness.open(text, uri: "file://\(repository.path)/a.c")
      func published() -> [[String]] {
        harness.messages.filter { $0["method"] == "textDocument/publishDiagnostics" }.map {
          ($0["params"]?["diagnostics"]?.array ?? []).compactMap { $0["message"]?.string }
        }
      }
      while published().count < 2 { try await Task.sleep(for: .milliseconds(5)) }
      return published()[1]
    }
    let (adapted, own) = (try await messages(adapting: true), try await messages(adapting: false))
    #expect(adapted.count == own.count && adapted != own)
    let model = try StarterModel.load()
    let history = try ScannedHistory.read(
      of: repository.path, cache: HistoryCache(nil), adapting: model
    ).get()
    let file = try #require(history.adapted?.file)
    let source = try SourceText(decoding: Array(text.utf8), file: "a.c")
    let function = try #require(try FunctionParser().parse(source, file: "a.c").functions.first)
    let byText = try Detector(model: file).scores(of: [function])[0]
    let score = try #require(file.evidence.map { history.scores(for: $0).score(byText, of: function) })
    let first = adapted.filter { $0.hasPrefix("\(function.name) may hide") }
    #expect(first.first?.contains("score \(String(score: score))") == true)
  }

  @Test func aWrongProjectFileIsSaidOnceAndLeftAside() throws {
    let project = try TemporaryTree([".vulnadapt.yml": "modle: m\n"])
    let harness = try ServerHarness(root: project.path)
    harness.open()
    harness.open()
    let said = harness.messages.filter { $0["method"] == "window/showMessage" }
    #expect(said.count == 1)
    #expect(said.first?["params"]?["message"]?.string?.contains(".vulnadapt.yml:1") == true)
    #expect(harness.diagnostics?.isEmpty == false)
  }

  @Test func theStarterModelIsSaidOnceAsInformation() throws {
    let harness = try ServerHarness { $0.model = nil }
    harness.open()
    harness.change([["text": "int f(void) { return 1; }"]])
    harness.notify("workspace/didChangeConfiguration", ["settings": ["vulnadapt": ["statements": 1]]])
    let said = harness.messages.filter { $0["method"] == "window/showMessage" }.map { $0["params"] }
    #expect(said.map { $0?["type"] } == [3])
    #expect((said.first??["message"]?.string?.count ?? 999) < 100)
  }

  @Test func settingsAreReadInEveryWayThatClientsHave() throws {
    let inOptions = try ServerHarness(options: ["vulnadapt": ["statements": 0]])
    inOptions.open()
    #expect(statements(inOptions) == 0)
    let flat = try ServerHarness(options: ["statements": 0])
    flat.open()
    #expect(statements(flat) == 0)
    // A notification comes before options, member by member; settings of other servers change nothing.
    inOptions.notify("workspace/didChangeConfiguration", ["settings": ["vulnadapt": ["statements": 1]]])
    #expect(statements(inOptions) == 1)
    inOptions.notify("workspace/didChangeConfiguration", ["settings": ["clangd": ["arguments": []]]])
    #expect(statements(inOptions) == 0)
    #expect(!inOptions.messages.contains { $0["method"] == "window/showMessage" })
    // An answer without settings leaves the options in force.
    let asked = try ServerHarness(
      capabilities: ["workspace": ["configuration": true]], options: ["statements": 0])
    asked.open()
    let ask = try #require(asked.messages.first { $0["method"] == "workspace/configuration" })
    asked.send((["jsonrpc": "2.0", "id": ask["id"] ?? nil, "result": [nil]] as JSONValue).text)
    #expect(statements(asked) == 0)
  }

  @Test func documentsWaitForTheClientsSettings() throws {
    // A long wait that only the answer ends.
    let harness = try ServerHarness(configurationWait: .seconds(3_600), isInitialized: false)
    func send(_ method: String, _ id: JSONValue?, _ parameters: JSONValue) {
      var message: [String: JSONValue] = ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
      message["id"] = id
      _ = harness.server.take(Array(JSONValue.object(message).text.utf8))
    }
    send("initialize", 1, ["capabilities": ["workspace": ["configuration": true]]])
    send("initialized", nil, [:])
    send(
      "textDocument/didOpen", nil,
      [
        "textDocument": [
          "uri": .string(ServerHarness.uri), "languageId": "c", "version": 1,
          "text": .string(ServerHarness.text),
        ]
      ])
    #expect(harness.diagnostics == nil)
    let ask = try #require(harness.messages.first { $0["method"] == "workspace/configuration" })
    harness.send(
      (["jsonrpc": "2.0", "id": ask["id"] ?? nil, "result": [["statements": 0]]] as JSONValue).text)
    #expect(harness.diagnostics?.isEmpty == false && statements(harness) == 0)
    #expect(harness.messages.count { $0["method"] == "textDocument/publishDiagnostics" } == 1)
  }

  @Test func aMissingModelIsSaidOnce() throws {
    let harness = try ServerHarness { $0.model = NamedFile("/nowhere/m.vulnmodel") }
    harness.open()
    harness.change([["text": "int f(void) { return 1; }"]])
    #expect(harness.messages.count { $0["method"] == "window/showMessage" } == 1)
    #expect(harness.diagnostics == nil)
  }

  @Test func readingTheModelShowsProgress() throws {
    let harness = try ServerHarness(capabilities: ["window": ["workDoneProgress": true]])
    harness.open()
    let kinds = harness.messages.filter { $0["method"] == "$/progress" }.map {
      $0["params"]?["value"]?["kind"]
    }
    #expect(kinds == ["begin", "end"])
  }
}
