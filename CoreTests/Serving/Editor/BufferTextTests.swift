import Testing

@testable import Core

struct BufferTextTests {
  @Test func textIsCutAtEveryLineEnd() {
    #expect(BufferText("a\nb\r\nc\rd").lines == ["a\n", "b\r\n", "c\r", "d"])
    #expect(BufferText("a\n").lines == ["a\n"])
    #expect(BufferText("").lines.isEmpty)
    #expect(BufferText("\u{85}\u{2028}x\n").lines == ["\u{85}\u{2028}x\n"])
  }

  @Test func linesMakeTheSameCanonicalTextAsAFile() throws {
    let text = "int é;\r\nint f(void)\r{\0}\n"
    let bytes = Array(text.utf8)
    #expect(BufferText(text).source.bytes == (try SourceText(decoding: bytes, file: "a.c")).bytes)
    let marked = BufferText("\u{FEFF}int a;\n")
    #expect(marked.source.string == "int a;\n")
    #expect(marked.position(at: 4) == TextPosition(line: 0, column: 5))
  }

  @Test func columnsCountUTF16Units() {
    let text = BufferText("é😀x\r\ny\r\n")
    #expect(text.position(at: 0) == TextPosition(line: 0, column: 0))
    #expect(text.position(at: 2) == TextPosition(line: 0, column: 1))
    #expect(text.position(at: 6) == TextPosition(line: 0, column: 3))
    #expect(text.position(at: 8) == TextPosition(line: 1, column: 0))
    #expect(text.position(at: 999) == TextPosition(line: 2, column: 0))
    #expect(text.position(at: -1) == TextPosition(line: 0, column: 0))
  }

  /// An editor may cut lines differently from us; its numbers count.
  @Test func positionsFollowTheLinesThatAreGiven() {
    let text = BufferText(lines: ["a\r\nb\r", "\n", "", "c"])
    #expect(text.source.string == "a\nb\n\nc")
    #expect(text.position(at: 2) == TextPosition(line: 0, column: 3))
    #expect(text.position(at: 4) == TextPosition(line: 1, column: 0))
    #expect(text.position(at: 5) == TextPosition(line: 3, column: 0))
    #expect(text.position(at: 6) == TextPosition(line: 3, column: 1))
  }

  @Test func positionsAreClampedToWhatExists() {
    let text = BufferText("ab\r\nc")
    #expect(text.clamped(TextPosition(line: 0, column: 9)) == TextPosition(line: 0, column: 2))
    #expect(text.clamped(TextPosition(line: 7, column: 0)) == TextPosition(line: 1, column: 1))
    #expect(text.clamped(TextPosition(line: -1, column: 3)) == TextPosition(line: 0, column: 0))
    #expect(BufferText("").clamped(TextPosition(line: 3, column: 3)) == TextPosition(line: 0, column: 0))
  }
}
