import ArgumentParser
import Foundation
import Testing

@testable import VulnAdaptCLI

@Suite struct FunctionsCommandTests {
  @Test func textListsFunctionsAndNotesWhatWasSkipped() throws {
    let scratch = try folder([
      "b.c": "int g(int a)\n{\n  return a;\n}\n", "a.c": "#if 0\nint x;\n#endif\nstatic void f(void) { }\n",
      "bad.c": String(repeating: "\0", count: 64), ".gitignore": "gen.c\n", "gen.c": "int h(void) { }",
    ])
    let recorder = RecordedConsole()
    try FunctionsCommand.parse([scratch.url.path]).run(on: recorder.console)
    #expect(recorder.output == "a.c:4-4: f: static void f(void)\nb.c:1-4: g: int g(int a)\n")
    #expect(
      recorder.notes == [
        "skipped: bad.c looks like a binary file",
        "skipped: a.c:1-2 is switched off by the preprocessor (#if 0 or the like)",
        "ignored: 1 C file by .gitignore", "2 functions in 2 files",
      ])
  }

  @Test func severalPathsAreListedLessWhatIsExcluded() throws {
    let scratch = try folder([
      "a/x.c": "int f(void) { }", "a/gen.c": "int g(void) { }", "b.c": "int h(void) { }",
      "c.c": "int i(void) { }",
    ])
    let recorder = RecordedConsole()
    let root = scratch.url.path
    try FunctionsCommand.parse([root + "/a", root + "/b.c", "--exclude", "gen.c", "--quiet"])
      .run(on: recorder.console)
    #expect(recorder.output == "a/x.c:1-1: f: int f(void)\nb.c:1-1: h: int h(void)\n")
  }

  @Test func whatLooksLikeAFunctionAndIsNoneIsCounted() throws {
    let scratch = try folder([
      "a.h": "CATALOG(a, b)\n{\n  int c;\n} Name;\nint A::f(int a) { }\nint g(void) { }\n"
    ])
    let recorder = RecordedConsole()
    try FunctionsCommand.parse([scratch.url.path]).run(on: recorder.console)
    #expect(recorder.output == "a.h:6-6: g: int g(void)\n")
    #expect(
      recorder.notes == [
        "skipped: a.h:1-4 is a type or a list of values behind a macro, and no function",
        "skipped: a.h:5-5 is a block in braces behind what could not be read as a function's head",
        "left out: 2 blocks in braces that look like a function, see above", "1 function in 1 file",
      ])
  }

  @Test func jsonIsOneDocument() throws {
    let scratch = try folder(["a \"q\".c": "int f(void) { }\nint g(void) { }\n", "b.c": ""])
    let recorder = RecordedConsole()
    try FunctionsCommand.parse([scratch.url.path, "--format", "json", "--quiet"]).run(on: recorder.console)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(recorder.output.utf8)) as? [String: Any])
    #expect(document["version"] as? Int == 1)
    #expect(document["functionCount"] as? Int == 2)
    #expect(document["fileCount"] as? Int == 2)
    let functions = try #require(document["functions"] as? [[String: Any]])
    #expect(functions.map { $0["name"] as? String } == ["f", "g"])
    #expect(functions[1]["startLine"] as? Int == 2)
    #expect(functions[1]["file"] as? String == "a \"q\".c")
    #expect(recorder.notes.isEmpty)
  }

  @Test func missingPathsEndWithStatusTwo() throws {
    let recorder = RecordedConsole()
    let error = #expect(throws: ExitCode.self) {
      try FunctionsCommand.parse(["/nonexistent/src"]).run(on: recorder.console)
    }
    #expect(error?.rawValue == ExitStatus.couldNotFinish.rawValue)
    #expect(recorder.output.isEmpty)
    #expect(recorder.notes.first?.contains("/nonexistent/src cannot be read") == true)
  }

  @Test func emptyFoldersEndWithStatusTwo() throws {
    let recorder = RecordedConsole()
    let scratch = try folder(["readme.txt": ""])
    #expect(throws: ExitCode.self) {
      try FunctionsCommand.parse([scratch.url.path]).run(on: recorder.console)
    }
    #expect(recorder.notes.first?.contains("holds no .c or .h file") == true)
  }

  @Test(arguments: [["--format", "xml", "."], [], [".", "--threads", "0"], [".", "--max-file-size", "0"]])
  func wrongUsageIsRefused(arguments: [String]) {
    let error = #expect(throws: (any Error).self) { try FunctionsCommand.parse(arguments) }
    if let error {
      #expect(FunctionsCommand.exitCode(for: error).rawValue == ExitStatus.usage.rawValue)
    }
  }

  private func folder(_ files: [String: String]) throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    for (name, content) in files { try scratch.write(content, to: name) }
    return scratch
  }
}
