import Testing

@testable import Core

/// Functions that are alike, as the server shows them.
struct EditorFamiliesTests {
  private func function(_ name: String, _ lines: Range<Int>, extra: String = "") -> String {
    LikenessSketchTests.function(name, lines, extra: extra).text
  }

  @Test func aFamilyIsOneRowWithTheOthersOnDemand() throws {
    let harness = try ServerHarness { $0.statements = 0 }
    harness.open(
      (0..<3).map { function("a\($0)", 0..<(30 + $0)) }.joined() + function("other", 35..<64))
    let diagnostics = try #require(harness.diagnostics)
    #expect(diagnostics.count == 4)
    #expect(diagnostics.map { $0["severity"]?.int ?? 0 }.sorted() == [3, 3, 4, 4], "others are hints")
    let messages = diagnostics.compactMap { $0["message"]?.string }
    let first = try #require(diagnostics.first { $0["message"]?.string?.contains("And 2 alike") == true })
    #expect(first["severity"] == 3)
    let related = first["relatedInformation"]?.array ?? []
    #expect(related.count { $0["message"]?.string?.hasPrefix("Alike: a") == true } == 2)
    #expect(messages.count { $0.contains(" It is like a") } == 2)
    let hover = harness.request(
      "textDocument/hover",
      ["textDocument": ServerHarness.document, "position": ServerHarness.position(2, 3)])
    let text = try #require(hover["result"]?["contents"]?["value"]?.string)
    #expect(text.contains("Alike in this file\n- `a"))
  }

  @Test func aFunctionThatLacksAFixSaysSoThoughItIsNoSuspect() async throws {
    let check = "  if (n > a) return 1;\n"
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": function("f", 0..<30), "b.c": function("g", 0..<30)])
    try repository.commit("Fix buffer overflow in f", ["a.c": function("f", 0..<30, extra: check)])
    let harness = try ServerHarness(settings: { $0.threshold = 1 }, root: repository.path)
    let uri = "file://\(repository.path)/b.c"
    harness.open(function("g", 0..<30), uri: uri)
    func shown() -> [JSONValue] {
      harness.messages.last { $0["method"] == "textDocument/publishDiagnostics" }?["params"]?["diagnostics"]?
        .array ?? []
    }
    while shown().isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    let diagnostic = try #require(shown().first)
    #expect(diagnostic["code"] == "missed-fix" && diagnostic["severity"] == 3)
    let message = try #require(diagnostic["message"]?.string)
    #expect(message.contains("It is like `f()` in a.c, fixed in ") && message.contains("not mended here."))
    let hover = harness.request(
      "textDocument/hover",
      ["textDocument": ["uri": .string(uri)], "position": ServerHarness.position(2, 3)])
    #expect(hover["result"]?["contents"]?["value"]?.string?.contains("not mended here") == true)
    let answer = harness.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(uri)], "range": ServerHarness.range(0, 4, 0, 4),
        "context": ["diagnostics": []],
      ])
    let actions = answer["result"]?.array ?? []
    #expect(actions.allSatisfy { $0["edit"] == nil }, "a comment would suppress nothing")
  }
}
