import ArgumentParser
import Core
import Foundation
import Testing

@testable import VulnAdaptCLI

struct LabelsFromGitCommandTests {
  @Test(
    arguments: [
      ["repo"], ["repo", "-o", "labels.txt"], ["repo", "-o", "l.csv", "--only-patterns"],
      ["repo", "-o", "l.csv", "--commits", "c", "--pattern", "p"],
      ["repo", "-o", "l.csv", "--max-files", "0"], ["repo", "-o", "l.csv", "--osv-repo", "u"],
      ["repo", "-o", "l.csv", "--osv", "f", "--pattern", "p"], ["a", "b", "-o", "l.csv", "--commits", "c"],
      ["repo", "-o", "l.csv", "--known-before", "yesterday"],
      ["repo", "-o", "l.csv", "--max-merged-commits", "0"],
    ])
  func senselessCommandLinesAreRefused(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try LabelsFromGitCommand.parse(arguments) }
  }

  @Test func existingLabelsAreNamedBeforeAnyWork() throws {
    let folder = try ScratchFolder()
    try folder.write("mine", to: "labels.csv")
    let command = try LabelsFromGitCommand.parse(["/nowhere", "-o", folder.path("labels.csv")])
    #expect(throws: HistoryError.outputExists(path: folder.path("labels.csv"))) {
      try command.label(on: RecordedConsole().console, terminal: .none)
    }
  }

  @Test func aFolderWithoutARepositoryIsAnError() throws {
    let folder = try ScratchFolder()
    let command = try LabelsFromGitCommand.parse([folder.url.path, "-o", folder.path("out/labels.csv")])
    #expect(throws: GitError.notARepository(path: folder.url.path)) {
      try command.label(on: RecordedConsole().console, terminal: .none)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }
}
