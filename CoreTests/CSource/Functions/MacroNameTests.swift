import Testing

@testable import Core

/// Names that macros hide among their arguments, or behind which they stand.
@Suite struct MacroNameTests {
  @Test(arguments: [
    ("COMPAT_SYSCALL_DEFINE3(trunc, const char *, path, dual(length)) { a(); }", "trunc"),
    ("DEFINE_CMD(show, prio(3)) { a(); }", "show"),
    ("TEST(show, .a = f(1)) { a(); }", "show"),
    ("VMI(H_FLOAT, 0, WORDS_PER_DOUBLE, (CA1_FLOAT)) { a(); }", "H_FLOAT"),
    ("VMH(h_const, 1, (word), (c)) { a(); }", "h_const"),
    ("RPC(f, foo_t, (foo_t *a)) { a(); }", "f"),
    ("RPC(foo_t, f, (foo_t *a)) { a(); }", "f"),
    ("EXPORT(foo_t, f(int a)) { a(); }", "f"),
    ("EXPORT(struct foo *, f, (int a)) { a(); }", "f"),
    ("PNG_FUNCTION(void, (PNGAPI f), (png_structp p), NORETURN) { a(); }", "f"),
    ("static int LOG(int a, int visit(int b)) { return 1; }", "LOG"),
  ])
  func aCallInALaterArgumentIsNoName(text: String, name: String) throws {
    #expect(try namesFound(in: text) == [name])
  }

  @Test(arguments: [
    ("SYSCALL_DEFINE2(32_trunc, unsigned long, addr, size_t, len) { a(); }", ["32_trunc"]),
    ("TEST(3d) { a(); }", ["3d"]),
    ("static STATS_OP(802_3) { a(); }", ["802_3"]),
    ("TEST(a, 802_3) { a(); }\nTEST(a, 2863) { b(); }", ["a_802_3", "a_2863"]),
    ("OP(add, 1) { a(); }\nOP(sub, 1) { b(); }", ["add", "sub"]),
    ("OP(7) { a(); }\nOP(8) { b(); }", ["7", "8"]),
    ("OP(7) { a(); }", ["OP"]),
    ("OP(0x10UL, op_a) { a(); }", ["op_a"]),
    ("OP(1e5f, op_a) { a(); }", ["op_a"]),
  ])
  func aNameMayBeginWithADigit(text: String, names: [String]) throws {
    #expect(try namesFound(in: text) == names)
  }

