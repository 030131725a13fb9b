import Testing

@testable import Core

@Suite struct FunctionHeadTests {
  private func lines(_ text: String) throws -> [String] {
    try FunctionParser().parse(SourceText(text), file: "a.c").functions.map {
      "\($0.name) \($0.range.startLine)-\($0.range.endLine)"
    }
  }

  @Test func macroCallsHideNoParametersInTheEarlierStyle() throws {
    let text = """
      MODULE_ID("$Id: demo $")

      int f1(x)
          int x;
      {
      }

      char *
      f2 (buf)
           char *buf;
      {
      }
      link_warning (f2, "do not use")

      int
      f3 (a)
           int a;
      {
      }
      """
    #expect(try lines(text) == ["f1 3-6", "f2 8-12", "f3 15-19"])
  }

  @Test(arguments: [
    "__attribute__((noinline)) static int f(p, n)\n    char *p;\n    int n;\n{\n}",
    "static int __attribute__((cold)) f(x)\n    int x;\n{\n}",
    "int f(__G__ name, flag)\n    __GDEF\n    char *name;\n    int flag;\n{\n}",
    "int f(__G)    /* return code */\n    __GDEF\n{\n}",
    "static enum kind f(name)\n    const char *name;\n{\n}",
    "struct s\nf(a)\n    int a;\n{\n}",
    "void f(handler, a)\n    void (*handler)();\n    register int a;\n{\n}",
    "int f(fmt, va_alist)\n    char *fmt;\n    va_dcl\n{\n}",
    "f(a, b, c)\n    int a, b[3];\n    struct s *c;\n{\n}",
    "extern int ZEXPORT f(file, n)\n#ifdef WIDE\n    long n;\n#else\n    int n;\n#endif\n    FILE *file;\n{\n}",
    "int (*f(a))()\n    int a;\n{\n}",
    "char *(f)(a)\n    int a;\n{\n}",
    "int f(a, b)\n    int a;\n    int other;\n{\n}",
    "char (*f(a))[3] int a; { return 0; }",
    "int\n(*f(a, b))[4]\n int a; char *b;\n{\n}",
    "int (*f(a))[4][5]\n    int a;\n{\n}",
    "int f(ARGUMENTS)\n    DECLARATIONS;\n{\n}",
  ])
  func parametersMayBeDeclaredBehindTheHead(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { }\n") == ["f", "g"])
  }

  @Test(arguments: [
    "int (*f(int a))[3] { return 0; }",
    "void (*f(int sig, void (*handler)(int)))(int) { return 0; }",
    "int (*(*f(void))(int))(char) { return 0; }",
    "static const char *(*const f(void))[2] { return 0; }",
    "int (f(int a)) { return a; }",
    "int (f)(int a) { return a; }",
    "int (f [[a]])(int a) { return a; }",
    "int ((f)(int a)) { return a; }",
    "%:if 0\nint no(void) { }\n%:endif\n??=if 0\nint no(void) { }\n??=endif\nint f(void) { return 0; }",
    "long (CALLBACK f)(int a) { return a; }",
    "int f(int a<:3:>) <% return a<:0:>; %>",
    "int f(int a) ??< return a; ??>",
    "int \\\nf(int a) { return a; }",
    "[[gnu::noinline]] static int f(int x) { return x; }",
    "[[gnu::pure, nodiscard]] int f(int x) { return x; }",
    "int f [[maybe_unused]] (int x) { return x; }",
    "int f(int x) [[gnu::pure]] { return x; }",
    "[[nodiscard(\"why, not {\")]] int f(int x) { return x; }",
    "typeof(int *) f(int x) { return 0; }",
    "_Atomic(int) *f(int x) { return 0; }",
    "int f(int x) { if (x == 1'000) { return 0'1; } return 0xA'Bu; }",
    "int f(int a) { char *s = R\"x({)\" }\")x\"; return a; }",
    "void f(int sizeof_a, ...) { }",
    "struct s f(ARGS) { return x; }",
    "static enum status f(UNUSED_PARAMS)\n{\n  x = y;\n}",
    "struct complex f(re, im) { return x; }",
    "struct s f() { abort(); }",
    "struct s f(int) { abort(); };",
    "struct s f(ARGS) { }",
    "int f(UNUSED(int a)) { return 1; }",
    "struct s f(ARGS) MACRO { return x; }",
    "enum e f(a, b) ATTR(x) { return x; }",
    "void f(void) @ \"SEG\" { return; }",
    "void f(int a) @ 0x40 { return; }",
  ])
  func standardHeadsAreFound(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { return 1; }") == ["f", "g"])
  }

