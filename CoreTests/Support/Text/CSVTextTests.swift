import Testing

@testable import Core

@Suite struct CSVTextTests {
  @Test(
    arguments: [
      ("a b", "a b"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("a\nb", "a\\nb"),
      (",\u{301}", "\",\u{301}\""), ("\"\u{301}", "\"\"\"\u{301}\""),
    ])
  func fieldsAreQuotedWhereTheyMustBe(_ value: String, _ field: String) {
    #expect(CSVText.field(value) == field)
    #expect(CSVText.line([value, "1"]) == field + ",1\n")
  }
}
