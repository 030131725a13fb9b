import Testing

@testable import Core

/// The names of the functions found in a text.
func namesFound(in text: String) throws -> [String] {
  try FunctionParser().parse(SourceText(text), file: "a.c").functions.map(\.name)
}

@Suite struct FunctionNameTests {
  @Test(arguments: [
    ("static void *one_start(struct s *s)\n\t__acquires(rcu)\n{\n}", "one_start"),
    ("static void one_stop(struct s *s)\n\t__releases(rcu)\n{\n}", "one_stop"),
    ("void f(void) __releases(&lock) __acquires(&lock) { }", "f"),
    ("_At_(*p, _Post_readable_size_(n))\nHRESULT g(char *p) { return 1; }", "g"),
    ("_At_(*pp, _Post_ _Null_ __drv_freesMem(Pool))\nVOID Foo(_Inout_ V** pp)\n{ x(); }", "Foo"),
    ("_At_(*p, _Out_range_(0, n)) UINT Foo(UINT *p) { return 1; }", "Foo"),
    ("_At_(*buf, _Pre_valid_ _Post_invalid_)\nBOOL Foo(_Inout_ Buffer* buf)\n{ x(); }", "Foo"),
    (
      "_When_(NT_SUCCESS(return), _Outptr_result_buffer_(return) _At_(*p, __drv_allocatesMem(Mem))) NTSTATUS\nFoo(_In_ PVOID p)\n{ return 1; }",
      "Foo"
    ),
    ("attr(*f(1)) BOOL g(int a) { return 1; }", "g"),
    ("DEFINE_IFUNC(, void *, a_x, (void *, size_t))\n{ return (0); }", "a_x"),
    ("DEFINE_IFUNC(, int, a_y, (int, uint32_t *, int *))\n{ return (0); }", "a_y"),
    (
      "ZEND_DECLARE_GLOBALS(foo)\nstatic PHP_GINIT_FUNCTION(foo);\n\nPHP_MINIT_FUNCTION(foo)\n{ x(); }", "foo"
    ),
    ("G_DEFINE_TYPE (Foo, foo, G_TYPE)\nG_DEFINE_QUARK (foo, foo_error);\nTEST (bar) { x(); }", "bar"),
    ("DEFINE_LOCK(foo)\nEXPORT_SYMBOL(foo);\nSYSCALL_DEFINE1(open, int, a) { x(); }", "open"),
    (
      "ALIAS (show_ip, z_cmd, \"x\", \"y\")\nDEFUN (real_fn,\n cmd2,\n \"x\", \"y\")\n{ return 1; }",
      "real_fn"
    ),
    ("ACPI_EXPORT_SYMBOL(a)\nSYSCALL_DEFINE1(read, int, fd)\n{ return 1; }", "read"),
    ("f(a)\nfoo_t (*a)();\n{ return a(); }", "f"),
    ("f(a)\nint (*a)();\n{ return a(); }", "f"),
    ("static void note(const char *fmt, ...) printf_like(1, 2)\n{\n}", "note"),
    ("__printflike(1, 2) static void LOG(const char *fmt, ...)\n{\n}", "LOG"),
    ("static int need(struct s *s) NO_TSA requires_lock(s)\n{\n}", "need"),
    ("int f(struct s *s) __must_hold(&s->lock) __nonnull((1)) { return 0; }", "f"),
    ("static size_t LOG(const char *fmt, void (*emit)(int)) { return 0; }", "LOG"),
    ("EXPORT(const char *) name(void) { return 0; }", "name"),
    ("AP_DECLARE(int)\nap_read(request_rec *r)\n{\n}", "ap_read"),
    ("PRINTF_ARGS(static void, 2, 3)\nverbose(int level, const char *format, ...)\n{\n}", "verbose"),
    ("RBIMPL_ATTR_PURE()\n/**\n * A comment.\n */\nstatic inline VALUE\nrb_x(void)\n{\n}", "rb_x"),
    ("void __interrupt() isr(void) { x = 1; }", "isr"),
    ("void nothrow() f(int a) { x = 1; }", "f"),
    ("weak_alias (__foo, foo)\nsize_t bar () { return 1; }", "bar"),
    ("module_init(foo)\nstatus_t bar() { return 1; }", "bar"),
    ("libc_hidden_def (foo)\nFILE *bar () { return 1; }", "bar"),
    ("DEFINE_MUTEX(foo)\nstatus_t bar(int) { return 1; }", "bar"),
    ("GLOBAL(void) f JPP((j_ptr c)) { return; }", "f"),
    ("int f OF((int a))\n__acquires(x)\n{ return 1; }", "f"),
    ("int f(ARGS)\nnoinline LOCKS(x)\n{ return 1; }", "f"),
    ("pg_attribute_noreturn() bool check(int a) { return a; }", "check"),
    ("_IRQL_requires_max_(LEVEL)\nNTSTATUS Entry(_In_ PDRIVER d) { return 0; }", "Entry"),
  ])
  func attributesWithArgumentsAreNoNames(text: String, name: String) throws {
    #expect(try namesFound(in: text) == [name])
  }

