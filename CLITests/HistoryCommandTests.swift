import ArgumentParser
import Foundation
import Testing

@testable import VulnAdaptCLI

struct HistoryCommandTests {
  /// A repository in which one of two functions was fixed.
  private func repository() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    func commit(_ message: String, _ text: String) throws {
      try folder.write(text, to: "a.c")
      for arguments in [["add", "--all"], ["commit", "--quiet", "--message", message]] {
        try Self.git(arguments, in: folder.url.path)
      }
    }
    try Self.git(["init", "--quiet"], in: folder.url.path)
    try commit("Start", "int f(int a) { return a; }\nint g(int a) { return a; }\n")
    try commit("Fix overflow", "int f(int a) { return a > 9 ? 0 : a; }\nint g(int a) { return a; }\n")
    return folder
  }

  private static func git(_ arguments: [String], in folder: String) throws {
    let run = try ToolRun(
      "git", ["-C", folder, "-c", "user.name=Test", "-c", "user.email=test@example.org"] + arguments)
    #expect(run.status == 0)
  }

  private func output(_ arguments: [String]) throws -> [String] {
    let recorded = RecordedConsole()
    let command = try HistoryCommand.parse(arguments)
    try command.list(on: recorded.console, terminal: .none)
    return recorded.output.split(separator: "\n").map(String.init)
  }

  @Test func aCacheThatCannotBeWrittenIsSaidOnceAndChangesNothing() throws {
    let folder = try repository()
    let other = try ScratchFolder()
    try other.write("", to: "file")
    let cache = other.path("file/below")
    func scan(_ arguments: String...) -> RecordedConsole {
      let (status, recorded) = RecordedConsole.scan([folder.url.path] + arguments)
      #expect(status == 0)
      return recorded
    }
    let (broken, whole) = (scan("--cache", cache), scan("--no-cache"))
    #expect(broken.output == whole.output && broken.output.contains("f"))
    let notes = broken.notes.filter { $0.contains("\(cache) cannot be written") }
    #expect(notes.count == 1, "\(broken.notes)")
    #expect(broken.notes.filter { !notes.contains($0) } == whole.notes)
    #expect(scan("--cache", cache, "--quiet").notes.isEmpty)
  }

  /// What a reading of the history says is part of what a scan remembers.
  @Test func anotherWordingIsNotAnsweredFromTheCache() throws {
    let folder = try repository()
    // Fewer functions leave nothing in the cache.
    let many = (0..<520).map { "int many\($0)(int a) { return a + \($0); }\n" }.joined()
    try folder.write(many, to: "many.c")
    try Self.git(["add", "--all"], in: folder.url.path)
    try Self.git(["commit", "--quiet", "--message", "Change the rest"], in: folder.url.path)
    try folder.write("fixes: [\"the\"]\nsecurity: [\"...\"]\n", to: "words.yml")
    let cache = folder.path("cache")
    func scan(_ arguments: String...) -> String {
      let (status, recorded) = RecordedConsole.scan(
        [folder.url.path, "--format", "json", "--model", "starter"] + arguments)
      #expect(status == 0)
      return recorded.output
    }
    let words = ["--wording", folder.path("words.yml")]
    let first = scan("--cache", cache)
    #expect(first == scan("--cache", cache))
    let (cached, anew) = (scan("--cache", cache, words[0], words[1]), scan("--no-cache", words[0], words[1]))
    #expect(cached == anew && anew != first)
  }

  @Test func whatHasChangedIsCountedByItself() throws {
    let folder = try repository()
    try folder.write("int f(int a) { return a > 8 ? 0 : a; }\nint g(int a) { return a; }\n", to: "a.c")
    func scan(_ format: String, _ commit: String) -> RecordedConsole {
      let (status, recorded) = RecordedConsole.scan(
        [folder.url.path, "--no-cache", "--since", commit, "--threshold", "0", "--format", format])
      #expect(status == 0)
      return recorded
    }
    #expect(
      scan("markdown", "HEAD").output.hasPrefix(
        "# VulnAdapt: 1 suspect in 1 function changed since HEAD, of 2\n"))
    #expect(
      scan("table", "HEAD").output.contains("1 function changed since HEAD, of 2 in 1 file ranked, 1 suspect")
    )
    #expect(
      scan("text", "HEAD").notes.contains {
        $0.contains("1 suspect among 1 function changed since HEAD, of 2 in")
      })
    let json = scan("json", "HEAD").output
    #expect(json.contains("\"changedFunctionCount\" : 1") || json.contains("\"changedFunctionCount\":1"))
    #expect(json.contains("\"since\" : \"HEAD\"") || json.contains("\"since\":\"HEAD\""))
  }

  @Test func everyFunctionHasARow() throws {
    let folder = try repository()
    let rows = try output([folder.url.path, "--no-cache"]).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(rows[0].firstIndex(of: "security_fixes"))
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(rows[1][1] == "f" && rows[1][column] == "1")
    #expect(rows[2][1] == "g" && rows[2][column] == "0")
  }

  @Test func anEarlierCommitKnowsNothingOfLaterOnes() throws {
    let folder = try repository()
    let rows = try output([folder.url.path, "--no-cache", "--at", "HEAD~1"])
    #expect(rows.count == 3)
    #expect(rows[1].hasPrefix("a.c,f,1,1,0,0,0,0,"), "neither changes nor fixes")
    let json = try output([folder.url.path, "--no-cache", "--at", "HEAD~1", "--format", "json"]).joined()
    #expect(!json.contains("\"security\""))
  }

  @Test func wordsCanBeSet() throws {
    let folder = try repository()
    try folder.write("security: [\"boom*\"]\nfixes: [\"...\"]\n", to: "words.yml")
    let rows = try output([folder.url.path, "--no-cache", "--wording", folder.path("words.yml")])
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = try #require(rows[0].firstIndex(of: "security_fixes"))
    #expect(rows[1][column] == "0")
    #expect(rows[1][try #require(rows[0].firstIndex(of: "fixes"))] == "1")
    try folder.write("sekurity: []\n", to: "words.yml")
    #expect(throws: (any Error).self) {
      try output([folder.url.path, "--no-cache", "--wording", folder.path("words.yml")])
    }
  }

  @Test(arguments: [("3d", 259_200), ("1y", 31_557_600), ("2w", 1_209_600)])
  func periodsAreRead(_ text: String, _ seconds: Int64) {
    #expect(BacktestCommand.seconds(text) == seconds)
  }

  @Test(arguments: ["", "y", "0d", "-1y", "1.5y", "1x", "99999999999999999999y"])
  func otherPeriodsAreRefused(_ text: String) {
    #expect(BacktestCommand.seconds(text) == nil)
  }
}
