import Testing

@testable import Core

/// Feeds the reader of functions with heads put together at random from what heads are made of.
struct HeadFuzzTests {
  /// What stands in a head, by how often.
  private static let pieces = [
    "f", "g", "name", "foo_t", "int", "char", "void", "unsigned", "struct s", "enum e", "union", "struct",
    "static",
    "inline", "extern", "const", "typedef", "register", "*", "*", "**", "API", "MACRO", "TEST", "LOCKS",
    "DEFUN", "_At_",
    "_Success_", "__drv_frees", "__attribute__((x))", "[[a]]", "[[a::b(c)]]", "alignas(8)", "[3]", "[]",
    "\"text\"",
    "\"C\"", "7", "0x1f", "'a'", "32_name", "=", ",", ":", "::", "@", "~", "^", "&", "<", "operator", "class",
    "template", "noexcept", "try", "->", "...", "BEGIN", "END", "va_dcl", "return", "if", "goto", "\\\n",
    "/* c */",
    "// c\n", "\n", "\n\n", "\t", "é", "??(", "<:",
  ]
  private static let directives = [
    "\n#if A\n", "\n#ifdef B\n", "\n#ifndef A\n", "\n#elif C\n", "\n#else\n", "\n#else\n", "\n#endif\n",
    "\n#endif\n", "\n#if 0\n", "\n#define X {\n", "\n#define Y }\n", "\n#include <a.h>\n",
  ]
  private static let bodies = [
    "{ return a; }", "{ }", "{\n  int a = 1;\n  return f(a);\n}", "{ a, b }", "{ int a; char *b; }", "{", "}",
    ";",
    ";\n", "{ if (x) { y(); } }", "X", "Y",
    "{;", "{ g();", "{ g();\n  if", "{ while", "{ do { f(a, b); } while (a)",
    "{ memcpy(a, b, n); free(a); a[n] = 0; }",
    "{\n#if A\n  f();\n}\n#else\n  g();\n}\n#endif\n",
  ]

  private static func group(_ random: inout TestRandom, depth: Int) -> String {
    let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      text(&random, count: Int.random(in: 0...3, using: &random), depth: depth + 1)
    }
    return "(" + parts.joined(separator: ", ") + (Int.random(in: 0..<40, using: &random) == 0 ? "" : ")")
  }

  private static func text(_ random: inout TestRandom, count: Int, depth: Int = 0) -> String {
    (0..<count).map { _ in
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<5 where depth < 4: group(&random, depth: depth)
      case 5...6 where depth == 0: directives.randomElement(using: &random) ?? ""
      default: pieces.randomElement(using: &random) ?? ""
      }
    }.joined(separator: Int.random(in: 0..<3, using: &random) == 0 ? "" : " ")
  }

  private static func file(_ random: inout TestRandom) -> [UInt8] {
    let parts = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      text(&random, count: Int.random(in: 0...8, using: &random)) + "\n"
        + (bodies.randomElement(using: &random) ?? "") + "\n"
    }
    let bytes = Array(parts.joined().utf8)
    // As while somebody types at the file's end.
    let isCut = !bytes.isEmpty && Int.random(in: 0..<4, using: &random) == 0
    return isCut ? Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))) : bytes
  }

  @Test func headsFuzz() throws {
    let parser = try FunctionParser()
    CorpusMutation(name: "heads", corpus: [], shortCount: 3_000, make: Self.file).run { input in
      guard let source = try? SourceText(decoding: input, file: "a.c") else { return }
      let parsed = parser.parse(source, file: "a.c")
      var end = 0
      for function in parsed.functions {
        let range = function.range
        #expect(
          range.startOffset >= end && range.endOffset > range.startOffset
            && range.endOffset <= source.bytes.count && !function.name.isEmpty,
          "\(function.name) at \(range.startOffset) in \(String(reflecting: source.string))")
        end = range.endOffset
        _ = TextFeatures(of: function)
        _ = SignalFinder.signals(of: function)
        for statement in StatementParser().statements(of: function) {
          #expect(
            range.startOffset <= statement.range.startOffset && statement.range.endOffset <= range.endOffset)
        }
      }
    }
  }
}
