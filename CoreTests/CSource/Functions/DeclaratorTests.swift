import Testing

@testable import Core

/// Types and declarators of heads.
@Suite struct DeclaratorTests {
  private func signatures(_ text: String) throws -> [String] {
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    #expect(parsed.skipped.isEmpty)
    return parsed.functions.map(\.signature)
  }

  @Test(arguments: [
    "int (*f(int a))", "int (**f(void))", "char *(*f(int a, char *b))", "static int (*const f(int a))",
    "foo_t (*f(int a))", "int (*f())", "struct s (*f(int))", "EXPORT (*f(int a))", "int (*f(int a) ATTR)",
    "int (*f(int a)ÿÿÿ)", "int (* __attribute__((x)) f(void))",
  ])
  func starsMayStandInParentheses(head: String) throws {
    for body in [" { return 0; }", "\n{\n}", " { x(); }"] {
      let found = try signatures(head + body + "\nint g(void) { return 1; }\n")
      #expect(found == [head, "int g(void)"])
    }
    #expect(try namesFound(in: head + " { }") == ["f"])
  }

  @Test(arguments: [
    ("struct { int a; }", "f(void)"), ("struct s { int a; }", "f(int b)"),
    ("static enum e { A, B }", "f(int b)"),
    ("union { int a; char b; }", "*f(void)"), ("struct s\n{\n  int a;\n}\n", "f(b)"),
    ("struct s { struct { int x; } a; }", "**f(a)"),
    ("struct __attribute__((packed)) s { int a; }", "f(void)"),
    ("const struct s { int a; /* } */ }", "*const f(void)"),
  ])
  func aTypeMayBeDefinedInAHead(type: String, declarator: String) throws {
    let parameters =
      declarator.hasSuffix("(b)") ? "\n  int b;\n" : declarator.hasSuffix("(a)") ? " int a; " : " "
    let text = "\(type) \(declarator)\(parameters){ struct s x; return x; }"
    let found = try FunctionParser().parse(SourceText("int x;\n" + text + "\nint g(void) { }\n"), file: "a.c")
    #expect(found.functions.map(\.name) == ["f", "g"])
    #expect(found.functions.first?.text == text)
    let words = type.replacing("/* } */ ", with: "").split(whereSeparator: \.isWhitespace)
    #expect(found.functions.first?.signature == "\(words.joined(separator: " ")) \(declarator)")
    #expect(found.functions.last?.signature == "int g(void)")
  }

  @Test(arguments: [
    "struct s { int a; } x;\nint g(void) { }", "struct s { int a; }\nint g(void) { }",
    "struct s { int a; }\nfoo_t\ng(void) { }", "struct s { int a; };\ng(void) { }",
    "struct s { int a; } x[] = { 1 };\nint g(void) { }", "struct s { int a; } f(void);\nint g(void) { }",
    "struct s { int a; } PACKED\nint g(void) { }",
  ])
  func aTypeBeforeAHeadStaysOut(text: String) throws {
    let parsed = try FunctionParser().parse(SourceText(text), file: "a.c")
    #expect(parsed.functions.map(\.name) == ["g"])
    #expect(parsed.functions.first?.signature.hasSuffix("g(void)") == true)
    #expect(parsed.functions.first?.signature.contains("{") == false)
  }

  @Test(arguments: [
    ("G_BEGIN_DECLS\nstatic inline int f(void) { }\nG_END_DECLS\n", "static inline int f(void)"),
    ("__BEGIN_DECLS\n__END_DECLS\nint f(void) { }", "int f(void)"),
    ("END_C_DECLS\nfoo_t f(void)\n{\n}", "foo_t f(void)"), ("BEGIN_NS\nf(a) int a; { }", "f(a)"),
    ("EXPORT\nint f(void) { }", "EXPORT int f(void)"),
    ("STATIC_END int f(void) { }", "STATIC_END int f(void)"),
    ("APPEND\nint f(void) { }", "APPEND int f(void)"),
  ])
  func aMarkOnALineOfItsOwnStaysOut(text: String, signature: String) throws {
    #expect(try signatures(text) == [signature])
  }

  @Test func aMacroThatFillsALineHidesNoneBehindIt() throws {
    #expect(try namesFound(in: "IMPLEMENT_ONE()\nDEFINE_TWO(alt, init) { return 1; }\n") == ["alt"])
    #expect(
      try namesFound(in: "int f()\nREQUIRES(x)\n{ return 1; }\nMAIN() LOCKS(x) { }\n") == ["f", "MAIN"])
  }
}
