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

  /// Whatever ends the process while labels are replaced: rows find the texts they were made from.
  @Test func labelsAndSourcesBelongTogetherAtEveryMoment() throws {
    let (first, second) = (try Self.repository(), try TemporaryRepository())
    try second.commit("Add", ["src/a.c": HistoryLabelsTests.copy])
    try second.commit("CVE-2021-1234", ["src/a.c": HistoryLabelsTests.fixedCopy])
    let folder = try TemporaryFolder()
    let labels = folder.file("labels.csv")
    try HistoryLabelsTests.labels(first).write(
      to: labels, histories: HistoryLabelsTests.histories(first), replaces: false)
    let old = try LabeledProject.load(from: folder.url.path)
    let history = try HistoryLabelsTests.labels(second)
    let histories = try HistoryLabelsTests.histories(second)
    // The process ends before the label file is replaced.
    try history.writeSources(of: histories[0], to: SourcesFolder.url(of: labels))
    let between = try LabeledProject.load(from: folder.url.path)
    #expect(between.functions == old.functions && between.issues.isEmpty)
    // It ends right after: the old sources are still there.
    let csv = try Data(contentsOf: labels)
    try history.write(to: labels, histories: histories, replaces: true)
    let new = try LabeledProject.load(from: folder.url.path)
    #expect(new.functions.map(\.function.name) == ["copy"] && new.unlabeled.isEmpty && new.issues.isEmpty)
    try HistoryLabelsTests.labels(first).writeSources(
      of: HistoryLabelsTests.histories(first)[0], to: SourcesFolder.url(of: labels))
    #expect(try LabeledProject.load(from: folder.url.path).functions == new.functions)
    #expect(try Data(contentsOf: labels) != csv)
  }

  @Test func whatCannotBeWrittenLeavesTheOldLabelsAndNothingElse() throws {
    let repository = try Self.repository()
    let folder = try TemporaryFolder()
    try Data("mine".utf8).write(to: folder.file("labels.csv"))
    try FileManager.default.createDirectory(at: folder.file("outside"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("labels-sources").path, withDestinationPath: "outside")
    let history = try HistoryLabelsTests.labels(repository)
    #expect(throws: HistoryError.self) {
      try history.write(
        to: folder.file("labels.csv"), histories: HistoryLabelsTests.histories(repository), replaces: true)
    }
    #expect(try String(contentsOf: folder.file("labels.csv"), encoding: .utf8) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("outside").path).isEmpty)
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
