import Testing

@testable import Core

@Suite struct ConditionalTests {
  @Test(arguments: [
    "(0)", "0 && A", "A && 0", "!1", "!(1)", "0x0", "00", "0L", "0u", "(0 && (A || B))", "1 == 2", "1 - 1",
    "false",
    "0 && defined(A)", "defined A && 0", "0 /* off */", "0 // off", "1 ? 0 : A", "~0 == 0", "0 && F(1, (2))",
    "!1 || 0", "0 and A", "A and 0", "not 1", "0 or (0)", "1 xor 1", "compl 0 bitand 0", "1 not_eq 1",
    "'\\0'", "'a' == 98", "'\\x41' != 'A' || '\\101' != 65", "L'\\0' || u8'\\0' || '\\n' != 10",
    "'\\''  == 0",
    "0u - 1 < 0", "0xFFFFFFFFFFFFFFFF == 0", "-1 < 0u", "2-2", "A ? 0 : 0", "1 << 64 - 1 > 0", "7 / 2 != 3",
    "-7 % 2 > 0",
  ])
  func constantConditionsSwitchOff(condition: String) throws {
    let parsed = try FunctionParser().parse(
      SourceText("#if \(condition)\nint f(void) { }\n#endif\nint g(void) { }\n"), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["g"])
    #expect(parsed.skipped.map(\.reason) == [.deadCode])
  }

  @Test(arguments: [
    "A", "!A", "1", "0 || A", "A || 1", "defined(A)", "!defined A", "A == 0", "A(0)", "1'0", "0 ||",
    "'ab' == 0", "'\\377' < 0", "''", "'\\x' == 0", "-1 > 0u", "-1 / 2u > 0", "1 / 0", "not A", "A, 0", "",
    "__has_include(<a.h>)", "0 + A", "1.0",
  ])
  func otherConditionsStay(condition: String) throws {
    #expect(try namesFound(in: "#if \(condition)\nint f(void) { }\n#endif\n") == ["f"])
  }

  @Test func theOtherBranchesOfASureConditionAreDead() throws {
    #expect(try namesFound(in: "#if 1 || A\nint f(void) { }\n#else\nint g(void) { }\n#endif\n") == ["f"])
    let chain = "#if 0\nint f(void) { }\n#elif (1)\nint g(void) { }\n#else\nint h(void) { }\n#endif\n"
    #expect(try namesFound(in: chain) == ["g"])
  }

