import Testing

@testable import Core

@Test(arguments: [
  ("plain é 名", "plain é 名"), ("a\u{1b}[31mb", #"a\u{1b}[31mb"#), ("a\tb\r\n", #"a\tb\r\n"#),
  ("a\u{202e}b", #"a\u{202e}b"#), ("\u{9b}31m", #"\u{9b}31m"#), ("\u{7f}\0", #"\u{7f}\u{0}"#),
])
func controlCharactersAreEscapedForTerminals(_ text: String, _ expected: String) {
  #expect(text.printable == expected)
}

@Test(arguments: [
  ("{\n  \"é名😀\": 1\n}\n", "{\n  \"é名😀\": 1\n}\n"), ("a\u{7f}é\u{202e}b", #"a\u007fé\u202eb"#),
  ("\u{9b}\t\u{e0001}", #"\u009b\u0009\udb40\udc01"#), ("", ""), ("x\u{2028}", #"x\u2028"#),
])
func steeringCharactersOfJSONBecomeEscapes(_ json: String, _ expected: String) {
  #expect(json.escapedForTerminals == expected)
}
