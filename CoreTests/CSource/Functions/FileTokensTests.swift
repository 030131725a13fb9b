import Testing

@testable import Core

/// A function's tokens that its file's reading kept are those of its text.
@Suite struct FileTokensTests {
  private func parsed(_ text: String) throws -> ParsedFile {
    try FunctionParser().parse(SourceText(text), file: "a.c", keepsTokens: true) {}
  }

  @Test(arguments: [
    "#include <a.h>\nint f(void) { return 1; } // }\nint g(a) int a;\n{\n  return 'x' + \"}\"[0];\n}\n",
    "int f(void)\n{\n#if 0\n  it's \"dead /*\n#else\n  b();\n#endif\n#define X 1\n  return X;\n}\nint g(void) { }",
    "int f(int a) {\n#ifdef A\n  if (a) {\n#else\n  {\n#endif\n  }\n}\n#ifdef A\nint\n#else\nlong\n#endif\ng(void) { }\n",
    "int f(void) {\n#ifdef A\n  {\n#endif\n#ifndef A\n x {\n#elif B\n#else\n y\n#endif\n#ifdef A\n }\n#endif\n}\nint g(void) { }\n",
    "%:define A ??<\nint f(void) <% return 1; %>\nint g\\\n2(void) { re\\\nturn 1; }\n",
    "int f(void) { if (x) {\n\nint g(void)\n{\n  return 1;\n}\n",
    "comment */\nint f(void) { }\nint g(void) { }\n",
  ])
  func theyAreThoseOfTheText(text: String) throws {
    let parsed = try parsed(text)
    let tokens = try #require(parsed.tokens)
    #expect(parsed.functions.count == 2)
    for function in parsed.functions {
      #expect(tokens.tokens(of: function) == CLexer.tokens(of: function.text))
    }
  }

  @Test func theyAreThoseOfRandomText() throws {
    var generator = SeededGenerator(seed: 20_261_128)
    for _ in 0..<100 {
      let parsed = try parsed(RandomC(generator: &generator).text)
      for function in parsed.functions {
        let kept = try #require(parsed.tokens?.tokens(of: function))
        #expect(kept == CLexer.tokens(of: function.text), "\(function.text)")
      }
    }
  }

  @Test func textThatReadsOtherwiseByItselfIsCutAgain() throws {
    #expect(try parsed("char *a = R\"x(;\nint f(void) { return 1; }\n").tokens == nil)
    let source = SourceText("int f(void) { return 1; }\n")
    #expect(try FunctionParser().parse(source, file: "a.c").tokens == nil)
    let long = "/*" + String(repeating: " ", count: FileTokens.largestText) + "*/\nint f(void) { }\n"
    #expect(try parsed(long).tokens == nil)
  }
}
