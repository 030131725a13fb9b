import Testing

@testable import Core

@Suite struct SkippedRegionTests {
  private func skipped(_ text: String) throws -> [String] {
    try FunctionParser().parse(SourceText(text), file: "a.c").skipped.map {
      "\($0.reason.rawValue) \($0.range.startLine)-\($0.range.endLine)"
    }
  }

  @Test(arguments: [
    ("int Foo::bar(int a)\n{\n}\n", "unreadableHead 1-3"),
    ("x, y f(int a)\n{\n}\n", "unreadableHead 1-3"),
    ("int f(int a), A::operator\n{\n}\n", "unreadableHead 1-3"),
    ("YY_DECL\n{\n}\n", "unreadableHead 1-3"),
    ("- (int)bar:(int)x\n{\n}\n", "unreadableHead 1-3"),
    ("+ (void)baz {\n}\n", "unreadableHead 1-2"),
    ("if (x) {\n  y();\n}\n", "looseStatement 1-3"),
    ("CATALOG(a, b)\n{\n  int c;\n} Name;\n", "typeOrValues 1-4"),
    ("FIXTURE(pid) {\n  int a;\n  char *b;\n};\n", "typeOrValues 1-4"),
    ("#if 0\nint f(void) { }\n#endif\n", "deadCode 1-2"),
    ("DEFINE_HANDLER(foo, { if (a) b(); return 1; })\n", "unreadableHead 1-1"),
    ("HOOK(int, foo, (int a),\n{\n  return a;\n})\n", "unreadableHead 1-4"),
    ("HOOK(int, foo, ({ run(); }), { stop(); });\n", "unreadableHead 1-1"),
    ("TABLE(foo, { 1, 2 }, { 3, 4 })\n", "typeOrValues 1-1"),
    ("int x = INIT(3)\nint f(ARGS) ,\n{\n}\n", "unreadableHead 2-4"),
    ("typedef int b END\nint Foo::f(int a) {\n}\n", "unreadableHead 2-3"),
    ("asm(\"nop\"\nint f(a)\nint a;\n{ return 1; }\n", "unreadableHead 1-4"),
    ("struct s *Foo::f(int a)\n{\n  return 0;\n}\n", "unreadableHead 1-4"),
    ("class A {\n  int m() { return 1; }\n};\n", "unreadableHead 1-3"),
    ("struct A { int m() { if (x) return 1; return 2; } };\n", "unreadableHead 1-1"),
    ("auto l = [](int a) { if (a) return a; };\n", "unreadableHead 1-1"),
    ("int x = ({ int b; if (a) b = 1; b; });\n", "unreadableHead 1-1"),
    ("enum f(int a) : int {\n  return a;\n}\n", "unreadableHead 1-3"),
    ("int x;\n{\n  return 1;\n}\n", "unreadableHead 2-4"),
    ("int f(void)\n{\n  if (x) {\n", "unclosedFunction 1-3"),
  ])
  func nothingLikeAFunctionIsLeftOutWithoutAReason(text: String, region: String) throws {
    #expect(try skipped(text + (region.hasPrefix("unclosed") ? "" : "int g(void) { }\n")) == [region])
  }

  @Test(arguments: [
    ("int f(char *d)\n#ifdef A\n{\n\treturn 0;\n}\n#else\n{\n\tcopy(d);\n}\n#endif\n", ["otherBody 7-9"]),
    ("int f(char *d)\n{\n#ifdef A\n\treturn 0;\n}\n#else\n\tcopy(d);\n}\n#endif\n", ["otherBody 7-8"]),
    (
      "int f(char *d)\n#if A\n{ return 0; }\n#elif B\n{ a(d); }\n#else\n{\n#if C\n  b(d);\n#endif\n}\n#endif\n",
      ["otherBody 5-5", "otherBody 7-11"]
    ),
    ("int f(char *d)\n{\n#ifdef A\n\treturn 0;\n}\n#else\n}\n#endif\n", []),
    ("int f(char *d)\n{ return 0; }\n#if A\n#else\n#endif\n", []),
  ])
  func aBodyInAnotherBranchIsCounted(text: String, regions: [String]) throws {
    #expect(try skipped(text + "int g(void) { return 1; }\n") == regions)
    #expect(try namesFound(in: text + "int g(void) { return 1; }\n") == ["f", "g"])
  }

