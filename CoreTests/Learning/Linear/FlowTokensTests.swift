import Testing

@testable import Core

@Suite struct FlowTokensTests {
  private func edges(_ body: String) -> [[String]] {
    let function = makeFunction(body)
    return function.withTokens { TokenSequence.flow.statements(of: function, $0) }.map(\.tokens)
  }

  @Test func aUseSeesTheLastWriteAndTheConditionBefore() {
    let edges = edges(
      """
      int copy(char *to, const char *from, int size) {
        int length = strlen(from);
        if (length > size) return -1;
        memcpy(to, from, length);
        return length;
      }
      """)
    #expect(edges[0] == [])
    #expect(edges[1] == ["flow:head>declaration:strlen", "unchecked>declaration:strlen"])
    #expect(edges[2] == ["flow:declaration:strlen>if", "flow:head>if"])
    #expect(edges[3] == [])
    #expect(
      edges[4] == [
        "flow:head>call:memcpy", "unchecked>call:memcpy", "flow:head>call:memcpy", "unchecked>call:memcpy",
        "flow:declaration:strlen>call:memcpy", "check:if>call:memcpy",
      ])
    #expect(edges[5] == ["flow:declaration:strlen>return", "check:if>return"])
  }

  @Test func aWriteTakesTheCheckAway() {
    let edges = edges(
      """
      void f(int n, char *p) {
        if (n < 9) g();
        n += 5;
        p[n] = 0;
      }
      """)
    #expect(edges[3] == ["flow:head>+=", "check:if>+="])
    #expect(edges[4].contains("flow:+=>=") && edges[4].contains("unchecked>="))
  }

  /// The edges of the statement that calls `end`, in a function of three values and a pointer.
  private func ending(_ body: String) -> [String] {
    edges("void f(char *p, int n, int m, struct s *q) {\n\(body)\n}").last ?? []
  }

  private func access(_ statement: String) throws -> (used: [String], written: [String]) {
    let function = makeFunction("void f(char *p, int n, int m, struct s *q) {\n\(statement)\n}")
    let statements = StatementParser(normalisation: Normalisation()).statements(of: function)
    let access = StatementAccess(try #require(statements.dropFirst().first))
    return (access.used, access.written)
  }

  @Test func commasInBracketsDoNotEndAnInitialValue() {
    for value in ["alloc(p, n)", "{ p, n }", "t[g(p, n)]"] {
      let uses = ending("n = 3; int x = \(value);")
      #expect(uses.contains { $0.hasPrefix("flow:=>declaration") }, "\(value): \(uses)")
    }
    #expect(ending("n = 3; char x = 1, y[n];").contains("flow:=>declaration"), "a size is read")
    #expect(
      ending("int x = h(p, n), y; end(y);") == ["flow:declaration:func>call:func", "unchecked>call:func"])
  }

  /// p is var1, n var2, m var3 and q var4.
  @Test(
    arguments: [
      ("g(p & n);", ["var1", "var2"], []), ("g(&n);", ["var2"], ["var2"]),
      ("g(p, &n);", ["var1", "var2"], ["var2"]), ("g((char *)&n);", ["var2"], ["var2"]),
      ("g((n) & m);", ["var2", "var3"], []), ("g(sizeof(p) & n);", ["var1", "var2"], []),
      ("p = &n;", ["var2"], ["var1", "var2"]), ("p = n & m;", ["var2", "var3"], ["var1"]),
      ("return &n;", ["var2"], ["var2"]), ("return h(p) & n;", ["var1", "var2"], []),
      ("return n++ & m;", ["var2", "var3"], ["var2"]), ("g(&q->n);", ["var4"], ["var4"]),
      ("g(&(n));", ["var2"], ["var2"]),
    ] as [(String, [String], [String])])
  func onlyAnAddressIsGivenAway(statement: String, used: [String], written: [String]) throws {
    let access = try access(statement)
    #expect(access.used == used && access.written == written, "\(access)")
  }

  @Test(
    arguments: [
      ("while ((n = getc(p)) != 0) ;", ["var1"], ["var2"]), ("p = n = m;", ["var3"], ["var1", "var2"]),
      ("g(n += m);", ["var2", "var3"], ["var2"]), ("p = ++n;", ["var2"], ["var1", "var2"]),
      ("*p++ = n;", ["var1", "var2"], ["var1"]), ("p[n] = m;", ["var2", "var3"], ["var1"]),
      ("q->n = m;", ["var3"], ["var4"]), ("(*q).n = m;", ["var3"], ["var4"]),
      ("if ((q->n = m) > n) ;", ["var3", "var2"], ["var4"]), ("*(p + n) = m;", ["var2", "var3"], ["var1"]),
      ("h(q)->n = m;", ["var4", "var3"], []), ("q->n++;", ["var4"], ["var4"]),
      ("for (n = 0, m = n; n < m; n++) ;", ["var2", "var3"], ["var2", "var3", "var2"]),
      ("n -= m;", ["var2", "var3"], ["var2"]), ("struct s t = { .n = m };", ["var3"], ["var5"]),
      ("n == m;", ["var2", "var3"], []),
    ] as [(String, [String], [String])])
  func whatAnAssignmentNamesIsWrittenAtAnyDepth(statement: String, used: [String], written: [String]) throws {
    let access = try access(statement)
    #expect(access.used == used && access.written == written, "\(access)")
  }

  @Test func aConditionChecksWhatItAssigns() {
    #expect(
      ending("while ((n = getc(p)) != 0) memcpy(n);") == [
        "flow:while:getc>call:memcpy", "check:while:getc>call:memcpy",
      ])
  }

  @Test func namesDoNotReachTheEdges() {
    let one = edges("int f(int a) { int b = a; png_use(b); return b; }")
    let other = edges("int other(int x) { int why = x; vlc_read(why); return why; }")
    #expect(one == other)
  }
}
