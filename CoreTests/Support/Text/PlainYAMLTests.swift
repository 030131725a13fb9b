import Foundation
import Testing

@testable import Core

struct PlainYAMLTests {
  private func refusal(_ text: String) -> PlainYAML.Problem? {
    do throws(PlainYAML.Problem) {
      _ = try PlainYAML.compose(text)
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    "a: &x 1\nb: 2", "*x : 1", "a: *x", "- &x a\n- *x", "[&x a, *x]", "{*x: 1}", "a:\n  &x b", "? *x\n: 1",
    "\"k\":*x",
    "a: \"b\n  # \" \n? \"c # \": &x d", "[\"a\n# \", *x]", "# note\u{85}a: &x 1", "# note\u{2028}a: &x 1",
    "\u{FEFF}&x a",
    "? a\n: b", "- ? a", "[? a : b]", "{[? a]: b}", "? ? ? a", String(repeating: "[", count: 40),
    String(repeating: "- {a: [", count: 20), String(repeating: " ", count: 120) + "a: 1", "a\r? b",
  ])
  func whatCouldCostMoreThanItsLengthIsRefused(_ text: String) {
    #expect(refusal(text) != nil)
  }

  /// The 876 bytes that hung every reader were of this shape.
  @Test func nestedAliasesAsKeysAreRefusedAtTheirFirstLine() {
    var text = "a0: &a0 {x: 1}\n"
    for level in 1...30 { text += "a\(level): &a\(level) {? *a\(level - 1) : 1, ? [*a\(level - 1)] : 2}\n" }
    #expect(refusal(text)?.line == 1)
    #expect(throws: ConfigurationError.self) { try ConfigurationFile(bytes: Array(text.utf8), path: "c") }
    #expect(throws: ExperimentFileError.self) { try ExperimentFile(yaml: text, file: "x") }
  }

  @Test(arguments: [
    "# *** settings ***\na: 1", "a: 2 * 3", "a: b & c", "a: x*y", "glob: src/*.c", "a: what?",
    "a: [b, {c: d}]",
    "a: \"b & c\"  # a & b", "- - 1\n- - 2", "a: 'it''s'",
  ])
  func whatPeopleWriteIsRead(_ text: String) throws {
    #expect(try PlainYAML.compose(text) != nil)
  }

  @Test func errorsNameTheirLine() {
    #expect(refusal("b: 2\na: 1\na: 3")?.line == 2)
    #expect(refusal("a: 1\nb: *x")?.line == 2)
    #expect(refusal("a: 1\r\nb: *x")?.line == 2)
    #expect(refusal("a: 1\n\t: x")?.line == 2)
  }

  @Test func emptyTextsHaveNoNode() throws {
    #expect(try PlainYAML.compose("") == nil)
    #expect(try PlainYAML.compose("# nothing\n") == nil)
  }
}