  @Test(arguments: [
    ("SYSCALL_DEFINE2(alpha, int, fd, char *, buf)\n{\n  return 0;\n}", "alpha"),
    ("PP(pp_dup)\n{\n  return 0;\n}", "pp_dup"),
    ("XS_EXTERNAL(boot_Core)\n{\n}", "boot_Core"),
    ("void FTN(grid_solve)(double *v, int *n)\n{\n}", "grid_solve"),
    ("int BZ_API(BZ2_open)\n  ( int a )\n{\n}", "BZ2_open"),
    ("VALUE (rb_ary_new)(long n, ...)\n{\n}", "rb_ary_new"),
    ("int START_TEST(first)\n{\n}", "first"),
    ("static void\nsig_size SIGARG(signo)\n{\n}", "sig_size"),
    ("static RETSIGTYPE\nsig_winch SIGDEFARG(sigarg)\n{\n}", "sig_winch"),
    ("ulg *get_tab OF((void))\n{\n}", "get_tab"),
    ("int foo __P((int a, char *b))\n{\n}", "foo"),
    ("static int PROTO_F _((int a))\n{\n}", "PROTO_F"),
    ("int f PARAMS((a, b)) int a; char *b; { return 1; }", "f"),
    ("int BPF_PROG(on_open, int fd, char *name)\n{\n}", "on_open"),
    ("DEFUN (\"car\", Fcar, Scar, 1, 1, 0)\n{\n}", "Fcar"),
    ("EXPORT(int, name(int a)) { return a; }", "name"),
    ("ARRAY_RENAME(3d_array)(int a)\n{\n}", "3d_array"),
    ("Datum\nint4in(PG_FUNCTION_ARGS)\n{\n}", "int4in"),
    ("Datum F(PG_FUNCTION_ARGS)\n{\n}", "F"),
    ("static void CLEANUP(void) { }", "CLEANUP"),
    ("static void CLEANUP() { }", "CLEANUP"),
    ("char *\nDCIGETTEXT (domain, id)\n  const char *domain;\n  int id;\n{\n}", "DCIGETTEXT"),
    ("static MAYBE_UNUSED(int f(int a))\n{ return a; }", "f"),
    ("PT_THREAD(blink(struct pt *pt))\n{\n}", "blink"),
    ("EXPORT(int h(a, b)) { return 0; }", "h"),
    ("int QSORT(int (*compare)(int, int)) { return 0; }", "QSORT"),
    ("int EACH(int visit(int)) { return 0; }", "EACH"),
    ("DEFINE_FN(int, f, int a, char *b)\n{ return a; }", "f"),
    ("DEFINE_FN(void, g, void)\n{ }", "g"),
    ("Api_Export(void) f(void) { }", "f"),
    ("void HELPER(glue(load, SUFFIX))(int a) { }", "load"),
    ("static int glue(glue(x_, A), B)(int a) { return 0; }", "x_"),
    ("HANDLER(7, VM_ADD, CONST|TMP, ANY)\n{\n  a();\n}", "VM_ADD"),
    ("PHP_METHOD(Foo, qux) { a(); }", "qux"),
    ("TEST_F(fixture, reads) { a(); }", "reads"),
    ("ISR(USART_RX_vect, ISR_BLOCK) { a(); }", "USART_RX_vect"),
    ("TEST_CASE(\"reads headers\") { check(); }", "TEST_CASE"),
  ])
  func aNameInsideAMacroCallIsTheFunctions(text: String, name: String) throws {
    #expect(try namesFound(in: text) == [name])
  }

  @Test func aMacroThatMakesFunctionsAgainAndAgainGivesEachItsArgument() throws {
    let text = "define_cmd(add) { a(); }\ndefine_cmd(remove) { b(); }\nint define_cmd2(x) { return 0; }\n"
    #expect(try namesFound(in: text) == ["add", "remove", "define_cmd2"])
  }

  @Test func theArgumentThatTellsFunctionsApartIsTheName() throws {
    let text = "TEST(parser, empty) { a(); }\nTEST(parser, full) { b(); }\nTEST(lexer, full) { c(); }\n"
    #expect(try namesFound(in: text) == ["parser_empty", "parser_full", "lexer_full"])
    let group = "TEST(parser, empty) { a(); }\nTEST(parser, full) { b(); }\n"
    #expect(try namesFound(in: group) == ["empty", "full"])
  }

