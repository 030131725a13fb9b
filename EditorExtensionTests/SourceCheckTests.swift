import Foundation
import Testing

/// `make lint` reads the sources without a compiler: how long files are, whether Core speaks of
/// one shell to all, and whether what is public is used.
struct SourceCheckTests {
  private static let scripts = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scripts")
  private static let hasPython = (try? ToolRun("python3", ["-c", ""]).status == 0) ?? false

  /// What a script says of a project that consists of some files.
  private static func check(_ script: String, _ files: [String: String]) throws -> ToolRun {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sources-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try ToolRun(
      "python3", [scripts.appending(path: script).path, "--root", folder.path], keepsErrors: true)
  }

  private static let command =
    "@Flag(name: .customLong(\"all-alike\")) var a = false\n@Option var rowLimit = 1\n"

  @Test(
    .enabled(if: hasPython, "Python is missing"),
    arguments: [
      "let a = \"see --all-alike\"", "let a = \"see (--row-limit 3)\"",
      "let a = \"\\(b) more; --no-all-alike\"",
      "let a = \"\"\"\n  as `--all-alike`\n  \"\"\"",
    ])
  func anOptionInAWordOfCoreIsFound(_ code: String) throws {
    let outcome = try Self.check("check-shell-words.py", ["Core/A.swift": code, "CLI/B.swift": Self.command])
    #expect(outcome.status == 1 && outcome.text.contains("Core/A.swift:"), "\(outcome.text)")
  }

  @Test(
    .enabled(if: hasPython, "Python is missing"),
    arguments: [
      "// see --all-alike", "let a = [\"--all-alike\"]", "let a = \"--row-limit=\\(b)\"",
      "let a = \"see --other\"",
      "let a = \"color: var(--all-alike)\"",
    ])
  func whatIsNoWordOfAnOptionIsNone(_ code: String) throws {
    let outcome = try Self.check("check-shell-words.py", ["Core/A.swift": code, "CLI/B.swift": Self.command])
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  @Test(
    .enabled(if: hasPython, "Python is missing"),
    arguments: [("Core", 250, 0), ("CLI", 251, 1), ("CoreTests", 400, 0)])
  func aFileOfAShellOrTheLibraryHasABound(_ folder: String, _ lines: Int, _ status: Int32) throws {
    let text = String(repeating: "\n", count: lines)
    let outcome = try Self.check("check-file-lengths.py", ["\(folder)/A.swift": text])
    #expect(outcome.status == status, "\(outcome.text)")
  }

  @Test(.enabled(if: hasPython, "Python is missing"))
  func publicMeansUsedFromOutside() throws {
    let outcome = try Self.check(
      "check-access.py",
      [
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