  @Test(arguments: [
    "static PRED_IMPL(\"time_file\", 2, op_a, 0) { a(); }", "OP(1, \"a\", op_a, 3) { a(); }",
    "OP(\"a\", 1, 2, op_a) { a(); }", "DEFCMD(0x01, op_a, 2) { a(); }", "DEFCMD('a', op_a) { a(); }",
    "OP(\"a\", NULL, op_a) { a(); }", "OP(-1, op_a) { a(); }", "CMD(op_a, (x)) { a(); }",
    "X(op_a, (x)) { a(); }",
    "OP(TABLE, OPS, op_a) { a(); }",
    "OP(Key, KEY, OPERAND, op_a) { a(); }",
  ])
  func theNameStandsBehindLiteralsAndWhatIsAlwaysTheSame(text: String) throws {
    #expect(
      try namesFound(in: text + "\n" + text.replacing("op_a", with: "op_b")) == ["op_a", "op_b"])
  }

  @Test func ofLaterArgumentsThatTellApartTheOneInLowerCaseIsTheName() throws {
    let text = "WRITE(Key, EVP, BIO, write_bio) { a(); }\nWRITE(Key, EVP, FILE, write) { b(); }"
    #expect(try namesFound(in: text) == ["write_bio", "write"])
  }

  @Test func anAttributeBetweenTypeAndNameIsNone() throws {
    let text = "void internal_function FREE_IT (exp)\n  struct expression *exp;\n{ x(); }"
    #expect(try namesFound(in: text) == ["FREE_IT"])
  }

  @Test(arguments: [
    ("PHPDBG_COMMAND(continue) { a(); }", ["continue"]), ("ZEND_FUNCTION(defined) { a(); }", ["defined"]),
    ("OP(if) { a(); }\nOP(return) { a(); }\nOP(do) { a(); }", ["if", "return", "do"]),
    ("TEST(s, if) { a(); }\nTEST(s, while) { a(); }", ["if", "while"]),
    ("TEST(default) { a(); }", ["default"]), ("TEST(struct) { x(); }", ["struct"]),
    ("TEST(a, union) { if (x) return y(); }", ["union"]), ("OP(float) { a(); }", ["float"]),
    ("int defined(int a) { return 1; }", ["defined"]), ("static void CLEANUP(void) { a(); }", ["CLEANUP"]),
    ("SYSCALL_DEFINE1(read, int, fd) { a(); }\nSYSCALL_DEFINE1(stat, long, fd) { a(); }", ["read", "stat"]),
  ])
  func aKeywordMayBeTheName(text: String, names: [String]) throws {
    #expect(try namesFound(in: text) == names)
  }

  @Test(arguments: [
    "int f ARGS2((a, b), int a, char *b) { x(); }", "int f NOPARM() { x(); }",
    "void f VA_DECL2(const char *, s, int, x) { x(); }", "void f DECLARE((int a), (a), int a;) { x(); }",
    "BOOL f TRIO_ARGS2((a, b), int a, char *b) { x(); }",
    "foo f NOPARM() { x(); }",
    "void\nf DECLARG((id, v))\n\tint id SEP\n\tint v END\n{ x(); }",
    "struct dc_array *\nf ARGS((a))\n\tint a END\n{ return a; }",
    "void f ARGS((a, b))\n\tint a SEP\n\tstruct s *b END\n{ return a; }",
  ])
  func aMacroThatMakesTheParametersIsNoName(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { return 1; }") == ["f", "g"])
  }

  @Test func aCapitalNameThatIsDefinedAgainBehindOtherWordsMakesTheirParameters() throws {
    let text =
      "int f P2(int a, int b)\n{ return a; }\nstatic void g P2(char *a, int b) { x(a); }\nint h P1(int a) { return a; }\n"
    #expect(try namesFound(in: text) == ["f", "g", "P1"])
    #expect(
      try namesFound(in: "BAR foo READ(int a) { x(); }\nBAR foo READ(int a) { y(); }") == ["READ", "READ"])
  }

  @Test(arguments: [
    "void interrupt F() { x(); }", "API foo_t F() { x(); }", "int __init F() { x(); }",
    "static inline foo_t F(int a) { x(); }", "int noinline F(void) { x(); }", "unsigned foo_t F() { x(); }",
  ])
  func aCapitalFunctionBehindWordsKeepsItsName(text: String) throws {
    #expect(try namesFound(in: text.replacing("F(", with: "TICK(")) == ["TICK"])
  }

  @Test(arguments: [
    "void (*f(a)) P_((int))\nint a;\n{ return 0; }", "sigret_t (*f(a)) P_((int))\nint a;\n{ return 0; }",
    "foo_t * (*f(a)) P_((int)) int a; { return 0; }", "foo_t (*f(void)) ARGS { return 0; }",
    "foo_t (*f(int a)) P_((int)) { return 0; }", "foo_t (*f P_((int a))) P_((int)) { return 0; }",
    "void (*f(int a)) P_((int)) { return 0; }", "void (*ATTR(x) f(int a))(int) { return 0; }",
  ])
  func pointersToFunctionsMayHoldMacros(text: String) throws {
    #expect(try namesFound(in: text + "\nint g(void) { return 1; }") == ["f", "g"])
  }

  @Test(arguments: [
    ("NCURSES_EXPORT(int)\nTINFO_DOUPDATE(NCURSES_SP_DCL0)\n{ x(); }", "TINFO_DOUPDATE"),
    ("EXPORT(foo_t) DOUPDATE(SP_DCL0) { x(); }", "DOUPDATE"),
    ("JNI_RETURN(jint) F2(JNI_ARGS) { x(); }", "F2"),
    ("EXPORT(char *) F2() { x(); }", "F2"), ("TYPE(void) F2() { x(); }", "F2"),
    ("TEST(a) LOCKS(b) { x(); }", "a"),
  ])
  func theFirstOfTwoCallsIsTheType(text: String, name: String) throws {
    #expect(try namesFound(in: text) == [name])
  }

  @Test(arguments: [
    "COLD NOINLINE(static int f(int a)) { return a; }", "EXPORT NOINLINE(int f()) { return 1; }",
    "EXPORT NOINLINE(int f(void)) { return 1; }",
    "EXPORTED(int) NORETURN(void f(void)) { x(); }", "PUREFUNC(CONST(int f(char *s))) { return 1; }",
  ])
  func attributesThatTakeTheWholeHeadAreNoNames(text: String) throws {
    #expect(try namesFound(in: text) == ["f"])
  }
}
