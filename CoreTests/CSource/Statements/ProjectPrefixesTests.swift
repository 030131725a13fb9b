import Testing

@testable import Core

struct ProjectPrefixesTests {
  private func functions(_ count: Int, _ body: (Int) -> String) -> [CFunction] {
    (0..<count).map { makeFunction("int f\($0)(int a)\n{\n\(body($0))\n}", name: "f\($0)") }
  }

  @Test func aWordThatMostFunctionsCallByIsAPrefix() {
    let project = functions(20) { "return png_read_\($0)(a) + get\($0)(memcmp(a, a, a));" }
    #expect(ProjectPrefixes.prefixes(of: project) == ["png"])
  }

  @Test func aWordOfFewFunctionsIsNone() {
    let rare = functions(40) { $0 < 12 ? "return png_read(a);" : "return f_\($0)x(a);" }
    #expect(!ProjectPrefixes.prefixes(of: rare).contains("png"))
    #expect(ProjectPrefixes.prefixes(of: functions(9) { _ in "return png_read(a);" }).isEmpty)
    #expect(ProjectPrefixes.prefixes(of: []).isEmpty)
  }

  @Test func replacedNamesHaveNoPrefix() {
    let replaced = (0..<20).map { makeFunction("int func\($0) ( int var1 ) {\nreturn func1 ( var1 ) ;\n}") }
    #expect(ProjectPrefixes.prefixes(of: replaced).isEmpty)
  }
}
