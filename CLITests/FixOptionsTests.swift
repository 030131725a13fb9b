import ArgumentParser
import Core
import Testing

@testable import VulnAdaptCLI

struct FixOptionsTests {
  @Test(
    arguments: [
      ["--only-patterns"], ["--commits", "c", "--pattern", "p"], ["--osv", "f", "--pattern", "p"],
      ["--osv-repo", "u"],
    ])
  func senselessCombinationsAreRefusedByBothCommands(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try BacktestCommand.parse(["repo"] + arguments) }
    #expect(throws: (any Error).self) {
      try LabelsFromGitCommand.parse(["repo", "-o", "l.csv"] + arguments)
    }
  }

  @Test func recordsAndMessagesNameFixesTogetherWithSearch() throws {
    let folder = try ScratchFolder()
    try folder.write(
      #"{"id": "OSV-1", "modified": "2021-01-01T00:00:00Z", "affected": [{"ranges": [{"type": "GIT", "#
        + #""repo": "https://example.org/a", "events": [{"fixed": "abcdef0123"}]}]}]}"#, to: "records/1.json")
    let options = try FixOptions.parse([
      "--osv", folder.path("records"), "--pattern", "overflow", "--search", "--revision", "main",
    ])
    var read = 0
    let labels = try options.labels(shouldStop: { false }) { read = $0.records.count }
    #expect(read == 1 && labels.records?.records.map(\.id) == ["OSV-1"])
    #expect(labels.searchesMessages == true && labels.revision == "main" && labels.list == nil)
  }
}
