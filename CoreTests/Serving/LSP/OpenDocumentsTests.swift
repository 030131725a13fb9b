import Dispatch
import Foundation
import Testing

@testable import Core

struct OpenDocumentsTests {
  private static func document(_ name: String, _ size: Int) -> OpenDocument {
    OpenDocument(uri: name, version: 1, text: String(repeating: " ", count: size))
  }

  @Test func documentsAreKeptWhileAllTogetherFit() {
    var documents = OpenDocuments(sizeLimit: 100_000)
    let kept1 = documents.keep(Self.document("a", 40_000)) && documents.keep(Self.document("b", 40_000))
    #expect(kept1)
    let kept2 = documents.keep(Self.document("c", 40_000))
    #expect(!kept2)
    #expect(documents.uris.sorted() == ["a", "b"])
    // What one had makes room for its next version, and for others once it is closed.
    let kept3 = documents.keep(Self.document("a", 45_000))
    #expect(kept3)
    let closed = documents.remove("b")
    #expect(closed && documents.keep(Self.document("c", 40_000)))
    // One that grows too large is gone, its earlier version with it.
    let kept4 = documents.keep(Self.document("c", 60_000))
    #expect(!kept4)
    #expect(documents.uris == ["a"] && documents["c"] == nil)
    let kept5 = documents.keep(Self.document("c", 40_000))
    #expect(kept5)
  }

  @Test func smallDocumentsAndLongNamesCountAsWell() {
    var documents = OpenDocuments(sizeLimit: 100_000)
    let kept6 = documents.keep(Self.document(String(repeating: "x", count: 100_000), 0))
    #expect(!kept6)
    #expect((0..<1_000).count { documents.keep(Self.document("\($0)", 0)) } < 25)
  }

  @Test func theServerDeclinesWhatDoesNotFitWithOneNotice() throws {
    let harness = try ServerHarness(documentsLimit: 20_000)
    func messages(_ method: String) -> [String] {
      harness.messages.filter { $0["method"]?.string == method }.compactMap {
        $0["params"]?["message"]?.string
      }
    }
    let text = ServerHarness.text + String(repeating: "\n", count: 4_000)
    for name in ["a", "b", "c", "d"] {
      harness.open(text, uri: "file:///work/\(name).c")
      #expect(harness.diagnostics?.isEmpty == (name >= "c"))
    }
    // Settings that change make other problems be said again.
    harness.notify("workspace/didChangeConfiguration", ["settings": ["vulnadapt": ["statements": 2]]])
    harness.open(text, uri: "file:///work/d.c")
    #expect(messages("window/showMessage").count == 1)
    #expect(messages("window/showMessage")[0].contains("c.c is not looked at"))
    #expect(messages("window/logMessage").count == 2)
    #expect(messages("window/logMessage").allSatisfy { $0.contains("d.c is not looked at") })
    harness.notify("textDocument/didClose", ["textDocument": ["uri": "file:///work/a.c"]])
    harness.open(text, uri: "file:///work/d.c")
    #expect(harness.diagnostics?.isEmpty == false)
  }

  @Test func findingsOfDocumentsLookedAtLongAgoMakeRoomAndAreMadeAgain() throws {
    let harness = try ServerHarness()
    let text = ServerHarness.text + String(repeating: "\n", count: 5 << 20)
    let uris = (0..<5).map { "file:///work/\($0).c" }
    for uri in uris { harness.open(text, uri: uri) }
    func kept() -> [String] {
      harness.server.lock.withLock { uris.filter { harness.server.documents.findings(of: $0) != nil } }
    }
    #expect(kept() == Array(uris.suffix(3)))
    let hover = harness.request(
      "textDocument/hover",
      ["textDocument": ["uri": .string(uris[0])], "position": ServerHarness.position(2, 14)])
    #expect(hover["result"]?["contents"] != nil)
    #expect(kept() == [uris[0], uris[3], uris[4]])
    harness.notify("textDocument/didClose", ["textDocument": ["uri": .string(uris[0])]])
    #expect(kept() == [uris[3], uris[4]])
  }

  @Test func requestsThatNobodyCouldWaitForAreRefused() throws {
    let harness = try ServerHarness()
    harness.open()
    let gate = harness.holdQueue()
    func ask(_ id: Int, _ uri: String = ServerHarness.uri) {
      let request: JSONValue = [
        "jsonrpc": "2.0", "id": .number(String(id)), "method": "textDocument/hover",
        "params": ["textDocument": ["uri": .string(uri)], "position": ServerHarness.position(0, 0)],
      ]
      _ = harness.server.take(Array(request.text.utf8))
    }
    // Of what is not open nothing is known, whatever else goes on.
    ask(1, "file:///work/other.c")
    #expect(harness.messages.last?["id"] == 1 && harness.messages.last?["result"] == .null)
    // A client may give several requests the same identifier.
    for _ in 0..<LanguageServer.waitingLimit { ask(2) }
    #expect(harness.messages.last?["id"] == 1)
    ask(3)
    #expect(harness.messages.last?["id"] == 3 && harness.messages.last?["error"]?["code"] == -32_803)
    gate.signal()
    harness.server.queue.waitUntilIdle()
    #expect(harness.messages.count { $0["id"] == 2 } == LanguageServer.waitingLimit)
    ask(4)
    harness.server.queue.waitUntilIdle()
    #expect(harness.messages.last?["id"] == 4 && harness.messages.last?["error"] == nil)
  }
}