  @Test func lineContinuationsAndDollarsBelongToWords() throws {
    #expect(try namesFound(in: "int long\\\n_name(int a) { return a; }") == ["long_name"])
    #expect(
      try namesFound(in: "#define WAIT(x) do { \\ \n  f(x); } \\\t\n  while (0)\nint g(void)\n{\n}\n") == [
        "g"
      ])
    #expect(try namesFound(in: "int long\\ \n_name(int a) { return a; }") == ["long_name"])
    #expect(try namesFound(in: "int foo$bar(int a) { return a; }\nint été(void) { }") == ["foo$bar", "été"])
    let function = try #require(
      try FunctionParser().parse(SourceText("int f(int a$b) { return a$b; }"), file: "a.c").functions.first)
    let statements = StatementParser().statements(of: function)
    #expect(statements.last?.tokens == ["var1"])
  }

  @Test(arguments: [
    "PARAMS_START(des)\nPARAM_OCTETS(KEY, NULL, 0),\nPARAMS_END(des)\n\nstatic int f(int a)\n{\n}",
    "NS_ASSUME_NONNULL_BEGIN\n@interface Foo : NSObject\n- (int)bar;\n@end\n\nstatic int f(int a)\n{\n}",
    "@implementation Foo\nstatic int f(int a)\n{\n}",
    "OVERFLOW_TEST (a, p = g_malloc (1); p = g_realloc (p, b))\n\nstatic int f(int a)\n{\n}",
    "G_DEFINE_TYPE (Foo, foo, TYPE)\n\nstatic int f(int a)\n{\n}",
    "DeclFunc(INT, query, (ULONG a, ULONG b),\n         (a, b))\n\nstatic int f(int a)\n{\n}",
    "PG_MODULE_MAGIC\n\nstatic int f(int a)\n{\n}",
    "static const IF_SMALL(int table[] = )\n{ 1 };\nstatic int f(int a)\n{\n}",
  ])
  func whatStandsBeforeAHeadStaysOut(text: String) throws {
    let function = try #require(try FunctionParser().parse(SourceText(text), file: "a.h").functions.last)
    #expect(function.name == "f")
    #expect(function.signature == "static int f(int a)")
    #expect(function.text == "static int f(int a)\n{\n}")
  }

  @Test func aTypeMadeByAMacroBelongsToTheHead() throws {
    let text = "STACK_OF(X509)\n*load(const char *name)\n{\n}"
    let function = try #require(try FunctionParser().parse(SourceText(text), file: "a.c").functions.first)
    #expect(function.signature == "STACK_OF(X509) *load(const char *name)")
  }

  @Test(arguments: [
    "ITEM(Y) = TYPE(0, 0, Y, Z)\nITEM_END(Y)\n\nstatic int f(int a)\n{\n}",
    "int x = INIT(3)\nstatic int f(int a)\n{\n}",
    "static const char *n[] = NAMES\nstatic int f(int a)\n{\n}",
    "int x = 3 SEMI(x)\n\nstatic int f(int a)\n{\n}",
    "typedef struct s s_t END\nstatic int f(int a)\n{\n}",
    "typedef int b\nstatic int f(int a)\n{\n}",
    "CPP(extern \"C\" {)\nstatic int f(int a)\n{\n}",
    "CPP(extern \"C\" {)\nint g(void);\nCPP(})\nstatic int f(int a)\n{\n}",
    "CPP_ONLY(namespace x {)\nstatic int f(int a)\n{\n}",
    "LIST_BEGIN(a, b LIST_END\nstatic int f(int a)\n{\n}",
    "HOOK(foo, { if (a) b(); })\nstatic int f(int a)\n{\n}",
  ])
  func whatNoSemicolonEndsStaysOutToo(text: String) throws {
    try whatStandsBeforeAHeadStaysOut(text: text)
    let functions = try namesFound(
      in: text.replacing("\n{\n}", with: " { return a; }\nint g() { return 1; }\n"))
    #expect(functions == ["f", "g"])
  }

  @Test func whatAMacroEndsTakesNoFunctionInTheEarlierStyleAway() throws {
    #expect(
      try namesFound(
        in: "int x = INIT(3)\nint f(a)\n  int a;\n{\n}\ntypedef int b END\nint g(a)\nint a;\n{\n}") == [
          "f", "g",
        ])
    #expect(
      try namesFound(in: "int x = INIT(3)\nint main() { return 1; }\nint g(void) { }") == ["main", "g"])
  }

  @Test(arguments: [
    "DEFINE_LIST_OF(pebble)\n\n/* shared */\nstruct pile_st {\n  int used;\n  char name[16];\n};",
    "DECLARE_TYPE(Thing, thing, MY, THING, GObject)\n\ntypedef struct {\n  int a;\n} Extra;",
    "DEFINE_FLAGS(x)\nenum { A, B };",
    "DEFINE_FLAGS(x)\nunion u { int a; };",
    "CATALOG(pg_thing,2600,ThingId) BKI_BOOTSTRAP\n{\n  int oid;\n} FormData_pg_thing;",
    "DECLARE_INTERFACE_(IThing,IUnknown)\n{\n  STDMETHOD_(ULONG,AddRef)(THIS) PURE;\n};",
    "TABLE(x) { 1, 2, 3 };",
    "ENTRY(x) { .a = 1, .b = f(2) },",
    "struct PACKED(4) s { int a; };",
    "struct s ALIGNED(16) { int a; };",
    "struct s aligned(N) { int a; void (*f)(int); ENTRY(s); } t;",
    "enum e packed(N) { A = 1, B };",
    "typedef union u aligned(N) { int a; } u_t;",
    "ASN1_SEQUENCE(X) = { a, b } ASN1_SEQUENCE_END(X)",
    "x = f(a) { 1 };",
    "struct EXPORT(x) Foo { int a; };",
    "PACK(struct foo\n{\n  int a;\n});",
    "PACK(struct ALIGNED foo\n{\n  int a;\n});",
    "PACK(typedef struct _foo\n{\n  int a;\n} foo);",
    "PACK(struct\n{\n  int a;\n} foo);",
    "__PACKED__( union u\n{\n  int a;\n});",
    "DECLARE_ENUM(enum e\n{ A, B\n})",
    "LOCAL(struct x) { int a; } y;",
    "static const struct s x =\nINIT(struct s) { 1, 2 };",
    "typedef struct\nPACKED(int) foo {\n  int a;\n} foo;",
    "struct throw_stmt_node GTY(()) { gimple stmt; int n; };",
    "struct a ALIGN(sizeof(int)) { int x; };",
    "struct b ALIGN((8)) { int x; } v;",
    "struct c align_to(struct b) { int x; int y; };",
    "enum e PACKED() { X = 1 };",
    "struct s GTY((tag(\"x\"))) { int x; };",
    "struct s ALIGN(int) { int x; } *v;",
    "union a GTY(()) { int x; };",
    "enum a GTY(()) { X, Y };",
    "PACKED(struct) { int x; } v;",
    "IOCTL(A, IOC_R, MK_PTR(TYPE_INT))\n  { OLD, OLD,\n    \"OLD\", IOC_R, do_x,\n    { MK_PTR(MK_STRUCT(S)) } },",
    "extern EXPORT_VAR(SIG_T) _x;\nLIST {\n\tLIST *next;\n};",
    "END_TABLE\nMAP_START(a) { 1 }, { 2 } MAP_END;",
    "ENDSTRUCT\nSTRUCT(a) { int x; } b;",
    "STRUCT(a) { int x; char *y; } ENDSTRUCT\nSTRUCT(b) { int x; } ENDSTRUCT",
    "SPECIAL(B, IOC_R, do_x)\nIOCTL(A, IOC_R)\n  { OLD, \"OLD\", { MK_PTR(S) } },\n#endif\nIOCTL(D, IOC_R)",
  ])
  func typesAndValuesBehindMacrosAreNoFunctions(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { return 1; }\n") == ["g"])
  }

  @Test(arguments: [
    "TEST(a) { int x = g(); }", "TEST(a) { RETURN; }", "TEST(a) { int x; check(x); }", "TEST(a) { }",
    "SET(b)\nTEST(a) { int x; run(&x); }", "EXPORT(int) TEST(a) { return 1; }",
  ])
  func whatAMacroMakesIsAFunctionWhereItsBodyHoldsMoreThanMembers(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { return 1; }\n") == ["a", "g"])
  }

  @Test func aSemicolonBehindAFunctionTakesNothingAway() throws {
    #expect(
      try namesFound(in: "PP(pp_a) { run(); };\nmain() { return 1; };\nint f(void) { };\n") == [
        "pp_a", "main", "f",
      ])
  }

  @Test(arguments: [
    "f() { x = 1; };", "f() { };", "f() { int a; };", "f(a) { };", "f(a) { *a = 1; };",
    "f(a) { a.b[i + 1] = 1; };",
    "ISR(f) { PORTB ^= 1; };", "PP(f) { PL_op = 0; };", "f(a) { a[1] |= f(2), b = 3; };",
  ])
  func anAssignmentShowsAFunction(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { return 1; }\n") == ["f", "g"])
  }

  @Test(arguments: [
    "FIXTURE(x) { };", "fixture(x) { int a = 1; };", "fixture(x) { int a; };", "FIXTURE() { int a; };",
    "fixture(x) { T *a; };", "ENTRY(x) { .a = 1, .b.c = 2, };", "DECLARE(x) { A = 1, B = 2 };",
  ])
  func aDeclarationShowsNone(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { return 1; }\n") == ["g"])
  }

  @Test func namesThatBecameKeywords() throws {
    let names = ["alignof", "alignas", "typeof", "bool", "constexpr", "thread_local", "static_assert"]
    for name in names {
      let text =
        "static inline unsigned int \(name)(size_t size) { return 1; }\nint *\(name)() { return 0; }\n"
      #expect(try namesFound(in: text) == [name, name])
    }
    let text = """
      static inline typeof(int *) f(int a) { return 0; }
      struct alignas(int) s { int a; };
      bool (g)(int a) { return a; }
      int alignas(8) h(void) { return 1; }
      """
    #expect(try namesFound(in: text) == ["f", "g", "h"])
  }
}
