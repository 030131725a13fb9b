import Testing

@testable import Core

struct OpenDocumentTests {
  static func document(_ text: String) -> OpenDocument {
    OpenDocument(uri: "file:///a.c", version: 1, text: text)
  }

  @Test func editsGiveWhatAnEditorHas() {
    var document = Self.document("int a;\nint b;\n")
    document.replace(from: .init(line: 1, column: 4), to: .init(line: 1, column: 5), with: "é🙂", .utf16)
    document.replace(from: .init(line: 1, column: 7), to: .init(line: 1, column: 7), with: "x", .utf16)
    #expect(document.text == "int a;\nint é🙂x;\n")
    document.replace(from: .init(line: 9, column: 9), to: .init(line: 0, column: 0), with: "end", .utf16)
    #expect(document.text == "int a;\nint é🙂x;\nend")
    document.replace(from: .init(line: 0, column: 0), to: .init(line: 99, column: 0), with: "", .utf16)
    #expect(document.text == "")
  }

  @Test func columnsAreConvertedBothWays() {
    let lines = ["aé🙂b\n"]
    for (utf16, utf8) in [(0, 0), (1, 1), (2, 3), (4, 7), (5, 8)] {
      #expect(PositionEncoding.utf8.position(.init(line: 0, column: utf16), in: lines).column == utf8)
      #expect(PositionEncoding.utf8.utf16Position(.init(line: 0, column: utf8), in: lines).column == utf16)
    }
    #expect(PositionEncoding(offered: ["utf-32", "utf-8", "utf-16"]) == .utf8)
    #expect(PositionEncoding(offered: []) == .utf16)
  }
}
