import Testing

/// `make lint` refuses a folder of Core that uses what lies above it; a script finds that without a compiler.
struct ArrowCheckTests {
  /// What the script says of a framework whose lower folder holds some code.
  private static func check(_ code: String) throws -> ToolRun {
    try check([
      "Analysis/Upper.swift":
        "struct UpperThing {}\nfunc upperWork() {}\nextension String {\n  var isUpperOnly: Bool { true }\n}\n",
      "CSource/Lower.swift": code,
    ])
  }

  private static func check(_ files: [String: String]) throws -> ToolRun {
    try SourceCheck(script: "check-arrows.py", option: "--core").run(on: files)
  }

  @Test(
    .enabled(if: SourceCheck.hasPython, "Python is missing"),
    arguments: [
      "func a() { _ = UpperThing() }", "func a() { upperWork() }",
      "func a(_ s: String) -> Bool { s.isUpperOnly }",
      "extension String {\n  func a() -> Bool { isUpperOnly }\n}",
      "extension String {\n  func a() -> Bool { self.isUpperOnly }\n}",
      "func a(_ s: String) -> Any { \n  let t = \"see https://x/\\(s)\"; return (t, UpperThing.self) }",
      "let a = \"\\(UpperThing.self)\"", "let a = #\"\\(b) // \\#(UpperThing.self)\"#",
      "let a = \"\"\"\n  // \\(UpperThing.self)\n  \"\"\"",
      "func a() {\n  let isUpperOnly = 1\n  _ = isUpperOnly\n}\nlet b = upperWork()",
    ])
  func anArrowThatPointsUpIsFound(_ code: String) throws {
    let outcome = try Self.check(code)
    #expect(outcome.status == 1 && outcome.text.contains("CSource may not use"), "\(outcome.text)")
  }

  @Test(
    .enabled(if: SourceCheck.hasPython, "Python is missing"),
    arguments: [
      "// UpperThing\nlet a = \"UpperThing\" /* upperWork() */", "let a = #\"\\(UpperThing.self)\"#",
      "func a(isUpperOnly: Bool) -> Bool { isUpperOnly }",
      "func a() { for isUpperOnly in 0..<3 { _ = isUpperOnly } }",
      "struct Own {\n  var isUpperOnly: Bool\n  func a() -> Bool { isUpperOnly }\n}",
    ])
  func whatOnlyReadsLikeOneIsNone(_ code: String) throws {
    let outcome = try Self.check(code)
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  @Test(
    .enabled(if: SourceCheck.hasPython, "Python is missing"),
    arguments: [("struct Two {}", 0), ("struct Two { var one: One? }", 1)])
  func foldersInsideOneFormNoCycle(_ code: String, _ status: Int32) throws {
    let outcome = try Self.check([
      "CSource/A/One.swift": "struct One {}\nextension Two {}\nlet a = Two()\n", "CSource/B/Two.swift": code,
    ])
    #expect(outcome.status == status, "\(outcome.text)")
  }
}
