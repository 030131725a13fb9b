import Testing

@testable import Core

/// Macros that a file defines as braces.
@Suite struct BraceWordsTests {
  @Test(arguments: [
    "int f(int a)\nBEGIN\n  return a;\nEND\nint g(void) { return 1; }",
    "int f(int a) BEGIN if (a) BEGIN x(); END return a; END\nint g(void) BEGIN return 1; END",
    "int f(a) int a;\nBEGIN\n  if (a) BEGIN b(); END\nEND\nint g(void)\nBEGIN END",
    "struct s BEGIN int a; END;\nint f(void) BEGIN return 1; }\nint g(void) { return 1; END",
    "#undef BEGIN\n#define BEGIN {\nint f(void) BEGIN return 1; END\nint g(void) BEGIN END",
  ])
  func functionsBetweenThemAreFound(text: String) throws {
    let parsed = try FunctionParser().parse(
      SourceText("#define BEGIN {\n#define END /* } */ }\n" + text), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["f", "g"])
    #expect(parsed.skipped.isEmpty)
  }

  @Test(arguments: [
    "#ifdef A\n#define B extern \"C\" {\n#define E }\n#else\n#define B\n#define E\n#endif\nB\nint f(void) { return 1; }\nE",
    "#if 0\n#define B {\n#define E }\n#endif\nint f(int B, int E) { return B; }",
    "#define B {\n#ifdef A\n#define E }\n#else\n#define E\n#endif\nint f(int B, int E) { return B; }",
    "#define B {\nint f(int B) { return B; }",
  ])
  func whatIsOtherwiseNowAndThenIsNoBrace(text: String) throws {
    let parsed = try FunctionParser().parse(SourceText(text + "\nint g(void) { return 1; }\n"), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["f", "g"])
    #expect(parsed.skipped.allSatisfy { $0.reason == .deadCode })
  }

  @Test func aFunctionBetweenThemIsReadByItself() throws {
    let text = "#define BEGIN {\n#define END }\nint f(int a)\nBEGIN\n  return g(a);\nEND\n"
    let source = SourceText(text)
    let parsed = try FunctionParser().parse(source, file: "a.c", keepsTokens: true, check: {})
    let function = try #require(parsed.functions.first)
    #expect(function.text == "int f(int a)\nBEGIN\n  return g(a);\nEND")
    #expect(parsed.tokens?.tokens(of: function) == CLexer.tokens(of: function.text))
    #expect(UTF16Columns(of: function).head.endColumn == 13)
    #expect(StatementParser().statements(of: function).contains { $0.opcode == .return })
  }
}
