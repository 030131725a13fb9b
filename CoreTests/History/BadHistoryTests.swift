import Foundation
import Testing

@testable import Core

/// Repositories that are hostile, broken or merely unusual.
struct BadHistoryTests {
  static let function = HistoryReaderTests.function("f")
  static let fixed = HistoryReaderTests.function("f", "x();")

  private static func read(_ path: String) throws -> Result<ScannedHistory, ScannedHistory.Absence> {
    try ScannedHistory.read(of: path, cache: HistoryCache(nil))
  }

  @Test func aShallowCloneIsUsedAsFarAsItGoes() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": "int x;\n"])
    try repository.commit("Add", ["a.c": Self.function])
    try repository.commit("Fix overflow", ["a.c": Self.fixed])
    try repository.git("clone", "--quiet", "--depth", "2", "file://\(repository.path)", "copy")
    let history = try Self.read(repository.file("copy")).get()
    #expect(history.evidence.isCut)
    #expect(history.evidence.commitCount == 2)
    #expect(history.evidence.evidence(path: "a.c", name: "f")?.function.securityFixes == 1)
  }

  @Test func theEdgesOfAShallowCloneAreNoChanges() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function, "b.c": "int b;\n"])
    try repository.git("branch", "side")
    try repository.commit("Add c", ["c.c": "int c;\n"])
    try repository.git("checkout", "--quiet", "side")
    try repository.commit("Fix overflow, CVE-2020-1234", ["b.c": HistoryReaderTests.function("b")])
    try repository.git("checkout", "--quiet", "-")
    try repository.git("merge", "--quiet", "--no-edit", "side")
    try repository.commit("Fix crash", ["c.c": HistoryReaderTests.function("c")])
    try repository.git("clone", "--quiet", "--depth", "3", "file://\(repository.path)", "copy")
    let git = try SafeGit(path: repository.file("copy"))
    let ids = String(decoding: try git.run(["rev-list", "HEAD"]), as: UTF8.self).split(separator: "\n").map(
      String.init)
    let cut = try git.commitsCut(among: ids)
    #expect(cut.count == 2)
    let past = try Self.read(repository.file("copy")).get()
    let evidence = try #require(past.evidence.evidence(path: "a.c", name: "f"))
    #expect(evidence.function.changes == 0 && evidence.function.securityFixes == 0)
    #expect(evidence.file.securityFixes == 0)
    #expect(past.gaps.isCut && past.gaps.sentences.count == 1)
  }

  /// Trees and files that share their parts name any number of changes in a few kilobytes.
  @Test func changesBeyondTheBoundsAreRefused() throws {
    let repository = try TemporaryRepository()
    let files = Dictionary(uniqueKeysWithValues: (0..<4).map { ("\($0)/a.c", Self.function) })
    try repository.commit("Add", files)
    let head = try repository.commit("Fix", files.mapValues { _ in Self.fixed })
    let git = try SafeGit(path: repository.path)
    var options = HistoryReader.Options()
    options.maximumFileChanges = 8
    options.maximumFunctionChanges = 8
    #expect(try HistoryReader(git: git, options: options).read(head).changes.count == 8)
    options.maximumFunctionChanges = 7
    #expect(throws: GitError.tooManyChanges(of: "functions", path: repository.path, limit: 7)) {
      try HistoryReader(git: git, options: options).read(head)
    }
    options.maximumFileChanges = 7
    #expect(throws: GitError.tooManyChanges(of: "files", path: repository.path, limit: 7)) {
      try HistoryReader(git: git, options: options).read(head)
    }
  }

  @Test func aDamagedObjectMayStateAnySize() {
    for size in ["9223372036854775807", "9223372036854775806", "-1"] {
      let id = String(repeating: "a", count: 40)
      var reader = GitContentReader(ids: [id], sizeLimit: 10, path: ".", skipsMissing: false)
      let answer = Array("\(id) blob \(size)\nabc".utf8)
      let read = Result { try answer.withUnsafeBytes { try reader.read($0) { _, _ in } } }
      #expect(throws: GitError.self) {
        try read.get()
        try reader.finish()
      }
    }
  }

  @Test func theSubjectIsTheFirstLineThatHoldsAnything() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function])
    let head = try repository.plant("\n\nFix overflow\n\nMore.", ["a.c": Self.fixed], date: 1_800_000_000)
    #expect(try repository.history(of: head).commits.last?.subject == "Fix overflow")
  }

  @Test func missingVersionsAreLeftOut() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("Start", ["a.c": Self.function, "b.c": "int b;\n"])
    try repository.commit("Fix overflow", ["a.c": Self.fixed])
    let head = try repository.commit("Fix crash", ["a.c": HistoryReaderTests.function("f", "y();")])
    let id = try #require(try SafeGit(path: repository.path).files(of: first).first { $0.name == "a.c" }).id
    try FileManager.default.removeItem(
      atPath: repository.file(".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"))
    let history = try repository.history(of: head)
    #expect(history.unreadVersions == 1)
    let evidence = try #require(HistoryEvidence(history, asOf: head)?.evidence(path: "a.c", name: "f"))
    #expect(evidence.function.securityFixes == 1, "only the change from the missing version is unknown")
    #expect(evidence.file.securityFixes == 2)
  }

  @Test func aPartialCloneSaysWhatItHas() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function, "b.c": Self.function])
    try repository.commit("Fix overflow", ["a.c": Self.fixed])
    let head = try repository.commit("Fix crash", ["a.c": HistoryReaderTests.function("f", "y();")])
    try repository.git("config", "uploadpack.allowFilter", "true")
    try repository.git(
      "-c", "protocol.file.allow=always", "clone", "--quiet", "--filter=blob:none",
      "file://\(repository.path)",
      "copy")
    let copy = repository.file("copy")
    let git = try SafeGit(path: copy)
    #expect(try git.isPartial())
    #expect(try !SafeGit(path: repository.path).isPartial())
    let past = try Self.read(copy).get()
    #expect(past.gaps.isPartial && past.gaps.sentences.count == 1)
    #expect(
      past.evidence.evidence(path: "a.c", name: "f")?.file.securityFixes == 2, "git tells which files changed"
    )
    #expect(try CommitTree(of: head, in: git).functions.count == 2, "what is checked out is there")
    #expect(throws: GitError.partialClone(path: copy)) {
      try HistoryLabels(git: git, options: HistoryLabels.Options(patterns: try FixPatterns(["fix"]))).run()
    }
    // What is there may stand anywhere among what is not.
    let ids = try [head, "\(head)~1", "\(head)~2"].flatMap { name in
      try SafeGit(path: repository.path).files(of: try git.commit(named: name)).map(\.id)
    }
    var found: [Bool] = []
    try SafeGit(path: copy).readContents(of: ids, sizeLimit: 1 << 20, skipsMissing: true) { index, contents in
      #expect(index == found.count)
      found.append(contents != nil)
    }
    #expect(
      found == [true, true, false, true, true, true], "only the middle version of a.c is not checked out")
  }

  @Test func outsideOfGitTheTextSpeaksAlone() throws {
    let folder = FileManager.testPlace.appendingPathComponent("plain-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: ScannedHistory.Absence.noRepository) { try Self.read(folder.path).get() }
  }

  @Test func aRepositoryWithoutCommitsHasNoPast() throws {
    let repository = try TemporaryRepository()
    #expect(throws: ScannedHistory.Absence.noCommit) { try Self.read(repository.path).get() }
  }

  @Test func aTreeThatItsRepositoryDoesNotKnowHasNoPast() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function])
    try repository.write(Self.function, to: "unpacked/a.c")
    #expect(throws: ScannedHistory.Absence.untracked) { try Self.read(repository.file("unpacked")).get() }
  }

  @Test func bareRepositoriesWorktreesSubmodulesAndSubfoldersAreRead() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["lib/a.c": Self.function])
    try repository.commit("Fix overflow", ["lib/a.c": Self.fixed])
    try repository.git("clone", "--quiet", "--bare", ".", "bare.git")
    try repository.git("worktree", "add", "--quiet", "tree")
    let outer = try TemporaryRepository()
    try outer.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "file://\(repository.path)", "part")
    try outer.commit("Take it in", ["own.c": Self.function])

    let bare = try Self.read(repository.file("bare.git")).get()
    #expect(bare.evidence.evidence(path: "lib/a.c", name: "f")?.function.fixes == 1)
    for folder in [repository.file("tree/lib"), repository.file("lib"), outer.file("part/lib")] {
      let history = try Self.read(folder).get()
      #expect(history.pathInRepository == "lib/")
      #expect(history.note(path: "a.c", name: "f")?.securityFixes == 1)
    }
    let file = try Self.read(repository.file("lib/a.c")).get()
    #expect(file.note(path: "a.c", name: "f")?.securityFixes == 1)
    #expect(try Self.read(outer.path).get().note(path: "own.c", name: "f")?.changes == 0)
  }

  @Test func uncommittedFunctionsHaveThePastOfTheirNames() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function])
    try repository.commit("Fix overflow", ["a.c": Self.fixed])
    try repository.write(Self.function + HistoryReaderTests.function("brand_new"), to: "a.c")
    let history = try Self.read(repository.path).get()
    #expect(history.note(path: "a.c", name: "f")?.securityFixes == 1)
    #expect(history.note(path: "a.c", name: "brand_new") == nil)
  }

  @Test func graftsAndReplacementsTellNothing() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("Start", ["a.c": Self.function])
    let second = try repository.commit("Fix overflow", ["a.c": Self.fixed])
    let head = try repository.commit("End", ["b.c": "int b;\n"])
    try repository.write("\(first) \(head)\n\(head) \(first)\n", to: ".git/info/grafts")
    try repository.git("replace", second, first)
    let evidence = try repository.evidence(at: head)
    #expect(evidence.commitCount == 3)
    #expect(evidence.evidence(path: "a.c", name: "f")?.function.securityFixes == 1)
  }

  @Test func oddNamesMessagesAndDatesAreTaken() throws {
    let repository = try TemporaryRepository()
    let path = "odd \u{1b}[31m\n\"name\".c"
    try repository.commit("Start", [path: Self.function])
    let message = "Fix \u{1b}[2J overflow\u{202e}\n\n" + String(repeating: "long words ", count: 900_000)
    try repository.write(message, to: "message.txt")
    try repository.write(Self.fixed, to: path)
    try repository.git("add", path)
    try repository.git("commit", "--quiet", "--file", "message.txt")
    // Raw commits may claim any date.
    let tree = try repository.git("rev-parse", "HEAD^{tree}").trimmingCharacters(in: .whitespacesAndNewlines)
    let parent = try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    let who = "A <a@example.org>"
    let raw =
      "tree \(tree)\nparent \(parent)\nauthor \(who) 99999999999999 +0000\n"
      + "committer \(who) 99999999999999 +0000\n\nLate\n"
    try repository.write(raw, to: "raw.txt")
    let head = try repository.git("hash-object", "-t", "commit", "--literally", "-w", "raw.txt")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let evidence = try repository.evidence(at: head)
    let known = try #require(evidence.evidence(path: path, name: "f"))
    #expect(known.function.securityFixes == 1)
    let words = try #require(HistoryNote(known, evidence)).words
    #expect(words.contains("Fix \\u{1b}[2J overflow\\u{202e}"))
    #expect(!words.unicodeScalars.contains { $0.value < 32 })
    #expect(known.function.recent(asOf: evidence.date) >= 0)
    #expect(known.function.recent(asOf: 0) == 1, "no age is negative")
  }

  @Test(arguments: HostileRepositoryTests.attacks.indices)
  func nothingThatTheConfigurationNamesIsRun(_ index: Int) throws {
    let attack = HostileRepositoryTests.attacks[index]
    let repository = try TemporaryRepository()
    try repository.commit("One", ["a.c": Self.function, ".gitattributes": "*.c diff=evil filter=evil\n"])
    let head = try repository.commit("Fix overflow", ["a.c": Self.fixed])
    let mark = try HostileRepositoryTests.arm(repository, with: attack.settings)
    // Settings that would change what git answers.
    for (key, value) in [
      ("diff.renames", "copies"), ("diff.noprefix", "true"), ("log.showRoot", "false"),
      ("diff.orderFile", "missing"), ("i18n.logOutputEncoding", "UTF-16"), ("core.quotePath", "true"),
      ("diff.relative", "true"), ("log.follow", "true"),
    ] { try repository.git("config", key, value) }
    #expect(try repository.past("a.c", "f", at: head)?.securityFixes == 1)
    #expect(!FileManager.default.fileExists(atPath: mark), "\(attack.name) ran")
  }
}
