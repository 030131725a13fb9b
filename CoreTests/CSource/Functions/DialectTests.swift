import Testing

@testable import Core

/// What preprocessors, compilers and generators make of C, one situation each.
@Suite struct DialectTests {
  @Test func genericSelections() throws {
    let text =
      "#define F(x) _Generic((x), int: f_int, default: f_any)(x)\nint f_int(int a) { return _Generic(a, int: 1, default: 2); }\nint f_any(int a) { return F(a); }\n"
    #expect(try namesFound(in: text) == ["f_int", "f_any"])
  }

  @Test func statementExpressions() throws {
    let text =
      "static int a = ({ int b = 1; b; });\nint f(int x) { return ({ int y = x; y + 1; }); }\n#define M(x) ({ x; })\nint g(void) { return M(1); }\n"
    #expect(try namesFound(in: text) == ["f", "g"])
  }

  @Test func nestedFunctionsBelongToTheOuter() throws {
    let text =
      "int f(int a)\n{\n  int inner(int b) { return b; }\n  auto int later(int);\n  return inner(a);\n}\nint g(void) { }\n"
    #expect(try namesFound(in: text) == ["f", "g"])
  }

  @Test func assemblerBodies() throws {
    let text =
      "__declspec(naked) int f(void)\n{\n  __asm {\n    mov eax, 1 ; it's one\n    ret\n  }\n}\nasm(\".globl x\\n{\");\n__asm__(\"nop\")\nint g(void) { asm volatile (\"# }\" ::: \"memory\"); }\n"
    #expect(try namesFound(in: text) == ["f", "g"])
  }

  @Test func bisonOutput() throws {
    let text = """
      #line 63 "parse.y"
      static int yylex (void);
      #ifndef YY_
      # define YY_(Msgid) Msgid
      #endif
      #if 1
      #else
      # define N(n) {
      #endif
      #if (defined __STDC__ || defined __cplusplus)
      static void
      yydestruct (const char *yymsg, int yytype)
      #else
      static void
      yydestruct (yymsg, yytype)
          const char *yymsg;
          int yytype;
      #endif
      {
        switch (yytype)
          {
      #line 12 "parse.y"
          default: break;
          }
      }
      int
      #if defined YYPARSE_PARAM
      yyparse (void *YYPARSE_PARAM)
      #else
      yyparse (void)
      #endif
      {
      #line 1 "{"
        return 0;
      }
      """
    #expect(try namesFound(in: text) == ["yydestruct", "yyparse"])
  }

  @Test func lexOutput() throws {
    let text = """
      #define YY_DECL int core_yylex \\
          (YYSTYPE *lval, void *scanner)
      #define YY_RULE_SETUP \\
      \tYY_USER_ACTION
      YY_DECL
      {
        while ( 1 ) { switch ( yy_act ) { case 1: YY_RULE_SETUP
      #line 9 "scan.l"
        { return 1; } YY_BREAK } }
      } /* end of yylex */
      static int yy_get_next_buffer (yyscan_t yyscanner)
      { return 0; }
      """
    #expect(try namesFound(in: text) == ["core_yylex", "yy_get_next_buffer"])
  }

  @Test func externCBlocks() throws {
    let text =
      "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f(int a) { return a; }\n#ifdef __cplusplus\n}\n#endif\nextern \"C\" int g(void) { return 1; }\nint h(void) { }\n"
    #expect(try namesFound(in: text) == ["f", "g", "h"])
  }

  @Test func blocksOfCPlusPlusInMacroCalls() throws {
    let text = """
      EV_CPP(extern "C" {)
      static int f(int a) { return a; }
      int g(void);
      EV_CPP(})
      #ifdef __cplusplus
      CPP_ONLY(namespace x {)
      #endif
      int h(void) { return 1; }
      #ifdef __cplusplus
      CPP_ONLY(})
      #endif
      int i(void) { return 1; }
      """
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.h")
    #expect(parsed.functions.map(\.signature) == ["static int f(int a)", "int h(void)", "int i(void)"])
    #expect(parsed.skipped.isEmpty)
  }

