import Foundation
import Testing

@testable import Core

struct HistoryLabelsTests {
  static func function(_ name: String, _ body: String) -> String {
    "int \(name)(char *to, const char *from, int n)\n{\n  \(body)\n  return n;\n}\n\n"
  }

  static let safe = function("safe", "if (n > 4) n = 4;")
  static let copy = function("copy", "memcpy(to, from, n);")
  static let fixedCopy = function("copy", "if (n > 16) return -1; memcpy(to, from, n);")

  static func labels(
    _ repository: TemporaryRepository, _ patterns: [String] = [],
    _ adjust: (inout HistoryLabels.Options) -> Void = { _ in }
  ) throws -> LabelHistory {
    var options = HistoryLabels.Options(patterns: try FixPatterns(patterns))
    adjust(&options)
    return try HistoryLabels(git: try SafeGit(path: repository.path), options: options).run()
  }

  static func histories(_ repositories: TemporaryRepository...) throws -> [HistoryLabels] {
    try repositories.enumerated().map { number, repository in
      HistoryLabels(
        git: try SafeGit(path: repository.path), options: HistoryLabels.Options(patterns: try FixPatterns()),
        name: repositories.count == 1 ? "" : "r\(number)")
    }
  }

  /// `name=label` of each row, sorted.
  static func labels(_ history: LabelHistory) -> [String] {
    history.rows.map { "\($0.function)=\($0.isVulnerable ? 1 : 0)" }.sorted()
  }

