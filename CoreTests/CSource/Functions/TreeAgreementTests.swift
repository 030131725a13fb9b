import Testing

@testable import Core

/// Functions that tree-sitter reads without an error are all found, whatever stands between them.
@Suite struct TreeAgreementTests {
  @Test func everyFunctionOfAnErrorFreeTreeIsFound() throws {
    let syntax = try SyntaxFunctions(timeout: 10)
    let parser = try FunctionParser()
    var generator = SeededGenerator(seed: 20_261_127)
    var compared = 0
    for _ in 0..<400 {
      let text = RandomC(generator: &generator).text
      let expected: [String] = Array(text.utf8).withUnsafeBufferPointer { bytes in
        let tree = syntax.find(in: bytes)
        guard !tree.hasErrors else { return [] }
        return tree.functions.compactMap { function in
          function.name.map { String(decoding: bytes[$0], as: UTF8.self) }
        }
      }
      let found = parser.parse(SourceText(text), file: "a.c").functions.map(\.name)
      #expect(Set(expected).isSubset(of: found), "\(text)")
      compared += expected.count
    }
    #expect(compared > 100)
  }
}

/// A translation unit of declarations and definitions drawn at random.
struct RandomC {
  let text: String

  init(generator: inout SeededGenerator) {
    var text = ""
    for index in 0..<8 {
      let type = Self.types[generator.next(below: Self.types.count)]
      let head = Self.heads[generator.next(below: Self.heads.count)]
      let parameters = Self.parameters[generator.next(below: Self.parameters.count)]
      let body = Self.bodies[generator.next(below: Self.bodies.count)]
      text += Self.between[generator.next(below: Self.between.count)]
      text += head.replacing("T", with: type).replacing("NAME", with: "f\(index)")
        .replacing("ARGS", with: parameters)
      text += " " + body + "\n"
    }
    self.text = text
  }

  private static let types = [
    "int", "static unsigned long", "void", "struct s", "enum e", "const char", "size_t", "static inline u32",
    "extern thing_t", "_Bool", "long long", "union u",
  ]
  private static let heads = [
    "T NAME(ARGS)", "T *NAME(ARGS)", "T\nNAME (ARGS)\n", "T (*NAME(ARGS))(int)", "T (*NAME(ARGS))[3]",
    "T (NAME)(ARGS)", "__attribute__((cold)) T NAME(ARGS)", "T __attribute__((x(1))) NAME(ARGS)",
    "[[nodiscard]] T NAME(ARGS)", "T NAME(a, b) int a; char *b;", "T **NAME(ARGS)",
    "T NAME /* c */ (ARGS) // d\n",
    "T (*(*NAME(ARGS))(void))(char)",
  ]
  private static let parameters = [
    "", "void", "int a", "int a, char *b[3]", "const struct s *restrict p, ...", "void (*cb)(int, char)",
    "size_t n, int (*m)[4]", "int, char *", "a_t a, b_t *b", "unsigned", "int a[static 3]",
  ]
  private static let bodies = [
    "{ }", "{ return 0; }", "{ if (x) { y(); } else z(); }", "{ char *s = \"}{\"; char c = '{'; }",
    "{\n  struct s t = { .a = 1, .b = { 2 } };\n  for (;;) { break; }\n}",
    "{ /* } */ switch (a) { case 1: ; } }",
    "{ return (struct s){ 1 }.a; }", "{ int v = 1'000; return v; }", "{\n#if A\n  b();\n#endif\n}",
  ]
  private static let between = [
    "", "\n", "int g;\n", "struct s { int a; } one = { 1 };\n", "typedef int (*fn)(int);\n", "/* { */\n",
    "#define M(x) { x\n", "int proto(int a, char *b);\n", "static const int table[] = { 1, 2, 3 };\n",
    "enum e { A, B };\n", "#include <a.h>\n", "extern int h(void) __attribute__((x));\n", ";\n",
    "int (*pointer)(int) = 0;\n", "#ifdef A\nint k;\n#endif\n", "union u { int a; struct { int b; } c; };\n",
    "_Static_assert(1, \"{\");\n",
  ]
}
