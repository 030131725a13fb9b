import Testing

@testable import Core

struct OpenDocumentTests {
  static func document(_ text: String) -> OpenDocument {
    OpenDocument(uri: "file:///a.c", version: 1, text: text)
  }

  @Test(
    arguments: [
      (PositionEncoding.utf16, 0, 3, 4), (.utf16, 0, 4, 4), (.utf16, 0, 5, 8), (.utf8, 0, 4, 4),
      (.utf8, 0, 8, 8),
      (.utf8, 0, 3, 2), (.utf16, 1, 1, 12), (.utf16, 2, 0, 14), (.utf16, 0, 99, 9), (.utf16, 99, 0, 15),
      (.utf16, -1, 5, 0),
    ])
  func placesAreCountedAsTheClientDoes(
    _ encoding: PositionEncoding, _ line: Int, _ column: Int, _ offset: Int
  ) {
    let document = Self.document("abé🙂c\r\nxd\re")
    #expect(document.offset(of: TextPosition(line: line, column: column), encoding) == offset)
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

  /// Edits of a message are found from where the last one was, and mean what they would by themselves.
  @Test func aPlaceDoesNotDependOnEarlierEdits() {
    var random = TestRandom(state: 5)
    let pieces = ["a", "é", "🙂b", "\n", "\r\n", "\r", "", "", "x\ny\n", "\nz\r"]
    for _ in 0..<40 {
      var document = Self.document("a\nb\r\nc\rd\r\r\n\n")
      for _ in 0..<60 {
        func place() -> TextPosition {
          TextPosition(
            line: .random(in: -1...9, using: &random), column: .random(in: 0...3, using: &random))
        }
        let (start, end) = (place(), place())
        let text = pieces.randomElement(using: &random) ?? ""
        var fresh = Self.document(document.text)
        fresh.replace(from: start, to: end, with: text, .utf16)
        document.replace(from: start, to: end, with: text, .utf16)
        #expect(document.bytes == fresh.bytes)
      }
    }
  }

  @Test func randomEditsKeepValidText() {
    var random = TestRandom(state: 3)
    let pieces = ["a", "é", "🙂", "\n", "\r\n", "\r", "", "int f(void) {}"]
    var document = Self.document("")
    for _ in 0..<500 {
      func place() -> TextPosition {
        TextPosition(line: .random(in: 0...6, using: &random), column: .random(in: 0...12, using: &random))
      }
      let encoding: PositionEncoding = Bool.random(using: &random) ? .utf8 : .utf16
      document.replace(from: place(), to: place(), with: pieces.randomElement(using: &random) ?? "", encoding)
      #expect(Array(document.text.utf8) == document.bytes)
    }
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