  @Test func methodsOfOneNameAreToldApartByTheirClasses() throws {
    let first = "ZEND_METHOD(Foo, qux) { a(); }\nZEND_METHOD(Foo, bar) { b(); }\n"
    #expect(try namesFound(in: first) == ["qux", "bar"])
    let second = first + "ZEND_METHOD(Baz, qux) { a(); }\n"
    #expect(try namesFound(in: second) == ["Foo_qux", "Foo_bar", "Baz_qux"])
    let functions = try FunctionParser().parse(SourceText(second), file: "a.c").functions
    #expect(functions.filter { $0.answers(to: "qux") }.map(\.name) == ["Foo_qux", "Baz_qux"])
    #expect(functions.filter { $0.answers(to: "Foo") }.map(\.name) == ["Foo_qux", "Foo_bar"])
    #expect(functions.filter { $0.answers(to: "ZEND_METHOD") }.count == 3)
    #expect(!functions.contains { $0.answers(to: "Fo") || $0.answers(to: "a") })
    // Variants in branches have one name, whatever is told apart.
    let variants = "#if A\nMAKE(f, g) { a(); }\n#else\nMAKE(f, g) { b(); }\n#endif\nMAKE(h, g) { c(); }\n"
    #expect(try namesFound(in: variants) == ["f", "f", "h"])
  }

  @Test func callsWithValuesAreFunctionsWhereTheyHoldStatements() throws {
    let text = "Test(misc, a, .init = setup) { check(0); }\nTest(misc, b, .init = setup) { check(1); }\n"
    #expect(try namesFound(in: text) == ["a", "b"])
    #expect(try namesFound(in: "table(a, 3) { x, y };\ntable(b, 4) { int c; };\n").isEmpty)
  }

  @Test(arguments: [
    "int k(a, b) int a; int b; __acquires(rcu) { return a; }",
    "int\nk(a, b)\n\tint a;\n\tchar *b;\n\t__releases(&lock) __acquires(&lock)\n{\n  return a;\n}",
    "int k(a, b) __acquires(rcu) int a; int b; { return a; }",
    "int k(a) int a; NO_TSA requires_lock(a) { return a; }",
    "int k(a) int a; __attribute__((x)) { return a; }",
  ])
  func annotationsAroundDeclarationsOfParametersAreNoNames(text: String) throws {
    #expect(try namesFound(in: text) == ["k"])
  }

  @Test(arguments: [
    "API(char *, k)(int a) { return 0; }", "static API(struct x *, k)(int a)\n{\n  return 0;\n}",
    "API(void, k)(int a) { }", "int (*k(int a, char *b))(int, char) { return 0; }",
  ])
  func aMacroThatTakesATypeAndANameNamesTheFunction(text: String) throws {
    #expect(try namesFound(in: text) == ["k"])
  }

  @Test func aMacroThatOpensABlockOfFunctionsIsNone() throws {
    let text =
      "BEGIN_NS(a) {\nint f(void) { return 1; }\nstatic int g(int a)\n{\n  return a;\n}\n}\nint h(void) { }\n"
    #expect(try namesFound(in: text) == ["f", "g", "h"])
    let test = "TEST(a) {\n  int b = 0;\n  FOR_EACH(x) { y(); }\n}\nTEST(b) {\n  while (x) { y(); }\n}\n"
    #expect(try namesFound(in: test) == ["a", "b"])
  }

  @Test func aMacroOfParametersNamesNoFunction() throws {
    let text = "Datum one(FUNCTION_ARGS) { a(); }\nDatum two(FUNCTION_ARGS) { b(); }\n"
    #expect(try namesFound(in: text) == ["one", "two"])
  }

  @Test func aHeadMadeByAMacroWithoutArgumentsHasTheNameOfItsDefinition() throws {
    let text = "#define YY_DECL int yylex (void)\nint x;\nYY_DECL\n{\n  return 1;\n}\nint f(void) { }\n"
    #expect(try namesFound(in: text) == ["yylex", "f"])
    let parser = "#define YYPARSE_DECL() yyparse(void)\nint\nYYPARSE_DECL()\n{\n}\nvoid CLEANUP() { }\n"
    #expect(try namesFound(in: parser) == ["yyparse", "CLEANUP"])
    let rest = "#define NAME w_func(int a)\nstatic void NAME {\n  a++;\n}\nvoid OTHER {\n}\nint f(void) { }\n"
    #expect(try namesFound(in: rest) == ["w_func", "f"])
    let type = "#define TYPE NAME(hash)\ntypedef struct TYPE\n{\n  int a;\n} TYPE;\nint f(void) { }\n"
    #expect(try namesFound(in: type) == ["f"])
  }
}