  @Test func namespaceIsANameInC() throws {
    let text = """
      struct namespace *dup_namespace(struct task_struct *t) { return 0; }
      int namespace(int a) { return a; }
      struct namespace { int a; };
      """
    #expect(try namesFound(in: text) == ["dup_namespace", "namespace"])
  }

  @Test func headersWithPartsInCPlusPlus() throws {
    let text = """
      #ifdef __cplusplus
      class Guard {
       public:
        explicit Guard(int a) : a_(a) { lock(); }
        ~Guard() { unlock(); }
       private:
        int a_;
      };
      inline Guard::Guard(int a) : a_(a) { }
      #endif
      static inline int f(int a) { return a; }
      """
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.h")
    #expect(parsed.functions.map(\.name) == ["f"])
    #expect(parsed.skipped.map(\.reason) == [.unreadableHead])
  }

  @Test func trigraphs() throws {
    let text =
      "??=define A ??<\nint f(int a??(3??))\n??<\n  return a??(0??) ??!??! 0;\n??>\nint g(void) { return A; }\n"
    #expect(try namesFound(in: text) == ["f", "g"])
  }

  @Test func formFeeds() throws {
    #expect(
      try namesFound(in: "int x;\n\u{0C}\nint f(void)\n{\n\u{0C}\n}\n\u{0C}int\u{0B}g(void) { }\n") == [
        "f", "g",
      ])
  }

  @Test func rubysHeads() throws {
    let text = """
      RUBY_FUNC_EXPORTED void Init_x(void) { }
      PUREFUNC(static inline int is_pointer(void *ptr);)
      static inline int is_pointer(void *ptr) { return 1; }
      NORETURN(static void fail(VALUE));
      static VALUE rb_x(int argc, VALUE *argv, VALUE self) { return self; }
      RBIMPL_ATTR_NONNULL((1))
      static inline VALUE
      rb_y(VALUE obj)
      { return obj; }
      """
    #expect(try namesFound(in: text) == ["Init_x", "is_pointer", "rb_x", "rb_y"])
  }

  @Test func postgresHeads() throws {
    let text = """
      PG_FUNCTION_INFO_V1(one);
      Datum
      one(PG_FUNCTION_ARGS)
      { PG_RETURN_NULL(); }
      CATALOG(pg_class,1259,RelationRelationId) BKI_BOOTSTRAP BKI_ROWTYPE_OID(83,RelationRelation_Rowtype_Id)
      {
        Oid oid;
      } FormData_pg_class;
      static pg_attribute_always_inline bool two(int a) { return true; }
      pg_noinline static void three(void) { }
      #define PG_FINFO pg_finfo
      GIN_SUPPORT(int4, false, leftmostvalue_int4, btint4cmp)

      static Datum
      four(void)
      { return 0; }
      """
    #expect(try namesFound(in: text) == ["one", "two", "three", "four"])
  }

  @Test func glibsHeads() throws {
    let text = """
      G_DEFINE_TYPE_WITH_CODE (GThing, g_thing, G_TYPE_OBJECT,
                               G_ADD_PRIVATE (GThing)
                               G_IMPLEMENT_INTERFACE (G_TYPE_ICON, init))

      enum {
        PROP_0
      };

      static void
      g_thing_init (GThing *self)
      { }
      void
      (g_thing_set_tag) (GThing *self, gpointer tag)
      { }
      G_GNUC_PRINTF (1, 2)
      static void log_it (const char *format, ...) { }
      gint
      (g_atomic_get) (const volatile gint *atomic) { return *atomic; }
      """
    #expect(try namesFound(in: text) == ["g_thing_init", "g_thing_set_tag", "log_it", "g_atomic_get"])
  }

  @Test func opensslsHeads() throws {
    let text = """
      DEFINE_STACK_OF(OSSL_THING)
      static int cmp(const OSSL_THING *const *a, const OSSL_THING *const *b) { return 0; }
      ASN1_SEQUENCE(X) = {
          ASN1_SIMPLE(X, a, ASN1_INTEGER)
      } ASN1_SEQUENCE_END(X)

      IMPLEMENT_ASN1_FUNCTIONS(X)
      STACK_OF(X509) *load(const char *name) { return 0; }
      int (*BIO_meth_get_write(const BIO_METHOD *biom)) (BIO *, const char *, int) { return 0; }
      DEFINE_RUN_ONCE_STATIC(do_init)
      { return 1; }
      """
    #expect(try namesFound(in: text) == ["cmp", "load", "BIO_meth_get_write", "do_init"])
  }

  @Test func apachesHeads() throws {
    let text = """
      AP_IMPLEMENT_HOOK_RUN_ALL(int, open_logs,
                                (apr_pool_t *pconf, server_rec *s),
                                (pconf, s), OK, DECLINED)

      AP_DECLARE(const char *) ap_name(request_rec *r)
      { return 0; }
      AP_DECLARE_NONSTD(int)
      ap_send(request_rec *r)
      { return 0; }
      static APR_INLINE int ap_x(void) { return 0; }
      static APR_OPTIONAL_FN_TYPE(ap_get) *get_it;
      APR_POOL_IMPLEMENT_ACCESSOR(file)
      APR_DECLARE(void) apr_y(void) { }
      """
    #expect(try namesFound(in: text) == ["ap_name", "ap_send", "ap_x", "apr_y"])
  }

  @Test func theKernelsHeads() throws {
    let text = """
      SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)
      { return 0; }
      COMPAT_SYSCALL_DEFINE1(times, struct compat_tms __user *, tbuf)
      { return 0; }
      TRACE_EVENT(thing,
        TP_PROTO(int a),
        TP_STRUCT__entry(__field(int, a)),
        TP_fast_assign(
          __entry->a = a;
        ),
        TP_printk("%d", __entry->a)
      );
      static int __init setup(void) { return 0; }
      asmlinkage __visible void __init __no_sanitize start(void) { }
      SEC("xdp")
      int prog(struct xdp_md *ctx) { return 0; }
      DEFINE_IDTENTRY(exc_divide_error)
      { }
      static ssize_t show(struct device *d, struct device_attribute *a, char *buf)
      \t__must_hold(&d->lock)
      { return 0; }
      module_init(setup);
      """
    #expect(
      try namesFound(in: text)
        == ["read", "times", "setup", "start", "prog", "exc_divide_error", "show"])
  }

  @Test func windowsHeads() throws {
    let text = """
      BOOL WINAPI DllMain(HINSTANCE h, DWORD reason, LPVOID p) { return TRUE; }
      static HRESULT STDMETHODCALLTYPE Query(IThing *This) { return 0; }
      STDMETHODIMP_(ULONG) AddRef(IThing *This) { return 1; }
      STDMETHODIMP Release(IThing *This) { return 1; }
      DECLARE_INTERFACE_(IThing, IUnknown)
      {
        STDMETHOD(Go)(THIS_ UINT a) PURE;
      };
      _Success_(return != 0) _Must_inspect_result_
      BOOL Read(_In_ HANDLE h, _Out_writes_bytes_(n) LPVOID b, DWORD n) { return TRUE; }
      __declspec(dllexport) int __stdcall Export(void) { return 0; }
      EFI_STATUS
      EFIAPI
      UefiMain (IN EFI_HANDLE h, IN EFI_SYSTEM_TABLE *t)
      { return 0; }
      LRESULT CALLBACK WndProc(HWND w, UINT m, WPARAM wp, LPARAM lp) { return 0; }
      """
    #expect(
      try namesFound(in: text)
        == ["DllMain", "Query", "AddRef", "Release", "Read", "Export", "UefiMain", "WndProc"])
  }

  @Test func objectiveCParts() throws {
    let text = """
      @protocol P <NSObject>
      @optional
      - (void)go:(int)a with:(id)b;
      @end
      #ifdef __OBJC__
      @interface Foo : NSObject <P> {
        int _a;
      }
      @property (nonatomic, copy) NSString *name;
      @end
      #endif
      NS_INLINE int plain(int a)
      {
        return a;
      }
      """
    #expect(try namesFound(in: text) == ["plain"])
  }

  @Test func namesInParenthesesWithinDeclarators() throws {
    let text = """
      const char *(*(g)(void))[4][5] { return 0; }
      int (*(f)(void))(void) { return 0; }
      int (*(*h(void))[2])(int) { return 0; }
      int (*k(int a))[3][4] { return 0; }
      """
    #expect(try namesFound(in: text) == ["g", "f", "h", "k"])
  }

  @Test func macrosThatMakeParameters() throws {
    let text = """
      int i _((void)) { return 0; }
      int j ARGS2(int, a, char, b) { return 0; }
      int k SIGARG(signo) { return 0; }
      long SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count) { return 0; }
      """
    #expect(try namesFound(in: text) == ["i", "j", "k", "read"])
  }

  @Test func typesDefinedAmongParameters() throws {
    let text = """
      int
      f(p, q)
           struct foo { int a; } *p;
           register enum { A, B } q;
      { return 0; }
      int j(struct { int a; } *p) { return 0; }
      int k(enum e { C, D } x, union { int a; } *y)
      { return 0; }
      DEFINE(x) struct s { int a; } t;
      int l(void) { return 0; }
      """
    #expect(try namesFound(in: text) == ["f", "j", "k", "l"])
  }

  @Test func titledMacrosWithParametersBehindThem() throws {
    let text = """
      DEFUN ("car", Fcar, Scar, 1, 1, 0,
             doc: /* Return { the car.  */)
        (Lisp_Object list)
      {
        return CAR (list);
      }
      DEFUN ("cdr", Fcdr, Scdr, 1, 1, 0, doc: /* */) (Lisp_Object list) { return list; }
      """
    #expect(try namesFound(in: text) == ["Fcar", "Fcdr"])
  }

  @Test func lineSplicesInCommentsAndNames() throws {
    let text = """
      int f(void) /\\
      * a comment { *\\
      \\
      / { return 4 /\\
      / and } more
        2; }
      int lo\\
      \\
      ng(void) { }
      int ev??/
      en(void) { }
      #if 0
      it's off /\\
      * #endif *\\
      /
      #endif
      int g(void) { }
      """
    #expect(try namesFound(in: text) == ["f", "long", "even", "g"])
  }

  @Test func namesWithCharactersByTheirNumbers() throws {
    #expect(
      try namesFound(in: "int \\u00e9t(void) { }\nint caf\\U000000e9_2(void) { }\nint f\\u12(void) { }\n")
        == ["\\u00e9t", "caf\\U000000e9_2", "u12"])
  }

  @Test(arguments: ["R\"(}{)\"", "R\"()\"", "u8R\"({)\"", "LR\"a(}{)\"; )a\"", "R\"("])
  func rawLiteralsAreReadToTheirMark(literal: String) throws {
    #expect(try namesFound(in: "int f(void) { char *s = \(literal); }\n").first == "f")
  }

  @Test func bisonAndLexInput() throws {
    let text = """
      %{
      #include <stdio.h>
      static int helper(int a) { if (a) { } return a; }
      %}
      %code requires {
      struct q { int a; };
      }
      %union { int i; char *s; }
      %code {
      static int second(int a) { return a; }
      }
      %%
      expr: A { $$ = 1; }
          | B { $$ = f($1); }
          ;
      %%
      int main(void)
      { return yyparse(); }
      """
    #expect(try namesFound(in: text) == ["helper", "second", "main"])
  }

  @Test func macrosWithoutArgumentsMakeParameters() throws {
    let text = """
      PUBLIC void f NOARGS
      { return; }
      static struct s *g NOARGS { return 0; }
      struct s PACKED { int a; };
      struct EXPORT t PACKED { int a; };
      class Thing FINAL { };
      const int table PROGMEM { 1, 2 };
      int h(void) { return 0; }
      """
    #expect(try namesFound(in: text) == ["f", "g", "h"])
  }

  @Test func membersGivenBeforeAHeadTakeNothingAway() throws {
    let text = """
      MACHINE_START(BOARD, "board")
        .map_io = board_map,
        .init = board_init,
      MACHINE_END

      static int f(int a) { return a; }
      """
    let function = try #require(try FunctionParser().parse(SourceText(text), file: "a.c").functions.first)
    #expect(function.signature == "static int f(int a)")
  }

  @Test func lineSplicesInDirectives() throws {
    let text = "#if\\\n 0\nint no(void) { }\n#en\\\ndif\n#def\\\nine X {\nint f(void) { return 0; }\n"
    #expect(try namesFound(in: text) == ["f"])
  }

  @Test(arguments: [
    ("int f(int a) noexcept { return a; }", ["f"]), ("int f(int a) noexcept(true) { return a; }", ["f"]),
    ("auto f(int a) -> int { return a; }", ["f"]),
    ("auto f(int a) noexcept -> decltype(a + 1) { return a; }", ["f"]),
    ("auto f(int a) -> struct s * { return 0; }", ["f"]),
    ("template <typename T> T f(T a, T b) { return a; }", ["f"]),
    ("template <class T, int N>\nstatic inline int f(T (&a)[N]) { return N; }", ["f"]),
    ("std::string f(const std::string &a) { return a; }", ["f"]),
    ("std::vector<int> f(std::map<int, std::vector<int>> const &m) { return {}; }", ["f"]),
    ("inline bool operator==(const A &a, const B &b) { return true; }", ["operator=="]),
    (
      "int operator()(int a) { return a; }\nint operator[](int a) { return a; }",
      ["operator()", "operator[]"]
    ),
    ("int operator(int a) { return a; }", ["operator"]),
    (
      "namespace { int f(int a) { return a; } }\ninline namespace v1 { int g(void) { return 1; } }",
      ["f", "g"]
    ),
    ("auto l = [&](int a) -> int { if (a) return a; return 2; };\nint f(void) { return 1; }", ["f"]),
    ("int Foo::bar(int a) { return a; }\nint f(void) { return 1; }", ["f"]),
    ("int f(int a) { return a < 3 && a > 1; }", ["f"]),
  ])
  func functionsOfCPlusPlusInHeaders(text: String, names: [String]) throws {
    #expect(try namesFound(in: text) == names)
  }

  @Test(arguments: [
    "void f(void) interrupt 5 using 2 { x++; }", "void f(void) interrupt TIMER0_VECTOR using 1\n{ x++; }",
    "void f(void) _task_ 1 _priority_ 2 { x++; }", "void f(void) __interrupt 5 __naked { x++; }",
    "void f(void) __interrupt(5) __using(2) __critical { x++; }",
  ])
  func functionsOfCompilersForSmallMachines(text: String) throws {
    #expect(try namesFound(in: text) == ["f"])
  }

  @Test func aMissingBraceCostsOneFunction() throws {
    let texts = [
      "int f(int a)\n{\n  if (a) {\n    b();\n  return 1;\n}\n\nstatic int g(int a)\n{\n  return 1;\n}\n",
      "int f(void) { if (x) {\n  return 1;\n\nint g(void)\n{\n  return 1;\n}\n",
      "struct s *f(int a) {\n  for (;;) {\n    x();\n}\nstruct s *g(int a) {\n  return 1;\n}\n",
    ]
    for text in texts { #expect(try namesFound(in: text) == ["f", "g"], "\(text)") }
    let parsed = try FunctionParser().parse(SourceText(texts[1]), file: "a.c")
    #expect(parsed.skipped.map(\.reason) == [.unclosedFunction])
    #expect(parsed.functions.map(\.range.endLine) == [2, 7])
    let three = "int f(int a)\n{\n  while (a) {\n    b();\n\nint\ng(int a)\n{\n}\n\nint h(void)\n{\n}\n"
    #expect(try namesFound(in: three) == ["f", "g", "h"])
  }
}
