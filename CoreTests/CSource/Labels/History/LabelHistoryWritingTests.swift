import Foundation
import Testing

@testable import Core

struct LabelHistoryWritingTests {
  static func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.commit(
      "Add",
      [
        "src/a.c": HistoryLabelsTests.safe + HistoryLabelsTests.copy,
        "src/\"odd\", name.c": HistoryLabelsTests.copy,
      ])
    try repository.commit(
      "CVE-2020-1234: say \"no\", twice", ["src/a.c": HistoryLabelsTests.safe + HistoryLabelsTests.fixedCopy])
    return repository
  }

  @Test func writtenLabelsAreReadAsWritten() throws {
    let repository = try Self.repository()
    let folder = try TemporaryFolder()
    let history = try HistoryLabelsTests.labels(repository)
    let histories = try HistoryLabelsTests.histories(repository)
    try history.write(to: folder.file("labels.csv"), histories: histories, replaces: false)
    #expect(folder.names == ["labels-sources", "labels.csv"])
    let project = try LabeledProject.load(from: folder.url.path)
    #expect(project.functions.map(\.function.name) == ["safe", "copy"])
    #expect(project.functions.map(\.label) == [.notVulnerable, .vulnerable])
    #expect(project.functions.map(\.cve) == [nil, "CVE-2020-1234"])
    #expect(project.issues.isEmpty && project.functions[1].function.text.contains("memcpy"))
    #expect(!project.functions[1].function.text.contains("16"), "the text is that of the parent")
  }

  @Test func existingLabelsAreKeptUnlessTheyAreToBeReplaced() throws {
    let repository = try Self.repository()
    let folder = try TemporaryFolder()
    let labels = folder.file("labels.csv")
    try Data("mine".utf8).write(to: labels)
    let history = try HistoryLabelsTests.labels(repository)
    let histories = try HistoryLabelsTests.histories(repository)
    #expect(throws: HistoryError.outputExists(path: labels.path)) {
      try history.write(to: labels, histories: histories, replaces: false)
    }
    #expect(folder.names == ["labels.csv"])
    try history.write(to: labels, histories: histories, replaces: true)
    try history.write(to: labels, histories: histories, replaces: true)
    #expect(try LabeledProject.load(from: folder.url.path).functions.count == 2)
    #expect(folder.names == ["labels-sources", "labels.csv"])
  }

  @Test(
    arguments: [
      "../a.c", "a/../b.c", "/a.c", ".git/a.c", "a//b.c", "a\n.c", "a\u{1b}.c", "c:a.c", "a\\b.c", "CVS/a.c",
      " a.c", "a\u{fffd}.c", String(repeating: "a", count: 241) + ".c",
    ])
  func pathsThatLeadElsewhereAreNotWritten(_ path: String) {
    #expect(!HistoryLabels.Gathering.isWritable(path))
  }

  @Test(arguments: ["a.c", "src/x86/a-b_c.c", "src/\"odd\", name.c", "é.c"])
  func ordinaryPathsAreWritten(_ path: String) {
    #expect(HistoryLabels.Gathering.isWritable(path))
  }
}
