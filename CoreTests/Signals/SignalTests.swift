import Testing

@testable import Core

struct SignalTests {
  @Test(arguments: Signal.all.map(\.name))
  func firesOnItsExamplesAndNotOnTheOthers(name: String) throws {
    let signal = try #require(Signal.named(name))
    #expect(!signal.fires.isEmpty && !signal.staysQuiet.isEmpty)
    for example in signal.fires { #expect(names(in: example).contains(name), "\(example)") }
    for example in signal.staysQuiet { #expect(!names(in: example).contains(name), "\(example)") }
  }

  @Test func everySignalIsDescribed() {
    #expect(Set(Signal.all.map(\.name)).count == Signal.all.count)
    for signal in Signal.all {
      #expect(signal.name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(signal.name)")
      for text in [signal.sentence, signal.remedy] { #expect(text.hasSuffix("."), "\(signal.name): \(text)") }
      #expect(signal.cwe > 0 && !signal.source.isEmpty && !signal.title.isEmpty)
    }
  }

  @Test func pointsToTheStatement() throws {
    let function = makeFunction("void f(char *d, char *s)\n{\n  int n = 3;\n  strcpy(d, s);\n}\n", line: 40)
    let signal = try #require(SignalFinder.signals(of: function).first)
    #expect(signal.range.startLine == 43)
    #expect(signal.range.startColumn == 3)
    #expect(signal.cwe == 120)
    #expect(signal.observation == "`strcpy` copies `s` into `d`, however long it is")
  }

  @Test func normalisedTextHasNone() {
    #expect(SignalFinder.signals(of: makeFunction("void func1(char *var1) { strcpy(var1, var2); }")).isEmpty)
  }

  @Test func brokenCodeIsReadWithoutACrash() {
    let whole = Signal.all.flatMap(\.fires).joined(separator: "\n")
    var bytes = Array(whole.utf8)
    for cut in stride(from: 1, to: bytes.count, by: max(61, bytes.count / 12)) {
      _ = SignalFinder.signals(of: makeFunction(String(decoding: bytes[cut...], as: UTF8.self)))
      _ = SignalFinder.signals(of: makeFunction(String(decoding: bytes[..<cut], as: UTF8.self)))
    }
    for index in stride(from: 0, to: bytes.count, by: 5) {
      bytes[index] = [40, 41, 123, 125, 42, 91][index % 6]
    }
    let broken = String(decoding: bytes, as: UTF8.self)
    #expect(
      SignalFinder.signals(of: makeFunction(broken)).allSatisfy { $0.range.endOffset <= broken.utf8.count })
  }

  @Test func examplesThatAreCutOffAreReadWithoutACrash() {
    for example in Signal.all.flatMap({ $0.fires + $0.staysQuiet }) {
      let bytes = Array(example.utf8)
      for cut in stride(from: 1, to: bytes.count, by: 13) {
        for part in [bytes[cut...], bytes[..<cut]] {
          let text = String(decoding: part, as: UTF8.self)
          let found = SignalFinder.signals(of: makeFunction(text))
          #expect(found.allSatisfy { $0.range.endOffset <= text.utf8.count }, "\(text)")
        }
      }
    }
  }

  /// There, a statement is the whole directive, which goes beyond the block that the call stands in.
  @Test func callsInAMacroThatAFunctionDefinesAreReadWithoutACrash() {
    let text = """
      void f(char *p, int e) {
      #define FAIL() do { e = 1; free(p); e = 2; } while (0)
        if (e) FAIL();
        free(p);
      }
      """
    #expect(SignalFinder.signals(of: makeFunction(text)).allSatisfy { $0.range.endLine <= 5 })
  }

  @Test func examplesThatLackAPunctuatorAreReadWithoutACrash() {
    for example in Signal.all.flatMap({ $0.fires + $0.staysQuiet }) {
      let bytes = Array(example.utf8)
      for index in bytes.indices where "(){};,".utf8.contains(bytes[index]) {
        var broken = bytes
        broken.remove(at: index)
        _ = SignalFinder.signals(of: makeFunction(String(decoding: broken, as: UTF8.self)))
      }
    }
  }

  private func names(in text: String) -> Set<String> {
    let name =
      text.prefix { $0 != "(" }.split(whereSeparator: { " *".contains($0) }).last.map(String.init) ?? "f"
    return Set(SignalFinder.signals(of: makeFunction(text, name: name)).map(\.name))
  }
}
