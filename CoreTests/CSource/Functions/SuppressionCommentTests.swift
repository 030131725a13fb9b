import Testing

@testable import Core

struct SuppressionCommentTests {
  private func comments(_ text: String) -> [SuppressionComment] {
    SuppressionComment.all(in: SourceText(text))
  }

  @Test(arguments: [
    ("// vulnadapt: ignore — checked", "checked"), ("// vulnadapt: ignore - checked", "checked"),
    ("//vulnadapt:ignore -- checked", "checked"), ("/* vulnadapt: ignore: checked */", "checked"),
    ("/*\n * Reads.\n * vulnadapt: ignore – checked twice \n */", "checked twice"),
    ("/// vulnadapt: ignore — a — b", "a — b"), ("// vulnadapt: ignore", nil), ("/*vulnadapt: ignore*/", nil),
    ("// vulnadapt: ignore —", nil), ("  /** vulnadapt: ignore - x*/", "x"),
    ("// vulnadapt: ignore - a \\\n goes on", "a \\"), ("/\\\n/ vulnadapt: ignore - x", "x"),
    ("/\\\n* vulnadapt: ignore - x */", "x"),
  ])
  func readsTheReason(_ comment: String, _ reason: String?) {
    let found = comments("int x;\n\(comment)\nint f(void) { return 0; }\n")
    #expect(found.map(\.content) == [.ignore(reason: reason)])
    #expect(found.first?.codeLine == 3 + comment.count { $0 == "\n" })
  }

  @Test(arguments: [
    "// vulnadapt: ingore", "// vulnadapt: ignore this", "/* vulnadapt: */", "// vulnadapt: ignored",
  ])
  func otherWordsAreUnknown(_ comment: String) {
    #expect(comments(comment + "\nint f(void) { return 0; }\n").map(\.content) == [.unknown])
  }

  @Test(arguments: [
    "char *s = \"// vulnadapt: ignore\";", "// see vulnadapt: ignore", "int vulnadapt: ignore;",
    "char c = '/*'; vulnadapt:", "// Vulnadapt: ignore", "// vulnadapt ignore",
  ])
  func whatIsNoCommentToVulnAdaptIsPassedOver(_ text: String) {
    #expect(comments(text + "\nint f(void) { return 0; }\n").isEmpty)
  }

  @Test func onlyCommentsMayStandBetween() {
    let ignore = "// vulnadapt: ignore\n"
    #expect(comments(ignore + "// and\n/* more */\nint f;").first?.codeLine == 4)
    #expect(comments(ignore + "\nint f;").first?.codeLine == nil)
    #expect(comments(ignore + "// more\n\nint f;").first?.codeLine == nil)
    #expect(comments(ignore).first?.codeLine == nil)
    #expect(comments(ignore + "#define X\nint f;").first?.codeLine == 2)
    #expect(comments("int f(void) { " + ignore + "}").first?.line == 1)
  }

  @Test func anyBytesAreRead() {
    #expect(comments("/* vulnadapt:").count == 1)
    #expect(comments("/* vulnadapt: ignore").map(\.content) == [.ignore(reason: nil)])
    #expect(comments("//vulnadapt:").map(\.content) == [.unknown])
    #expect(comments("/*/vulnadapt: ignore*/").map(\.content) == [.ignore(reason: nil)])
    #expect(comments("vulnadapt:").isEmpty)
  }
}
