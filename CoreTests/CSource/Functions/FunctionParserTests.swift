import Testing

@testable import Core

@Suite struct FunctionParserTests {
  private func names(_ text: String) throws -> [String] {
    try FunctionParser().parse(SourceText(text), file: "a.c").functions.map(\.name)
  }

  private func functions(_ text: String) throws -> [CFunction] {
    try FunctionParser().parse(SourceText(text), file: "a.c").functions
  }

  @Test func plainFunctionIsCutExactly() throws {
    let text =
      "/* before */\nint x;\n\nstatic int\nadd(int a,\n    int b) /* c */\n{\n  return a + b;\n}\n\nint y;\n"
    let function = try #require(try functions(text).first)
    #expect(function.name == "add")
    #expect(function.signature == "static int add(int a, int b)")
    #expect(function.text == "static int\nadd(int a,\n    int b) /* c */\n{\n  return a + b;\n}")
    #expect(function.range.startLine == 4)
    #expect(function.range.endLine == 9)
    #expect(function.range.startColumn == 1)
    #expect(function.range.endColumn == 2)
  }

  @Test(arguments: [
    ("void PNGAPI\npng_f(png_structrp p)\n{\n}\n", "png_f"),
    ("static av_cold int init(AVCodecContext *a) { return 0; }", "init"),
    ("PNG_FUNCTION(void,PNGAPI\npng_error,(png_const_structrp p, int a),PNG_NORETURN)\n{\n}\n", "png_error"),
    ("PNG_FUNCTION(void, (PNGCBAPI error), (int a), static PNG_NORETURN)\n{\n}\n", "error"),
    ("png_uint_32 (PNGAPI\npng_get)(png_const_bytep b)\n{\n return 0;\n}", "png_get"),
    ("int main(argc, argv)\n  int argc;\n  char **argv;\n{\n  return 0;\n}", "main"),
    ("main() { }", "main"),
    ("int (*pick(int which))(int) { return 0; }", "pick"),
    ("struct point make(int x) { struct point p = { x }; return p; }", "make"),
    ("__attribute__((noinline)) static void f(void) { }", "f"),
    ("static void FUNC(put)(int a) { }", "put"),
    ("[[nodiscard]] int g(void) { return 1; }", "g"),
    ("extern \"C\" {\nint h(void) { return 1; }\n}", "h"),
    ("#ifdef A\nint k(int a)\n#else\nint k(void)\n#endif\n{\n  return 0;\n}\n", "k"),
    ("#ifdef A\nint k(int *a,\n#else\nint k(long *a,\n#endif\n  int b)\n{\n  return 0;\n}\n", "k"),
    ("#ifdef A\nint k(int a) {\n#else\nint k(void) {\n#endif\n  return 0;\n}\n", "k"),
  ])
  func oddHeadsAreFound(text: String, name: String) throws {
    #expect(try names(text) == [name])
  }

  @Test(arguments: [
    " ****/\r\nstatic int f(int a)\r\n{\r\n  return a;\r\n}\r\n",
    " * the end of a comment, isn't it */\nstatic int f(int a)\n{\n  return a;\n}",
    "}\n\nstatic int f(int a)\n{\n  return a;\n}\n#endif\n",
    "  x = 1;\n}\n#ifdef A\nstatic int f(int a)\n{\n  return a;\n}\n#define B\n",
    "MODULE(\"x\")\nLIST(a) LIST(b)\nstatic int f(int a)\n{\n  return a;\n}",
    "#ifdef A\nextern\n#endif\nstatic int f(int a)\n{\n  return a;\n}",
    "#ifdef A\n__attribute__((noinline))\n#endif\nstatic int f(int a)\n{\n  return a;\n}",
    "#ifdef A\nEXPORT(int)\n#else\nLOCAL(int)\n#endif\nstatic int f(int a)\n{\n  return a;\n}",
  ])
  func whatStandsAroundAFunctionIsCutOff(text: String) throws {
    let source = try SourceText(decoding: Array(text.utf8), file: "a.c")
    let function = try #require(try FunctionParser().parse(source, file: "a.c").functions.first)
    #expect(function.text == "static int f(int a)\n{\n  return a;\n}")
  }

  @Test(arguments: [
    ("#ifdef A\nstatic\n#endif\nint f(void)\n{\n}", "int f(void)", 4),
    ("#ifdef A\nstatic\n#else\nextern\n#endif\nint f(void)\n{\n}", "int f(void)", 6),
    ("#ifdef A\nstatic\n#endif\n#ifdef B\ninline\n#endif\nint f(void)\n{\n}", "int f(void)", 7),
    ("#ifdef A\nstatic\n#endif\nsize_t f(void)\n{\n}", "size_t f(void)", 4),
    ("#ifdef A\n__attribute__((aligned(sizeof(int))))\n#endif\nsize_t f(void)\n{\n}", "size_t f(void)", 4),
    ("int x;\n#ifdef A\nint\n#else\nlong\n#endif\nf(void)\n{\n}", "int f(void)", 2),
    ("int x;\n#if A\nint\n#elif B\nlong\n#endif\nCALL f(void)\n{\n}", "int CALL f(void)", 2),
    ("int x;\n#ifdef A\nstatic\n#endif\nf(a) int a;\n{\n}", "static f(a)", 2),
    ("int x;\n#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{\n}", "int f(int a)", 2),
    ("int x;\n#ifdef A\nint f(int a) {\n#else\nint f(void) {\n#endif\n}", "int f(int a)", 2),
    ("#if 0\nint\n#else\nlong\n#endif\nf(void)\n{\n}", "long f(void)", 1),
    (
      "#ifdef A\n/* ; } */\n#ifdef B\nint f(int *a,\n#else\nint f(long *a,\n#endif\n#endif\nint b)\n{\n}",
      "int f(int *a, int b)", 1
    ),
    ("static\n#ifdef A\nint\n#else\nlong\n#endif\nf(void)\n{\n}", "static int f(void)", 1),
  ])
  func aHeadPartlyInAnIfHasAllOfItOrNone(text: String, signature: String, line: Int) throws {
    let function = try #require(try functions(text).first)
    #expect(function.signature == signature)
    #expect(function.range.startLine == line)
    let lines = function.text.split(separator: "\n")
    let opening = lines.count { $0.hasPrefix("#if") }
    #expect(opening == lines.count { $0 == "#endif" })
    #expect(function.text == text.split(separator: "\n").dropFirst(line - 1).joined(separator: "\n"))
  }

