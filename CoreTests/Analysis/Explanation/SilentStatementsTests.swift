import Testing

@testable import Core

struct SilentStatementsTests {
  /// The statements of a function that say something.
  private func speaking(_ text: String) -> [String] {
    let function = makeFunction(text, line: 7, offset: 40)
    let silent = SilentStatements(of: function)
    return StatementParser().statements(of: function).map(\.range).filter { !silent.contain($0) }
      .map { function.excerpt($0) }
  }

  @Test func headsAndPreprocessorLinesAndReportsAreSilent() {
    let text = """
      int f(char *a, int n)
      {
        int i = 0;
      #ifdef DEBUG
        fprintf(stderr, "%d of them\\n", n);
      #endif
      #define PUT(x) *a++ = (x)
        memcpy(a, b, n);
        if (n > 4)
          return i;
        log_error("too much");
      }
      """
    #expect(speaking(text) == ["int i = 0;", "memcpy(a, b, n);", "if (n > 4)", "return i;"])
  }

  @Test func parametersInTheOldStyleBelongToTheHead() {
    #expect(speaking("int f(a, n)\nchar *a;\nint n;\n{\n  a[n] = 0;\n}") == ["a[n] = 0;"])
  }

  @Test func manyConditionsBesideAndInOneAnotherAreTold() {
    let one = "#if 0\n  a[1] = 1;\n#endif\n  a[2] = 2;\n"
    let deep = String(repeating: "#if A\n", count: 500) + "#if 0\n" + String(repeating: "#if B\n", count: 500)
    let ends = String(repeating: "#endif\n", count: 501)
    let text =
      "void f(char *a)\n{\n\(String(repeating: one, count: 200))\(deep)  a[3] = 3;\n\(ends)  a[4] = 4;\n}"
    #expect(speaking(text) == Array(repeating: "a[2] = 2;", count: 200) + ["a[4] = 4;"])
  }

  @Test func whatAConstantConditionTakesAwayIsSilent() {
    let text = """
      void f(char *a)
      {
      #if 0
        a[1] = 1;
      #ifdef X
        a[2] = 2;
      #else
        a[3] = 3;
      #endif
        a[4] = 4;
      #elif defined(Y)
        a[5] = 5;
      #else
        a[6] = 6;
      #endif
      #if 1
        a[7] = 7;
      #else
        a[8] = 8;
      #endif
      #if 0 && defined(Z)
        a[9] = 9;
      #endif
      #if defined(Z)
        a[10] = 10;
      #else
        a[11] = 11;
      #endif
        a[12] = 12;
      }
      """
    #expect(
      speaking(text) == [
        "a[5] = 5;", "a[6] = 6;", "a[7] = 7;", "a[10] = 10;", "a[11] = 11;", "a[12] = 12;",
      ])
  }

  @Test func aConditionWithoutAnEndLastsToTheEnd() {
    #expect(speaking("void f(char *a)\n{\n  a[0] = 0;\n#if 0\n  a[1] = 1;\n}") == ["a[0] = 0;"])
    #expect(speaking("void f(char *a)\n{\n#endif\n#else\n  a[1] = 1;\n}") == ["a[1] = 1;"])
  }

  /// Shares are of what speaks, in scans and in explanations.
  @Test func silentStatementsAreNoReasons() throws {
    let detector = Detector(model: try StarterModel.load())
    let function = makeFunction(
      """
      int f(char *a, const char *b, int n)
      {
      #if 0
        memcpy(a, b, n);
      #endif
        strcpy(a, b);
        sprintf(a, "%s/%d", b, n);
        return n;
      }
      """)
    let silent = SilentStatements(of: function)
    let shares = try detector.attribution(of: function, limit: .max)
    #expect(!shares.isEmpty && shares.allSatisfy { !silent.contain($0.range) && $0.range.startLine > 5 })
    #expect(abs(shares.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    let explanation = try detector.explanation(of: function)
    #expect(!explanation.reasons.isEmpty && explanation.reasons.allSatisfy { !silent.contain($0.range) })
  }
}
