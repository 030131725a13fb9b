import Testing

@testable import Core

@Suite struct StatementParserTests {
  @Test func everyKindOfStatementHasItsOpcode() {
    let body = """
      int i = 0, *p;
      if (i < 3) p = q; else if (i) i += 2; else { ++i; }
      for (i = 0; i < 4; i++) { use(i); }
      while (i) do i--; while (p);
      switch (i) { case 1: case 'a' ... 'z': break; default: continue; }
      out: goto out;
      i <<= 1; *p++; a ? b : c;
      asm volatile ("nop");
      return i;
      """
    #expect(
      bodyLines(body) == [
        "declaration: int var1 = <num> , * var2",
        "if: var1 < <num>", "=: var2 var3", "else if: var1", "+=: var1 <num>", "else:", "increment: ++ var1",
        "for: var1 = <num> ; var1 < <num> ; var1 ++", "call: func2 ( var1 )",
        "while: var1", "do:", "increment: var1 --", "while: var2",
        "switch: var1", "case: <num>", "case: <num> ... <num>", "break:", "case: default", "continue:",
        "label: var4", "goto: var4",
        "<<=: var1 <num>", "increment: * var2 ++", "expression: var5 ? var6 : var7",
        "asm: volatile ( <str> )", "return: var1",
      ])
  }

  @Test func theHeadIsTheFirstStatement() {
    #expect(
      lines("static av_cold int PNGAPI\nf(png_structp p, int (*cb)(void *)) { cb(p); }") == [
        "head: static av_cold int PNGAPI func1 ( png_structp var1 , int ( * var2 ) ( void * ) )",
        "call: var2 ( var1 )",
      ])
  }

  @Test func parametersBeforeC89AreDeclarations() {
    #expect(
      lines("int f(a, b)\n  int a; Thing *b;\n{ return a; }") == [
        "head: int func1 ( var1 , var2 )", "declaration: int var1", "declaration: Thing * var2",
        "return: var1",
      ])
  }

  @Test func textWithoutAHeadIsAllStatements() {
    #expect(lines("x = 1; if (x) { y(); } }") == ["=: var1 <num>", "if: var1", "call: func1 ( )"])
    #expect(lines("") == [])
    #expect(lines("} ;\nint f(void) { }") == ["head: int func1 ( void )"])
    #expect(lines("int f(int a {\n b = 1; }") == ["head: int func1 ( int var1", "=: var2 <num>"])
  }

  @Test func macrosThatHeadBlocksAreTheirOwnKind() {
    #expect(
      bodyLines("LIST_FOREACH(a, b) { c(); } Try { d(); }") == [
        "macro block: func2 ( var1 , var2 )", "call: func3 ( )", "macro block: var3", "call: func4 ( )",
      ])
  }

  @Test func macrosWithoutSemicolonEndBeforeTheNextStatement() {
    #expect(
      bodyLines("BEGIN(x) if (y) return; NEXT(x) z = 1; DECLARE(a) int b;") == [
        "call: func2 ( var1 )", "if: var2", "return:", "call: func3 ( var1 )", "=: var3 <num>",
        "call: func4 ( var4 )", "declaration: int var5",
      ])
  }

  @Test func statementExpressionsFollowTheirStatement() {
    #expect(
      bodyLines("x = ({ int y = 1; y; }) + 2; z();") == [
        "=: var1 ( { } ) + <num>", "declaration: int var2 = <num>", "expression: var2", "call: func2 ( )",
      ])
  }

  @Test func initialValuesStayInTheirStatement() {
    #expect(
      bodyLines("struct p q = { .x = 1, [2] = { 3 } }; q = (struct p){ 1 };") == [
        "declaration: struct p var1 = { . var2 = <num> , [ <num> ] = { <num> } }",
        "=: var1 ( struct p ) { <num> }",
      ])
    #expect(
      bodyLines("struct s { int a; } t;") == ["declaration: struct s { } var2", "declaration: int var1"])
  }

  @Test func bothBranchesOfConditionalsAreKept() {
    #expect(
      bodyLines("if (a &&\n#ifdef X\n b) {\n#else\n c) {\n#endif\n d(); }") == [
        "if: var1 && var3", "#if: ifdef var2", "#if: else", "macro block: var4 )", "#if: endif",
        "call: func2 ( )",
      ])
  }

  @Test func preprocessorLinesKeepTheirTokens() {
    #expect(
      bodyLines("#define TWICE(x) do { (x) + (x); } while (0)\n#include <a.h>\n#pragma omp parallel") == [
        "#: define func2 ( var1 ) do { ( var1 ) + ( var1 ) ; } while ( <num> )", "#: include <str>",
        "#: pragma var2 var3",
      ])
  }

  @Test func truncatedAndUnbalancedTextIsRead() {
    #expect(
      bodyLines("if (a { b(); } c( ; d(); ]") == [
        "if: ( var1", "call: func2 ( )", "expression: func3 (", "call: func4 ( )", "expression: ]",
      ])
    #expect(lines("int f(void) { while (x") == ["head: int func1 ( void )", "while: ( var1"])
    #expect(lines("int f(void) { return") == ["head: int func1 ( void )", "return:"])
    #expect(lines("int f(void) { x = \"open") == ["head: int func1 ( void )", "=: var1 <str>"])
  }

  @Test func rangesNameLinesAndColumnsOfTheFile() throws {
    let text = "int f(void)\n{\n  a = 1; if (b)\n    c(\n      d);\n}"
    let statements = StatementParser().statements(of: makeFunction(text, line: 10, offset: 100))
    let ranges = statements.map(\.range)
    #expect(ranges.map(\.startLine) == [10, 12, 12, 13])
    #expect(ranges.map(\.startColumn) == [1, 3, 10, 5])
    #expect(ranges.map(\.endLine) == [10, 12, 12, 14])
    #expect(ranges.map(\.endColumn) == [12, 9, 16, 10])
    let bytes = Array(text.utf8)
    let pieces = ranges.map {
      String(decoding: bytes[$0.startOffset - 100..<$0.endOffset - 100], as: UTF8.self)
    }
    #expect(pieces == ["int f(void)", "a = 1;", "if (b)", "c(\n      d);"])
  }

  @Test func deepNestingIsReadInLinearTime() {
    let depth = 10_000
    let shapes = [
      ("if (a) {", "}"), ("(", ")"), ("({", ";})"), ("[", ")"), ("{", ""), ("x = {", "}"), ("f(", ""),
      ("#if A\n", ""), ("case 1:", ""), ("struct s {", "};"), ("a[({", "b;"), ("a ? ", ": b"),
    ]
    for (open, close) in shapes {
      let text =
        "void f(void) { " + String(repeating: open, count: depth) + String(repeating: close, count: depth)
        + "}"
      let seconds = ThreadTime.seconds {
        #expect(!StatementParser().statements(of: makeFunction(text)).isEmpty)
      }
      // Far more than it takes, far less than the square of the depth would.
      #expect(seconds < 20, "\(open)")
    }
  }
}