  @Test(arguments: [
    "char *s = \"/*\";", "it's a /* b", "isn't \"it\n  don't { #endif", "/* #endif\n*/", "// a \\\n#endif",
    "#define A \\\n#endif", "char *a = \"x \\\n#endif \\\n/* \";", "'\"'", "<p>don't \"quote</p>",
    "}}) ] \u{1} `",
  ])
  func aBranchThatIsOffIsReadInTokensAsCompilersDo(_ branch: String) throws {
    let text = "#if 0\n\(branch)\nint f(void) { }\n#endif\nint g(void) { }\n"
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["g"])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(parsed.skipped.map(\.range.endLine) == [lines - 3] && parsed.skipped.map(\.reason) == [.deadCode])
  }

  @Test func aBodyClosedInTwoBranchesIsOneFunction() throws {
    let text = """
      int f(void)
      {
      #ifdef A
        return 1;
      }
      #else
        return 2;
      }
      #endif
      int g(void) { return 3; }
      """
    #expect(try namesFound(in: text) == ["f", "g"])
  }

  @Test func aHeadWithABodyInEachBranchIsOneFunction() throws {
    let text = "int f(int a)\n#ifdef A\n{ return 1; }\n#else\n{ return 2; }\n#endif\nint g(void) { }\n"
    #expect(try namesFound(in: text) == ["f", "g"])
  }

  @Test(arguments: [
    "int a;\n#ifdef X\nint c;\n#endif\nint b;", "#ifdef X\nint c;\n#endif\nint a;\nint b;",
    "int a, b;\n#if OLD\nextern int errno;\n#endif",
    "int a;\nint b;\n#ifdef X\nregister int i;\nlong j;\n#endif",
    "#ifdef X\nint c; char d;\n#else\nint a;\n#endif\nint b;", "#ifdef X\nint a; int c;\n#endif\nint b;",
    "#ifdef X\n#ifdef Y\nint c;\n#endif\n#endif\nint a; int b;",
  ])
  func aBranchAmongEarlierParametersMayDeclareSomethingElse(declarations: String) throws {
    let text = "int x;\nint f(a, b)\n\(declarations)\n{ return a; }\nint g(void) { return 1; }\n"
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["f", "g"])
    #expect(parsed.functions.map(\.range.startLine).first == 2)
    #expect(parsed.skipped.isEmpty)
  }

  @Test func aBranchBehindAMacroCallHidesNothing() throws {
    let text =
      "MACRO(a, b)\n#ifdef X\nint c;\nint h(c) int c; { }\n#endif\nint d;\nint g(void) { }\nint k(int a) { }\n"
    #expect(try namesFound(in: text) == ["h", "g", "k"])
  }

  @Test func aNameInEachBranchIsCounted() throws {
    let text = "int\n#ifdef A\nf\n#elif B\ng\n#else\nh\n#endif\n(int a)\n{ return a; }\n"
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["f"])
    #expect(parsed.skipped.map(\.reason) == [.otherBranch, .otherBranch])
    let types = "#ifdef A\nfoo_t\n#else\nbar_t\n#endif\nf(int a)\n{ return a; }\n"
    #expect(try FunctionParser().parse(SourceText(types), file: "a.c").skipped.isEmpty)
  }

  @Test func functionsBetweenAHeadAndItsBodyInAnotherBranchAreNotInIt() throws {
    let text = """
      #if A
      void initx(void)
      #else
      void PyInit_x(void)
      #if B
      {
        return g();
      }
      int mid(void) { return 2; }
      int exec(void)
      #endif
      #endif
      {
        return y();
      }
      int last(void) { return 1; }
      """
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    #expect(
      parsed.functions.map { "\($0.name) \($0.range.startLine)-\($0.range.endLine)" } == [
        "PyInit_x 4-8", "mid 9-9", "exec 10-15", "last 16-16",
      ])
    #expect(parsed.skipped.map { "\($0.reason) \($0.range.startLine)" } == ["otherBranch 2"])
  }

  @Test func aFunctionThatOneBranchOpensIsFound() throws {
    let text = """
      int f(int a)
      {
      #ifndef A
        return 1;
      #else
        return 2;
      }
      int h(int a)
      {
        a++;
      #endif
        return 2;
      }
      int g(void) { return 3; }
      """
    #expect(try namesFound(in: text) == ["f", "h", "g"])
  }

  @Test func branchesOfOneMacroAreReadAlike() throws {
    let text = """
      int f(int a)
      {
      #ifdef A
        a++;
      #else
        if (a) {
          a--;
      #endif
          a = 2;
      #ifndef A
        }
      #endif
        return a;
      }
      int g(void) { return 3; }
      """
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["f", "g"])
    #expect(parsed.functions.first?.range.endLine == 14)
    #expect(parsed.skipped.isEmpty)
  }

  @Test func alternativesOfAFunctionAreFoundEach() throws {
    let text =
      "#ifdef __cplusplus\ninline int f(int a) { return a; }\n#else\nstatic int f(int a) { return a; }\n#endif\n"
    #expect(try namesFound(in: text) == ["f", "f"])
  }

  @Test func deepConditionsAreReadInBoundedDepth() throws {
    let deep = String(repeating: "(", count: 50_000) + "0" + String(repeating: ")", count: 50_000)
    #expect(try namesFound(in: "#if \(deep)\nint f(void) { }\n#endif\nint g(void) { }\n") == ["f", "g"])
    let nots = String(repeating: "!", count: 900) + "0"
    #expect(try namesFound(in: "#if \(nots)\nint f(void) { }\n#endif\nint g(void) { }\n") == ["f", "g"])
  }
}
