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

  /// A folder that is called as that of the sources would be.
  @Test(arguments: [
    nil, "path,function\nmine.c,f\n", "labels-sources/other.c,f\n", "labels-sources/../a.c,f\n",
  ])
  func aFolderThatHeldNoSourcesOfTheLabelsIsLeftAlone(_ old: String?) throws {
    let repository = try Self.repository()
    let folder = try TemporaryFolder()
    let labels = folder.file("labels.csv")
    try FileManager.default.createDirectory(
      at: folder.file("labels-sources/deep"), withIntermediateDirectories: true)
    let mine = ["a.c", "labels-sources/mine.c", "labels-sources/deep/more.c"].map(folder.file)
    for file in mine { try Data("mine".utf8).write(to: file) }
    if let old { try Data(old.utf8).write(to: labels) }
    #expect(throws: HistoryError.foreignSources(path: folder.file("labels-sources").path)) {
      try HistoryLabelsTests.labels(repository).write(
        to: labels, histories: HistoryLabelsTests.histories(repository), replaces: true)
    }
    for file in mine { #expect(try String(contentsOf: file, encoding: .utf8) == "mine") }
    #expect((try? String(contentsOf: labels, encoding: .utf8)) == old)
  }

  /// Everything below the folder of sources.
  private func sources(_ folder: TemporaryFolder) -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.file("labels-sources").path)
    return (found?.compactMap { $0 as? String } ?? []).sorted()
  }

  @Test func onlyOldSourcesAndThoseOfAnUnfinishedRunAreRemoved() throws {
    let (first, second) = (try Self.repository(), try TemporaryRepository())
    try second.commit("Add", ["b.c": HistoryLabelsTests.copy])
    try second.commit("CVE-2021-1234", ["b.c": HistoryLabelsTests.fixedCopy])
    let folder = try TemporaryFolder()
    let labels = folder.file("labels.csv")
    func write(_ repository: TemporaryRepository, replaces: Bool = true) throws {
      try HistoryLabelsTests.labels(repository).write(
        to: labels, histories: HistoryLabelsTests.histories(repository), replaces: replaces)
    }
    try write(second, replaces: false)
    let ofSecond = sources(folder)
    #expect(ofSecond.count == 2 && ofSecond[1].hasSuffix("/b.c"))
    try Data("mine".utf8).write(to: folder.file("labels-sources/mine.c"))
    // A run that was killed while it wrote the sources.
    try HistoryLabelsTests.labels(first).writeSources(
      of: HistoryLabelsTests.histories(first)[0], to: SourcesFolder.url(of: labels))
    try Data().write(to: folder.file("labels-sources/\(ofSecond[0])/.vulnadapt-1.tmp"))
    #expect(sources(folder).contains { $0.hasSuffix("/src/a.c") })
    try write(second)
    #expect(sources(folder) == (ofSecond + ["mine.c", "\(ofSecond[0])/.vulnadapt-1.tmp"]).sorted())
    try write(first)
    #expect(sources(folder).count { !$0.contains(".c") } == 2)
    #expect(sources(folder).contains("mine.c") && !sources(folder).contains(ofSecond[1]))
    #expect(!sources(folder).contains(ofSecond[0]), "folders that are empty then go as well")
  }

  @Test func twoRunsDoNotWriteTheSameLabels() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.file("labels-sources"), withIntermediateDirectories: true)
    let other = open(folder.file("labels-sources").path, O_RDONLY)
    defer { close(other) }
    #expect(flock(other, LOCK_EX) == 0)
    let labels = folder.file("labels.csv")
    #expect(throws: HistoryError.busy(path: folder.file("labels-sources").path)) {
      try SourcesFolder.publish(labels, replaces: true, patience: .zero) { _ in ("path\n", []) }
    }
    #expect(folder.names == ["labels-sources"])
    #expect(flock(other, LOCK_UN) == 0)
    try SourcesFolder.publish(labels, replaces: true, patience: .zero) { _ in ("path\n", []) }
    #expect(folder.names == ["labels-sources", "labels.csv"])
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
