import Testing

@testable import Core

struct FunctionFingerprintTests {
  private func functions(of text: String, file: String = "a.c") throws -> [CFunction] {
    try FunctionParser().parse(SourceText(text), file: file).functions
  }

  private func fingerprint(of text: String) throws -> FunctionFingerprint {
    FunctionFingerprint(of: try #require(try functions(of: text).first))
  }

  @Test func editsElsewhereBlanksAndCommentsDoNotCount() throws {
    let plain = try fingerprint(of: "int f(int n)\n{\n  return n + 1;\n}\n")
    #expect(try fingerprint(of: "int x;\n\n\nint f(int n)\n{\n  return n + 1;\n}\nint g;\n") == plain)
    #expect(try fingerprint(of: "int f(int n) { /* one more */ return n+1; } // f\n") == plain)
    #expect(try fingerprint(of: "int f(int n)\r\n{\r\n\treturn n + 1;\r\n}\r\n") == plain)
  }

  @Test(arguments: [
    "int f(int n) { return n + 2; }", "int g(int n) { return n + 1; }", "int f(int n) { return n - 1; }",
    "int f(int n) { return n +1l; }", "long f(int n) { return n + 1; }", "int f(int n) { return n + + 1; }",
  ])
  func everyTokenCounts(_ changed: String) throws {
    #expect(try fingerprint(of: changed) != fingerprint(of: "int f(int n) { return n + 1; }"))
  }

  @Test func tokensDoNotRunTogether() throws {
    #expect(try fingerprint(of: "int f(void) { a b; }") != fingerprint(of: "int f(void) { ab; }"))
  }

  @Test func theFormIsFixed() throws {
    // Baselines in users' repositories hold these digits: they must never change. They are from sha256sum.
    #expect(
      try fingerprint(of: "int f(int n) { return n + 1; }").hexadecimal == "eae9010e0331c86f64c9d782865539de")
  }

  @Test func onlyThirtyTwoHexadecimalDigitsAreRead() {
    let digits = String(repeating: "0a", count: 16)
    #expect(FunctionFingerprint(hexadecimal: digits)?.hexadecimal == digits)
    for wrong in ["", "0a", digits.uppercased(), digits + "0", String(repeating: "é", count: 16)] {
      #expect(FunctionFingerprint(hexadecimal: wrong) == nil)
    }
  }

  @Test func equalFunctionsAreNumbered() throws {
    let twice = "int f(void) { return 1; }\nint g(void) { return 2; }\nint f(void) { return 1; }\n"
    let fingerprints = try functions(of: twice).map(FunctionFingerprint.init(of:))
    #expect(FunctionFingerprint.occurrences(of: fingerprints) == [1, 1, 2])
  }
}
