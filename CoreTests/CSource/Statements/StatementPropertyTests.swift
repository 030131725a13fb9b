import Foundation
import Testing

@testable import Core

/// Laws that hold for any text.
@Suite struct StatementPropertyTests {
  static let samples = [
    "int f(struct a *b, T c)\n{\n  int i = 0;\n  for (i = 0; i < b->n; i++) {\n    g(b, c[i]);\n  }\n  return i;\n}",
    "void f(x, y) char *x; int y;\n{\n  memcpy(x, \"a\" \"b\", sizeof(T));\n#if A\n  if (y) goto end;\n#endif\nend:\n  ;\n}",
    "static int f(void)\n{\n  x = ({ int z = 1; z; });\n  FOREACH(a, b) { a += (T)b; }\n  return x ? 'a' : 0x1F;\n}",
  ]

  private func content(_ text: String) -> [[String]] {
    StatementParser().statements(of: makeFunction(text)).map { [$0.opcode.name] + $0.tokens }
  }

  @Test(arguments: samples) func layoutAndCommentsNeverMatter(_ text: String) {
    let expected = content(text)
    let variants = [
      text.replacingOccurrences(of: "\n", with: "\r\n"),
      text.replacingOccurrences(of: "\n", with: "\n\n\t  "),
      text.replacingOccurrences(of: "  ", with: ""),
      text.replacingOccurrences(of: "  ", with: " /* one\n two */ "),
      text.replacingOccurrences(of: ";\n", with: "; // if (x) {\n"),
      "\n\n  " + text + "\n\n",
      text.replacingOccurrences(of: "{\n", with: "{ \u{e9}\n"),
    ]
    for variant in variants { #expect(content(variant) == expected, "\(variant)") }
  }

  @Test(arguments: samples) func placeNeverMatters(_ text: String) {
    let parser = StatementParser()
    var elsewhere = makeFunction(text, line: 500, offset: 9_000)
    elsewhere.file = "other.c"
    let here = parser.statements(of: makeFunction(text)).map { [$0.opcode.name] + $0.tokens }
    let there = parser.statements(of: elsewhere).map { [$0.opcode.name] + $0.tokens }
    #expect(here == there)
  }

  @Test(arguments: samples) func renamingVariablesNeverMatters(_ text: String) {
    let renamed = text.replacingOccurrences(
      of: #"\bi\b"#, with: "another_name", options: .regularExpression)
    #expect(content(renamed) == content(text))
  }

  @Test(arguments: samples) func everyPieceOfAFunctionIsRead(_ text: String) {
    let bytes = Array(text.utf8)
    for end in 0...bytes.count {
      for start in [0, end / 2] {
        let piece = String(decoding: bytes[start..<end], as: UTF8.self)
        for statement in StatementParser().statements(of: makeFunction(piece)) {
          #expect(statement.range.startOffset < statement.range.endOffset)
          #expect(statement.range.endOffset <= piece.utf8.count)
        }
      }
    }
  }

  @Test func randomTokensAreRead() {
    let words = [
      "if", "(", ")", "{", "}", ";", "x", "T", "*", "=", "case", ":", "else", "do", "while", "return", "[",
      "]",
      "f", ",", "#if\n", "#define\n", "\n", "\"s\"", "1", "struct", "int", "?", "goto", "asm", "({", "})",
      "for",
      "->", "sizeof", "const", "#",
    ]
    var generator = SeededWords(state: 7)
    for _ in 0..<1500 {
      let text = (0..<40).map { _ in words[Int(generator.next() % UInt64(words.count))] }
        .joined(separator: " ")
      let statements = StatementParser().statements(of: makeFunction(text))
      #expect(statements.allSatisfy { $0.range.startOffset <= $0.range.endOffset }, "\(text)")
    }
  }

  private struct SeededWords: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