  @Test func aHeadInTwoBranchesEndsAFunctionThatIsNotClosed() throws {
    let text = "f(){;\n#if A\nint f(int a){\n#else\nint f(){\n#endif\n}\n"
    #expect(try namesFound(in: text) == ["f", "f"])
    #expect(try namesFound(in: "f(){;\n#if\nt f(t a){\n#else\nt f(){\n").first == "f")
  }

  @Test func theRestOfAFileOfTooManyFunctionsIsLeftOut() throws {
    let text = String(repeating: "int f(void) { }\n", count: 9)
    let parsed = try FunctionParser(limits: .init(mostFunctions: 4)).parse(SourceText(text), file: "a.c")
    #expect(parsed.functions.count == 4)
    #expect(parsed.skipped.map(\.reason) == [.tooManyFunctions])
    #expect(parsed.skipped.first?.range.startLine == 5)
    #expect(parsed.skipped.first?.range.endLine == 9)
  }

  @Test func aFunctionThatSharesItsBodyWithOneOfAnotherNameIsCounted() throws {
    let text = """
      #ifdef W
      int a(int x)
      {
      #elif defined(V)
      int b(int x)
      {
      #else
      int c(int x)
      {
      #endif
        return 1;
      }
      """
    #expect(try namesFound(in: text) == ["a"])
    #expect(try skipped(text) == ["otherBranch 5-6", "otherBranch 8-9"])
    let variants = text.replacing("int b", with: "int a").replacing("int c", with: "long a")
    #expect(try skipped(variants).isEmpty)
  }

  @Test func everyBlockOfACallThatIsNotClosedIsCounted() throws {
    let text =
      "FOO(1\nf(a)\nint a;\n{\n x();\n}\ng(a)\nint a;\n{\n y();\n}\nint h(int a) { return 1; }\n"
    #expect(try namesFound(in: text) == ["h"])
    #expect(try skipped(text) == ["unreadableHead 1-6", "unreadableHead 7-11"])
  }

  @Test(arguments: [
    "#ifdef W\nint WinMain(int a)\n#else\nint main(int c, char **v)\n#endif\n{ return 0; }",
    "#ifdef W\nint WinMain(a)\nint a;\n#else\nint main(c)\nint c;\n#endif\n{ return 0; }",
    "int\n#ifdef W\nWinMain(int a)\n#else\nmain(int c)\n#endif\n{ return 0; }",
  ])
  func aHeadOfAnotherNameInAnotherBranchIsCounted(text: String) throws {
    #expect(try namesFound(in: text) == ["WinMain"])
    #expect(try skipped(text).map { $0.prefix(11) } == ["otherBranch"])
    #expect(try skipped(text.replacing("{ return 0; }", with: ";\nint f(void) { return 1; }")).isEmpty)
    let three = text.replacing("#else", with: "#elif V\nint wmain(int a)\n#else")
    #expect(try skipped(three).filter { $0.hasPrefix("otherBranch") }.count == 2)
  }

  @Test func plainTypesAndTablesAreNotCounted() throws {
    let text = """
      struct s { int a; };
      typedef struct { int a; } t;
      enum e { A, B };
      static const int table[] = { 1, 2 };
      struct ALIGNED(8) u { int a; };
      DECLARE_ALIGNED(8, typedef, struct) { int a; } aligned;
      PACK(struct p { int a; });
      static int one = ({ int b = 1; b; });
      static struct s two = INIT({ 1 });
      static struct s three =
      INIT(a)
      { 1 };
      DEFINE_TYPE(x, WITH(y))

      assert_cc(((Unit){}).markers * 8);
      BUILD_ASSERT(f((struct x){ 1 }));
      enum { C, D };
      static const char kernel[] = { TEXT(0, for (;;) { x; }) TEXT(1, return;) };
      int sel = _Generic(1, int: 1, default: 2);
      struct w { int if_; int b : 3; } words[] = { { KEY(if), 1 }, { KEY(return), 2 } };
      REGISTER(a, &(struct s){ .f = g }, (const int *[]){ &b, 0 });
      SIZE(y, (typeof(a)){ 1 }, (unsigned char[2]){ 1 }, sizeof(struct { int x; }));
      int f(void) { return 1; }
      """
    #expect(try skipped(text).isEmpty)
  }
}