  @Test func changedFunctionsAreVulnerableAtTheParentAndTheOthersAreNot() throws {
    let repository = try TemporaryRepository()
    let parent = try repository.commit("Add", ["a.c": Self.safe + Self.copy, "other.c": Self.safe])
    let fix = try repository.commit(
      "Check lengths\n\nFixes CVE-2011-3464 (cwe-787) and cve-2011-3465.", ["a.c": Self.safe + Self.fixedCopy]
    )
    try repository.commit("Unrelated", ["other.c": Self.safe + "\n"])
    let history = try Self.labels(repository)
    #expect(Self.labels(history) == ["copy=1", "safe=0"])
    let first = history.rows.first { $0.isVulnerable }
    let row = try #require(first)
    #expect(row.fix.id == fix && row.fix.parent == parent)
    #expect(row.fix.cves == ["CVE-2011-3464", "CVE-2011-3465"] && row.fix.cwes == ["CWE-787"])
    #expect(
      row.reason == "changed by fix \(fix.prefix(12)) (CVE-2011-3464); paired by name" && row.line == 7)
    #expect(row.fix.knownDate == "2023-11-21T22:13:20Z")
    #expect(history.examined == 3 && history.fixes.count == 1)
  }

  @Test func aListMayNameACommitSeveralTimes() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.safe + Self.copy])
    let fix = try repository.commit("Check lengths", ["a.c": Self.safe + Self.fixedCopy])
    let history = try Self.labels(repository) {
      $0.list = ("\(fix) CVE-2011-3464\n\(fix), CVE-2011-3465 CWE-787\n", "list")
    }
    let row = try #require(history.rows.first { $0.isVulnerable })
    #expect(row.fix.cves == ["CVE-2011-3464", "CVE-2011-3465"] && row.fix.cwes == ["CWE-787"])
    #expect(history.fixes.count == 1)
  }

  @Test func mendedFunctionsAreLabelledAsPairs() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.safe + Self.copy])
    try repository.commit("CVE-2011-3464", ["a.c": Self.safe + Self.fixedCopy])
    let changed = Self.safe.replacingOccurrences(of: "n = 4", with: "n = 3")
    try repository.commit("CVE-2011-3465", ["a.c": changed + Self.fixedCopy])
    #expect(Self.labels(try Self.labels(repository)) == ["copy=1", "safe=1"])
    let history = try Self.labels(repository) { $0.includesMended = true }
    #expect(Self.labels(history) == ["copy=0", "copy=1", "safe=0", "safe=1"])
    let pairs = Dictionary(grouping: history.rows, by: \.pair)
    #expect(pairs.count == 2 && pairs[nil] == nil)
    #expect(pairs.values.allSatisfy { $0.count == 2 && Set($0.map(\.isVulnerable)).count == 2 })
    let folder = FileManager.testPlace.appendingPathComponent("pairs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = HistoryLabels(
      git: try SafeGit(path: repository.path), options: HistoryLabels.Options(patterns: try FixPatterns()))
    try history.write(to: folder.appendingPathComponent("labels.csv"), histories: [source], replaces: false)
    let project = try LabeledProject.load(from: folder.path)
    #expect(project.issues.isEmpty && project.functions.count == 4)
    let texts = Dictionary(grouping: project.functions, by: { $0.pair ?? "" })
    #expect(texts.values.allSatisfy { $0.count == 2 && $0[0].function.text != $0[1].function.text })
  }

  @Test func commentsBlanksAndLineEndsAreNoChange() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.safe + Self.copy])
    let restyled = Self.safe.replacingOccurrences(of: "  if", with: "\t/* CVE */ if")
      .replacingOccurrences(of: "\n", with: "\r\n")
    try repository.commit("CVE-2020-1234", ["a.c": restyled + Self.fixedCopy])
    #expect(Self.labels(try Self.labels(repository)) == ["copy=1", "safe=0"])
  }

  @Test func renamedFilesAndFunctionsAreFollowed() throws {
    let repository = try TemporaryRepository()
    let filler = (0..<12).map { Self.function("f\($0)", "n += \($0);") }.joined()
    let other = Self.function("moved", "n = n * 2; n = n - 1; to[n] = from[n];")
    try repository.commit("Add", ["old.c": filler + Self.copy, "b.c": Self.safe + other])
    try repository.git("mv", "old.c", "new.c")
    let renamed = Self.fixedCopy.replacingOccurrences(of: "int copy", with: "int copy_checked")
    try repository.commit("CVE-2020-1234", ["new.c": filler + renamed + other, "b.c": Self.safe + "/**/"])
    let history = try Self.labels(repository)
    #expect(
      Self.labels(history)
        == (["copy=1", "moved=0", "safe=0"] + (0..<12).map { "f\($0)=0" }).sorted())
    #expect(history.rows.first { $0.isVulnerable }?.path == "old.c")
  }

  @Test func functionsThatAFixRemovesGetNoLabel() throws {
    let repository = try TemporaryRepository()
    let gone = Self.function("gone", "while (*from) *to++ = *from++;")
    try repository.commit("Add", ["a.c": Self.safe + gone + Self.copy])
    try repository.commit("CVE-2020-1234", ["a.c": Self.safe + Self.fixedCopy])
    let history = try Self.labels(repository)
    #expect(Self.labels(history) == ["copy=1", "safe=0"] && history.leftOut[.removedFunction] == 1)
  }

  @Test func aFixThatOnlySwitchesAFunctionOffIsToldByTheFunction() throws {
    let repository = try TemporaryRepository()
    let gone = Self.function("gone", "while (*from) *to++ = *from++;")
    try repository.commit("Add", ["a.c": Self.safe + gone + Self.copy])
    try repository.commit("CVE-2020-1233", ["a.c": Self.safe + "#if 0\n" + gone + "#endif\n" + Self.copy])
    try repository.commit("CVE-2020-1234", ["a.c": Self.safe + Self.fixedCopy])
    let history = try Self.labels(repository)
    #expect(Self.labels(history) == ["copy=1", "safe=0"])
    #expect(history.leftOut[.removedFunction] == 1 && history.leftOut[.noFunction] == nil)
  }

  @Test func revertsBulkCommitsAndTestsAreLeftOutAndCounted() throws {
    let repository = try TemporaryRepository()
    let two = Self.function("two", "n--;")
    try repository.commit("Add", ["a.c": Self.copy, "b.c": two, "c.c": Self.safe, "tests/t.c": two])
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.commit("Side", ["d.c": Self.safe])
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("CVE-2020-0001", ["a.c": Self.fixedCopy])
    try repository.git("merge", "--quiet", "--no-ff", "-m", "Merge the fix of CVE-2020-0002", "side")
    try repository.commit("Revert \"CVE-2020-0001\"", ["a.c": Self.copy])
    try repository.commit(
      "CVE-2020-0003 everywhere",
      [
        "a.c": Self.fixedCopy + " ", "b.c": two.replacingOccurrences(of: "n--", with: "n -= 2"),
        "c.c": Self.safe.replacingOccurrences(of: "4", with: "5"),
      ])
    try repository.commit(
      "Test CVE-2020-0004", ["tests/t.c": two.replacingOccurrences(of: "n--", with: "n++")])
    let history = try Self.labels(repository) { $0.maximumFiles = 2 }
    #expect(Self.labels(history) == ["copy=1"])
    #expect(
      history.leftOut
        == [.revert: 1, .tooManyFiles: 1, .excludedFile: 1, .noFunction: 2])
    let functions = try Self.labels(repository) { $0.maximumFunctions = 2 }
    #expect(functions.leftOut[.tooManyFunctions] == 1)
    #expect(history.summary.contains("Left out: 1 commits that take another one back."))
  }

  @Test func takingBackWhatOpenedAHoleIsAFix() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.fixedCopy])
    let opened = try repository.commit("Copy faster", ["a.c": Self.copy])
    try repository.commit(
      "CVE-2020-0001: do not copy without a bound\n\nThis reverts commit \(opened).", ["a.c": Self.fixedCopy])
    #expect(Self.labels(try Self.labels(repository)) == ["copy=1"])
    try repository.commit("Revert \"CVE-2020-0001: do not copy without a bound\"", ["a.c": Self.copy])
    #expect(try Self.labels(repository).leftOut[.revert] == 1)
  }

  @Test func aFunctionThatAnotherFixChangesIsNotCalledSafe() throws {
    let repository = try TemporaryRepository()
    let other = Self.function("other", "to[n] = 0;")
    try repository.commit("Add", ["a.c": Self.safe + Self.copy + other])
    try repository.commit("CVE-2020-0001", ["a.c": Self.safe + Self.fixedCopy + other])
    let fixedOther = Self.function("other", "if (n < 9) to[n] = 0;")
    try repository.commit("CVE-2020-0002", ["a.c": Self.safe + Self.fixedCopy + fixedOther])
    let history = try Self.labels(repository)
    #expect(Self.labels(history) == ["copy=1", "other=1", "safe=0"])
    #expect(history.leftOut[.fixedLater] == 2 && history.leftOut[.repeated] == 1)
  }

  @Test func patternsAndListsNameFixes() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.copy])
    let fix = try repository.commit("Fix a heap overflow", ["a.c": Self.fixedCopy])
    #expect(throws: HistoryError.noFixes(path: repository.path, examined: 2)) { try Self.labels(repository) }
    let byPattern = try Self.labels(repository, ["fix .*OVERFLOW"])
    #expect(byPattern.rows.first?.fix.evidence == "Fix a heap overflow")
    let byList = try Self.labels(repository) {
      $0.list = ("# fixes\n\n\(fix.prefix(10)) CVE-2020-7777\n", "fixes.txt")
    }
    #expect(byList.rows.map(\.fix.cves) == [["CVE-2020-7777"]])
    let withMissing = try Self.labels(repository) {
      $0.list = ("\(String(repeating: "A", count: 40))\n\(fix)\n", "fixes.txt")
    }
    #expect(withMissing.rows.count == 1 && withMissing.leftOut[.missingCommit] == 1)
    #expect(throws: HistoryError.badCommitLine(file: "f", line: 2, text: "--output=x")) {
      try Self.labels(repository) { $0.list = ("\(fix)\n--output=x\n", "f") }
    }
    #expect(throws: HistoryError.noCommits(file: "f")) {
      try Self.labels(repository) { $0.list = ("# nothing\n", "f") }
    }
    #expect(throws: HistoryError.badPattern("(", reason: "has a ( without a )")) { try FixPatterns(["("]) }
  }

  @Test func nothingThatTheConfigurationNamesIsRun() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.copy, ".gitattributes": "*.c diff=evil filter=evil\n"])
    try repository.commit("CVE-2020-1234", ["a.c": Self.fixedCopy])
    let mark = repository.file("mark")
    try repository.write("#!/bin/sh\necho > '\(mark)'\ncat\n", to: "evil.sh")
    chmod(repository.file("evil.sh"), 0o755)
    for key in [
      "core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.smudge",
      "core.pager", "gpg.program",
    ] { try repository.git("config", key, repository.file("evil.sh")) }
    try repository.git("config", "log.showSignature", "true")
    #expect(Self.labels(try Self.labels(repository)) == ["copy=1"])
    #expect(!FileManager.default.fileExists(atPath: mark))
  }
}
