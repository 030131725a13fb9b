import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

struct FeaturesCommandTests {
  /// A repository with a subfolder in which one of two functions was fixed twice.
  private func repository() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    func git(_ arguments: [String]) throws {
      let run = try ToolRun(
        "git",
        ["-C", folder.url.path, "-c", "user.name=Test", "-c", "user.email=test@example.org"] + arguments)
      #expect(run.status == 0)
    }
    try git(["init", "--quiet"])
    for (message, text) in [("Start", "a"), ("Fix overflow", "a + 1"), ("CVE-2020-1234", "a + 2")] {
      try folder.write("int f(int a) { return \(text); }\nint g(int a) { return a; }\n", to: "src/a.c")
      try git(["add", "--all"])
      try git(["commit", "--quiet", "--message", message])
    }
    return folder
  }

  private func rows(_ arguments: [String]) throws -> [[Substring]] {
    let recorded = RecordedConsole()
    let command = try FeaturesCommand.parse(arguments + ["--no-cache"])
    try command.print(on: recorded.console, terminal: .none)
    return recorded.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test func aSubfolderHasItsPast() throws {
    let folder = try repository()
    let whole = try rows([folder.url.path, "--at", "HEAD~1", "--later-until", "HEAD"])
    let part = try rows([folder.path("src"), "--at", "HEAD~1", "--later-until", "HEAD"])
    #expect(whole[1][0] == "src/a.c" && part[1][0] == "a.c")
    #expect(part.map { $0.dropFirst() } == whole.map { $0.dropFirst() })
    let column = try #require(part[0].firstIndex(of: "past_function_security_fixes"))
    #expect(
      part[1][column].hasPrefix("1") && part[2][column].hasPrefix("-1"),
      "a deviation above and below the mean")
    #expect(part[1][part[0].count - 3] == "1")
  }

  @Test func whatIsNothingLaterIsRefused() throws {
    let folder = try repository()
    for end in ["HEAD~2", "HEAD~1"] {
      #expect(throws: FeatureListingError.notADescendant(commit: "HEAD~1", end: end)) {
        try rows([folder.url.path, "--at", "HEAD~1", "--later-until", end])
      }
    }
    try folder.write("nonsense\n\(String(repeating: "0", count: 40))\n", to: "list.txt")
    let list = folder.path("list.txt")
    #expect(throws: HistoryError.badCommitLine(file: list, line: 1, text: "nonsense")) {
      try rows([folder.url.path, "--at", "HEAD~1", "--later-until", "HEAD", "--fixes", list])
    }
  }
}
