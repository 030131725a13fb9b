import Testing

@testable import Core

@Suite("Comma-separated values")
struct CSVTextTests {
  @Test(
    "fields are quoted where they must be",
    arguments: [
      ("a b", "a b"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("a\nb", "a\\nb"),
      (",\u{301}", "\",\u{301}\""), ("\"\u{301}", "\"\"\"\u{301}\""),
    ])
  func quotes(_ value: String, _ field: String) {
    #expect(CSVText.field(value) == field)
    #expect(CSVText.line([value, "1"]) == field + ",1\n")
  }
}
