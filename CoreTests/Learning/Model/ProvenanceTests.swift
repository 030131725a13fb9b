import Testing

@testable import Core

struct ProvenanceTests {
  private func function(_ text: String, file: String = "a.c") -> CFunction {
    CFunction(
      file: file, name: "f", signature: "int f()",
      range: SourceRange(
        startOffset: 0, endOffset: 0, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1),
      text: text)
  }

  @Test func dataHashIgnoresOrderAndFilesButNotLabels() {
    func hash(_ functions: [(CFunction, Bool?)]) -> String {
      var hash = DataHash()
      for (function, label) in functions { hash.add(function, isVulnerable: label) }
      return hash.hexadecimal
    }
    let one = hash([(function("a"), true), (function("b"), nil)])
    #expect(one.count == 64)
    #expect(one == hash([(function("b", file: "z.c"), nil), (function("a"), true)]))
    #expect(one != hash([(function("a"), false), (function("b"), nil)]))
    #expect(one != hash([(function("a"), true)]))
  }
}
