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

  @Test func namesDoNotReachTheEdges() {
    let one = edges("int f(int a) { int b = a; png_use(b); return b; }")
    let other = edges("int other(int x) { int why = x; vlc_read(why); return why; }")
    #expect(one == other)
  }
}
