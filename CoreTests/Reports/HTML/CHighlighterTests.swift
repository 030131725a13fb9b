import Testing

@testable import Core

struct CHighlighterTests {
  private func parts(_ text: String) -> [String] {
    CHighlighter.spans(of: text).map { span in
      "\(span.kind):" + String(decoding: Array(text.utf8)[span.range], as: UTF8.self)
    }
  }

  @Test func tellsThePartsOfATextApart() {
    #expect(
      parts("#define X 1 // one\nstatic size_t f(int n) { return g(\"a\") + 0x1f; /* b */ }") == [
        "directive:#define", "plain: X ", "number:1", "plain: ", "comment:// one", "plain:\n",
        "keyword:static",
        "plain: ", "type:size_t", "plain: ", "call:f", "plain:(", "type:int", "plain: n) { ",
        "keyword:return",
        "plain: ", "call:g", "plain:(", "string:\"a\"", "plain:) + ", "number:0x1f", "plain:; ",
        "comment:/* b */",
        "plain: }",
      ])
  }

  @Test func aCommentMayBeginAndEndAcrossLines() {
    #expect(parts("/\\\n* if *\\\n/ int") == ["comment:/\\\n* if *\\\n/", "plain: ", "type:int"])
    #expect(parts("/\\\n/ if\nint") == ["comment:/\\\n/ if", "plain:\n", "type:int"])
  }

  @Test(
    arguments: [
      "", "/", "/*", "//", "/* a", "// a \\\n b\nc", "\"", "é /* é */ é", "#", "a /**/ b", "/*/ a */",
      "\u{0}x",
    ] + SampleScan.hostileNames)
  func spansAreTheWholeText(_ text: String) {
    var end = 0
    for span in CHighlighter.spans(of: text) {
      #expect(span.range.lowerBound == end && !span.range.isEmpty)
      end = span.range.upperBound
    }
    #expect(end == text.utf8.count)
  }
}
