import Testing

/// `make lint` reads the sources without a compiler: how long files are, whether Core speaks of
/// one shell to all, and whether what is public is used.
struct SourceCheckTests {
  private static let command =
    "@Flag(name: .customLong(\"all-alike\")) var a = false\n@Option var rowLimit = 1\n"

  @Test(
    .enabled(if: SourceCheck.hasPython, "Python is missing"),
    arguments: [
      "let a = \"see --all-alike\"", "let a = \"see (--row-limit 3)\"",
      "let a = \"\\(b) more; --no-all-alike\"",
      "let a = \"\"\"\n  as `--all-alike`\n  \"\"\"",
    ])
  func anOptionInAWordOfCoreIsFound(_ code: String) throws {
    let outcome = try SourceCheck(script: "check-shell-words.py").run(on: [
      "Core/A.swift": code, "CLI/B.swift": Self.command,
    ])
    #expect(outcome.status == 1 && outcome.text.contains("Core/A.swift:"), "\(outcome.text)")
  }

  @Test(
    .enabled(if: SourceCheck.hasPython, "Python is missing"),
    arguments: [
      "// see --all-alike", "let a = [\"--all-alike\"]", "let a = \"--row-limit=\\(b)\"",
      "let a = \"see --other\"",
      "let a = \"color: var(--all-alike)\"",
    ])
  func whatIsNoWordOfAnOptionIsNone(_ code: String) throws {
    let outcome = try SourceCheck(script: "check-shell-words.py").run(on: [
      "Core/A.swift": code, "CLI/B.swift": Self.command,
    ])
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  @Test(
    .enabled(if: SourceCheck.hasPython, "Python is missing"),
    arguments: [("Core", 250, 0), ("CLI", 251, 1), ("CoreTests", 400, 0)])
  func aFileOfAShellOrTheLibraryHasABound(_ folder: String, _ lines: Int, _ status: Int32) throws {
    let text = String(repeating: "\n", count: lines)
    let outcome = try SourceCheck(script: "check-file-lengths.py").run(on: ["\(folder)/A.swift": text])
    #expect(outcome.status == status, "\(outcome.text)")
  }

  @Test(.enabled(if: SourceCheck.hasPython, "Python is missing"))
  func publicMeansUsedFromOutside() throws {
    let outcome = try SourceCheck(script: "check-access.py").run(
      on: [
        "Core/A.swift": """
        public struct Used {
          public var shown: Needed?
          public var lonely = 1
        }
        public struct Needed {}
        public struct Alone { public var shown = 1 }
        struct Hidden {
          public var shown = 1
        }
        public struct Listed { public var other = 1 }
        """,
        "Core/Core.docc/Core.md": "- ``Listed``\n", "CLI/B.swift": "import Core\nlet a: Used = b.shown\n",
      ])
    let lines = outcome.text.matches(of: /A\.swift:(\d+)/).map { String($0.1) }
    #expect(outcome.status == 1 && Set(lines) == ["3", "6", "8"], "\(outcome.text)")
  }
}