  @Test func anIfAroundAnotherFunctionStaysOutOfTheNext() throws {
    let text = "#ifdef A\nint g(void) { }\nint f(int a)\n{\n#else\nint f(void)\n{\n#endif\n  return 0;\n}\n"
    let found = try functions(text)
    #expect(found.map(\.name) == ["g", "f"])
    #expect(found.map(\.range.startLine) == [2, 3])
  }

  @Test func parametersMayLackTheirClosingParenthesis() throws {
    let text = "static int func1 ( Context * var1 , int var2 \n{ \nreturn var2 ; \n} \nint g ( void ) { }"
    #expect(try names(text) == ["func1", "g"])
  }

  @Test func aWholeTextLosesTheJunkBeforeIt() {
    let text = SourceText(" ****/\n}\n#endif\n/* a */ ;\nint f(int a)\nreturn a;\n\n")
    #expect(CFunction(wholeOf: text, file: "d/x.c_f.c")?.text == "int f(int a)\nreturn a;")
    #expect(CFunction(wholeOf: SourceText(" }\n/* a */\n#endif\n"), file: "a.c") == nil)
  }

  @Test func otherBracesAreNoFunctions() throws {
    let text = """
      struct s { int a; } one = { 1 };
      enum e { A, B };
      static const int table[] = { 1, 2 };
      typedef struct { int (*f)(int); } ops;
      struct __attribute__((packed)) t { int a; };
      DECLARE_ALIGNED(16, static const int, x)[] = { 1 };
      DECLARE_ALIGNED(8, typedef, struct) { int a; } aligned;
      if (a) { b(); }
      int f(void);
      """
    #expect(try names(text).isEmpty)
  }

  @Test func branchesThatUnbalanceBracesHideNothing() throws {
    let text = """
      int f(int a)
      {
      #ifdef A
        if (a) {
      #else
        if (!a) {
      #endif
          a++;
        }
        return a;
      }
      int g(void) { return 1; }
      """
    #expect(try names(text) == ["f", "g"])
  }

  @Test func macroStatementsAreNoObstacle() throws {
    let text = "int f(int n)\n{\n  REPEAT4(n, a = 1; b++)\n  LOOP(x) { y(); }\n}\nint g(void) { return 1; }\n"
    #expect(try names(text) == ["f", "g"])
  }

  @Test func missingBraceLosesNoLaterFunction() throws {
    let text = "int f(int n)\n{\n  if (n) {\n  return 1;\n}\n\nint g(void)\n{\n  return 1;\n}\n"
    #expect(try names(text) == ["f", "g"])
  }

  @Test func bracesThatMacrosOpenEndNoFunctionEarly() throws {
    let text = """
      int f(int n)
      {
      #define CHECK(j) { int s = j; if (s) {
        if (n) {
          CHECK(1) CHECK(2) }} }}
        }
        return n;
      }

      int g(void)
      {
        return 1;
      }
      """
    let found = try functions(text)
    #expect(found.map(\.name) == ["f", "g"])
    #expect(found.map(\.range.endLine) == [8, 13])
  }

  @Test func deadCodeIsReported() throws {
    let parsed = try FunctionParser().parse(
      SourceText("#if 0\nint f(void) { }\n#else\nint g(void) { }\n#endif\n"), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["g"])
    #expect(parsed.skipped.map(\.reason) == [.deadCode])
  }

  @Test func bracesInLiteralsCommentsAndMacrosDoNotCount() throws {
    let text = """
      int f(void) { char c = '{'; /* { */ s = "{\\"{"; // {
      }
      #define M(x) { \\
        { x
      int g(void) { return '\\''; }
      """
    #expect(try names(text) == ["f", "g"])
  }

  @Test func tenThousandDeepNestingIsRead() throws {
    let deep = 10_000
    let text =
      "int f(void) " + String(repeating: "{", count: deep) + String(repeating: "}", count: deep)
      + "\nint " + String(repeating: "(", count: deep) + "g" + String(repeating: ")", count: deep)
      + "(void) { }\nint h(void) { return 1; }\n"
    #expect(try names(text).contains("f"))
    #expect(try names(text).contains("h"))
    #expect(try names(text + "int i(void) {" + String(repeating: "if (x) {", count: deep)).contains("i"))
  }
}
