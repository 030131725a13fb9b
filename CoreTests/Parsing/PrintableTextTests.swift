import Testing

import Core

@Test(arguments: [
  ("plain é 名", "plain é 名"), ("a\u{1b}[31mb", #"a\u{1b}[31mb"#), ("a\tb\r\n", #"a\tb\r\n"#),
  ("a\u{202e}b", #"a\u{202e}b"#), ("\u{9b}31m", #"\u{9b}31m"#), ("\u{7f}\0", #"\u{7f}\u{0}"#),
])
func controlCharactersAreEscapedForTerminals(_ text: String, _ expected: String) {
  #expect(text.printable == expected)
}
