import Foundation
import Testing

@testable import Core

struct LinearPatternTests {
  private func match(_ expression: String, _ text: String) throws -> String? {
    let scalars = Array(text.unicodeScalars)
    return try LinearPattern(expression).firstMatch(in: scalars).map {
      String(String.UnicodeScalarView(scalars[$0]))
    }
  }

  @Test(arguments: ["((((){1000}){1000}){1000}){1000}", "((((?i){999}){999}){999}){2,999}", "(a{0}){1000}b"])
  func whatStandsForNothingDoesSoHoweverOften(_ expression: String) throws {
    #expect(throws: Never.self) { try match(expression, "ab") }
  }

  /// What the system's own engine finds is what this one must find.
  @Test(arguments: [
    #"fix(es|ed)? .*overflow"#, #"\bCVE-[0-9]{4}-[0-9]{4,7}\b"#, "a|ab|abc", "(a|ab)(c|bcd)?", "a*?b", "a+?",
    "(?:ab)+",
    "^b.*$", "x{2,3}", "x{2}?y", "[^a-c]+", "[]a]+", "[a\\-z]+", "\\w+\\s\\d+", "\\Bb", "(a*)*c",
    "(a|b|ab)*bc", "()|a",
    ".", "a{0}b", "(?i)ABC", "é+", "[À-Þ]", "\\.c\\b", "b$", "(|a)b", "(a?){3}b",
  ])
  func findsWhatTheSystemFinds(_ expression: String) throws {
    let engine = try NSRegularExpression(
      pattern: expression, options: [.caseInsensitive, .anchorsMatchLines])
    for text in [
      "", "a", "abc", "abcd", "aab", "Fixed a heap OVERFLOW\nfix overflow",
      "see CVE-2011-3464, cve-1999-12345678",
      "x xx xxx xxxx xxy", "bab\nb c\nab", "word 12 foo_3", "Été É éÉ Ω", "a-z]", "main.c main.cc",
      "a{,3} {,3}", "aaac",
      "[[a]", "\n\n",
    ] {
      let range = NSRange(text.startIndex..., in: text)
      let expected = engine.firstMatch(in: text, range: range).flatMap { Range($0.range, in: text) }
        .map { String(text[$0]) }
      #expect(try match(expression, text) == expected, "\(expression) in \(text)")
    }
  }

  @Test(arguments: [
    "(", ")", "a)", "[a", "*a", "a**?+", "a{2,1}", "a{5000}", "(?=a)", "(?<name>a)", "(a)\\1", "\\pL", "a++",
    "[z-a]",
    "[[:alpha:]]", "\\", "", "((a{100}){100}){100}",
    String(repeating: "(", count: 60) + String(repeating: ")", count: 60),
  ])
  func whatIsNotSupportedIsRefusedWithAReason(_ expression: String) {
    let problem = #expect(throws: PatternProblem.self) { try LinearPattern(expression) }
    #expect(problem?.reason.isEmpty == false)
  }

  /// Doubling the text doubles the work; no clock is asked.
  @Test(arguments: [
    ("fix(es|ed)? .*overflow", "fix "), ("(a*)*c", "a"), ("(a|aa)+c", "a"), ("(.*)(.*)(.*)x", "y"),
  ])
  func hostileTextsCostNoMoreThanTheirLength(_ expression: String, _ piece: String) throws {
    let pattern = try LinearPattern(expression)
    // Without a linear bound the first of these takes minutes, the second longer than anyone waits.
    let text = Array(String(repeating: piece, count: 20_000).unicodeScalars)
    #expect(!pattern.matches(text))
    #expect(pattern.matches(text + Array("fix an overflow aac xc".unicodeScalars)))
  }

  @Test func aLongSearchAsksWhetherToStop() throws {
    let text = Array(repeating: Unicode.Scalar("a"), count: 65_536)
    var questions = 0
    let found = try LinearPattern("((a?){30}){30}b").firstMatch(in: text) {
      questions += 1
      return true
    }
    #expect(found == nil && questions == 1)
  }
}
