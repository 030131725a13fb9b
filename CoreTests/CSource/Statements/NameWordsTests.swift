import Testing

@testable import Core

struct NameWordsTests {
  @Test(arguments: [
    ("png_get_row_bytes", ["png", "get", "row", "bytes"]), ("GetRowBytes", ["get", "row", "bytes"]),
    ("MMXInit", ["mmxinit"]), ("__a__B2c", ["a", "b2c"]), ("crc32Update", ["crc32", "update"]), ("_", []),
  ])
  func namesAreCutIntoWords(_ name: String, _ words: [String]) {
    #expect(NameWords.words(of: name) == words)
  }

  @Test func functionsBecomeTheirWordsAndNumberedNamesStay() {
    let raw = DetectorTests.function("int f(int n) { png_get_row(p->q, n); return n; }")
    #expect(
      TokenSequence.portable.tokens(of: raw) == [
        "png:", "get:", "row:", "(", "var", "->", "field", ",", "var", ")", "var",
      ])
    let normalised = DetectorTests.function(
      "int func1(int var1) { func2(var2, var3); return var1; }", name: "func1")
    #expect(
      TokenSequence.portable.tokens(of: normalised) == ["func2", "(", "var2", ",", "var+", ")", "var1"])
  }
}
