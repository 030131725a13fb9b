import Foundation
import Testing

@testable import Core

struct MergedFixesTests {
  static let copy = HistoryLabelsTests.copy
  static let fixedCopy = HistoryLabelsTests.fixedCopy
  static let safe = HistoryLabelsTests.safe

  /// A repository whose branch `side` holds the commits of `work`, merged into main under a message.
  static func repository(
    merge message: String, _ work: (TemporaryRepository) throws -> Void
  ) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": safe + copy])
    try repository.git("checkout", "--quiet", "-b", "side")
    try work(repository)
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("Go on", ["other.c": "int other;\n"])
    try repository.git("merge", "--quiet", "--no-ff", "-m", message, "side")
    return repository
  }

  @Test func theCommitsThatANamedMergeBringsAreFixes() throws {
    let repository = try Self.repository(merge: "Merge pull request #1\n\nFix CVE-2022-0001 (CWE-787)") {
      try $0.commit("Check the length", ["a.c": Self.safe + Self.fixedCopy])
    }
    let merge = try repository.git("rev-parse", "HEAD").prefix(12)
    let history = try HistoryLabelsTests.labels(repository)
    #expect(HistoryLabelsTests.labels(history) == ["copy=1", "safe=0"] && history.leftOut.isEmpty)
    let row = try #require(history.rows.first { $0.isVulnerable })
    #expect(row.fix.cves == ["CVE-2022-0001"] && row.fix.cwes == ["CWE-787"])
    #expect(row.reason.contains("(CVE-2022-0001), which merge \(merge) brought"))
    // It was known when it was merged, not when it was written.
    let time = try repository.git("show", "--no-patch", "--format=%ct", "HEAD")
    #expect(row.fix.known == Int(time.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// A merge of many has more parents than other commits have text; it brings too many commits, and is told as such.
  @Test(arguments: [1_500, 2_000, 120_000]) func mergesOfVeryManyCommitsAreCounted(_ count: Int) throws {
    func id(_ number: Int) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 40 - digits.count) + digits
    }
    let merge =
      "commit \(id(0))\n\(id(0)) \((1...count).map(id).joined(separator: " "))\n5\nFix CVE-2022-0001\n\0"
    let next = "\ncommit \(id(count + 1))\n\(id(count + 1)) \(id(0))\n6\n\nFix CVE-2022-0002\n\0"
    let git = SafeGit { $0.contains("--no-merges") ? [] : Array((merge + next).utf8) }
    let search = FixSearch(
      git: git, patterns: try FixPatterns(), maximumMergedCommits: 20, listsLeftOut: true)
    let found = try search.run(notes: [(id(0), .init(words: "")), (id(count + 1), .init(words: ""))])
    #expect(found.examined == 2)
    #expect(found.leftOut.counts == [.bigMerge: 1])
    #expect(found.leftOut.items.map(\.what) == ["Fix CVE-2022-0001"])
    #expect(found.fixes.map(\.id) == [id(count + 1)])
    #expect(found.fixes.first?.parent == id(0) && found.fixes.first?.known == 6)
  }

  @Test func aCommitThatNamesItAllLeavesTheOthersAlone() throws {
    let repository = try Self.repository(merge: "Merge the fix of CVE-2022-0001") {
      try $0.commit("Tidy up", ["a.c": Self.safe.replacingOccurrences(of: "4", with: "9") + Self.copy])
      try $0.commit(
        "Fix CVE-2022-0001", ["a.c": Self.safe.replacingOccurrences(of: "4", with: "9") + Self.fixedCopy])
    }
    #expect(HistoryLabelsTests.labels(try HistoryLabelsTests.labels(repository)) == ["copy=1", "safe=0"])
  }

  @Test func aFunctionIsVulnerableOnlyAsItStoodBeforeTheMerge() throws {
    let half = Self.copy.replacingOccurrences(of: "memcpy", with: "if (n > 99) return 0; memcpy")
    let repository = try Self.repository(merge: "Merge the fix of CVE-2022-0001") {
      try $0.commit("First part", ["a.c": Self.safe + half])
      try $0.commit("Second part", ["a.c": Self.safe + Self.fixedCopy])
    }
    let history = try HistoryLabelsTests.labels(repository)
    #expect(HistoryLabelsTests.labels(history) == ["copy=1", "safe=0"])
    #expect(history.leftOut[.halfMended] == 1)
    #expect(history.rows.first { $0.isVulnerable }?.fix.subject == "First part")
  }

  @Test func mergesThatBringTooMuchOrNothingAndMergesOfTheMainLineAreNoFixes() throws {
    let repository = try Self.repository(merge: "Merge CVE-2022-0001") { repository in
      for number in 0..<3 {
        try repository.commit(
          "Step", ["a.c": Self.safe + Self.copy.replacingOccurrences(of: "n)", with: "\(number))")])
      }
    }
    try repository.commit("CVE-2020-9999", ["b.c": Self.copy])
    try repository.commit("CVE-2020-9998", ["b.c": Self.fixedCopy])
    let history = try HistoryLabelsTests.labels(repository) {
      $0.maximumMergedCommits = 2
      $0.listsLeftOut = true
    }
    #expect(history.leftOut[.bigMerge] == 1 && history.fixes.count == 1)
    let items = history.leftOutList.items.map(\.description)
    #expect(
      items.contains {
        $0.hasPrefix("merge commits that bring too many commits: ") && $0.hasSuffix(" Merge CVE-2022-0001")
      })
    #expect(items.count == history.leftOut.values.reduce(0, +))

    let mainline = try Self.repository(merge: "Merge branch 'side' into fix-CVE-2022-0001") {
      try $0.commit("Work on other things", ["a.c": Self.safe + Self.fixedCopy])
    }
    #expect(throws: HistoryError.noFixes(path: mainline.path, examined: 4)) {
      try HistoryLabelsTests.labels(mainline)
    }
  }

  /// A repository with a merge of both lines' changes in other functions, in which `edit` is made by the merge itself.
  static func repository(merge message: String, changing edit: (String) -> String) throws
    -> TemporaryRepository
  {
    let repository = try TemporaryRepository()
    let (one, two) = (
      HistoryLabelsTests.function("one", "n = 1;"), HistoryLabelsTests.function("two", "n = 2;")
    )
    func file(_ one: String, _ two: String) -> String { one + safe + copy + two }
    try repository.commit("Add", ["a.c": file(one, two), "b.c": HistoryLabelsTests.function("b", "n--;")])
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.commit("Work", ["a.c": file(one.replacingOccurrences(of: "1", with: "7"), two)])
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("Go on", ["a.c": file(one, two.replacingOccurrences(of: "2", with: "8"))])
    try repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    let merged = file(
      one.replacingOccurrences(of: "1", with: "7"), two.replacingOccurrences(of: "2", with: "8"))
    try repository.commit(message, ["a.c": edit(merged)])
    return repository
  }

  @Test func whatAMergeChangesItselfIsItsOwnFix() throws {
    let repository = try Self.repository(merge: "Merge side\n\nFix CVE-2022-0001 on the way") {
      $0.replacingOccurrences(of: Self.copy, with: Self.fixedCopy)
    }
    let merge = try repository.git("rev-parse", "HEAD").prefix(12)
    let history = try HistoryLabelsTests.labels(repository)
    // `one` is changed by the commit that the merge brings; `two` stands there as it was and as the first parent left it.
    #expect(HistoryLabelsTests.labels(history) == ["copy=1", "one=1", "safe=0", "two=0", "two=0"])
    let row = try #require(history.rows.first { $0.function == "copy" })
    #expect(row.reason.hasPrefix("changed by fix \(merge) (CVE-2022-0001), a merge; paired"))
    #expect(row.fix.id.hasPrefix(merge) && row.isVulnerable)
  }

  @Test func aMergeThatChangesNothingItselfIsNoFixOfItsOwn() throws {
    let repository = try Self.repository(merge: "Merge the fix of CVE-2022-0001") { $0 }
    let history = try HistoryLabelsTests.labels(repository)
    #expect(HistoryLabelsTests.labels(history) == ["copy=0", "one=1", "safe=0", "two=0"])
    #expect(history.fixes.count == 1 && history.leftOut.isEmpty)
  }

  @Test func filesThatGitShowsAsRemovedAndAddedAreOne() throws {
    let repository = try TemporaryRepository()
    try repository.git("config", "core.autocrlf", "false")
    try repository.commit("Add", ["a.c": Self.safe + Self.copy, "keep.c": "int keep;\n"])
    try repository.git("rm", "--quiet", "a.c")
    let moved = (Self.safe + Self.fixedCopy).replacingOccurrences(of: "\n", with: "\r\n")
      .replacingOccurrences(of: "  ", with: " \t ")
    try repository.commit("CVE-2021-99999", ["sub/b.c": moved])
    let history = try HistoryLabelsTests.labels(repository)
    #expect(HistoryLabelsTests.labels(history) == ["copy=1", "safe=0"])
    #expect(history.rows.allSatisfy { $0.path == "a.c" && $0.reason.hasSuffix("moved to sub/b.c") })
  }

  @Test func functionsThatShareANameWithAChangedOneKeepTheirOwnLabels() throws {
    // Three variants of one function, of which the fix changes one and adds another before them.
    func file(_ bodies: String...) -> String {
      bodies.enumerated().map {
        "#\($0 == 0 ? "if" : "elif") V\($0)\n\(HistoryLabelsTests.function("v", $1))"
      }
      .joined() + "#endif\n"
    }
    let repository = try TemporaryRepository()
    let (one, two, three) = ("n = from[0] + 1;", "memcpy(to, from, n); n = to[1];", "while (n--) to[n] = 3;")
    try repository.commit("Add", ["a.c": file(one, two, three)])
    try repository.commit(
      "CVE-2021-0001", ["a.c": file("return 0;", one, "if (n < 9) " + two, three)])
    let history = try HistoryLabelsTests.labels(repository)
    #expect(
      history.rows.map { "\($0.line)=\($0.isVulnerable ? 1 : 0)" } == ["2=0", "9=1", "16=0"]
        && history.leftOut.isEmpty)
  }

  @Test func aCutLeavesOutWhatBecameKnownLater() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.safe + Self.copy])
    try repository.commit("CVE-2020-0001", ["a.c": Self.safe + Self.fixedCopy])
    let cut = try repository.git("show", "--no-patch", "--format=%ct", "HEAD")
    try repository.commit(
      "CVE-2020-0002", ["a.c": Self.safe.replacingOccurrences(of: "4", with: "3") + Self.fixedCopy])
    let seconds = try #require(Int(cut.trimmingCharacters(in: .whitespacesAndNewlines)))
    let history = try HistoryLabelsTests.labels(repository) { $0.knownBefore = seconds + 1 }
    // What the later fix says of `safe` is not known yet.
    #expect(
      HistoryLabelsTests.labels(history) == ["copy=1", "safe=0"] && history.leftOut == [.knownLater: 1])
    #expect(throws: HistoryError.self) {
      try HistoryLabelsTests.labels(repository) { $0.knownBefore = seconds }
    }
  }

  @Test func functionsThatAreNotVulnerableCanComeFromTheWholeTree() throws {
    let repository = try TemporaryRepository()
    let files = [
      "a.c": Self.safe + Self.copy, "lib/b.c": HistoryLabelsTests.function("b", "n++;"),
      "tests/t.c": HistoryLabelsTests.function("t", "n--;"),
    ]
    try repository.commit("Add", files)
    try repository.commit("CVE-2020-0001", ["a.c": Self.safe + Self.fixedCopy])
    let history = try HistoryLabelsTests.labels(repository) { $0.takesWholeTree = true }
    #expect(HistoryLabelsTests.labels(history) == ["b=0", "copy=1", "safe=0"])
    #expect(history.rows.last?.path == "lib/b.c" && history.rows.last?.ground == .elsewhere)
  }

  @Test func whatWasLeftOutIsToldWhereNoFixIsFound() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Add", ["a.c": Self.safe + Self.copy])
    try repository.commit("CVE-2020-0001", ["a.c": Self.safe])
    var options = HistoryLabels.Options(patterns: try FixPatterns())
    options.listsLeftOut = true
    let labels = HistoryLabels(git: try SafeGit(path: repository.path), options: options, name: "")
    var leftOut: [HistoryLabels.LeftOut] = []
    #expect(throws: HistoryError.noFixes(path: repository.path, examined: 2)) {
      _ = try HistoryLabels.run([labels], onNoFixes: { leftOut = $0.items.map(\.reason) })
    }
    #expect(leftOut == [.removedFunction])
  }

  @Test func aFunctionIsLabelledOnceAmongAllRepositories() throws {
    func repository(_ name: String) throws -> TemporaryRepository {
      let repository = try TemporaryRepository()
      let own = HistoryLabelsTests.function(name, "n = 2;")
      try repository.commit("Add", ["a.c": Self.safe + Self.copy + own])
      try repository.commit("CVE-2020-0001", ["a.c": Self.safe + Self.fixedCopy + own])
      return repository
    }
    let repositories = (try repository("one"), try repository("two"))
    let histories = try HistoryLabelsTests.histories(repositories.0, repositories.1)
    let labels = try HistoryLabels.run(histories)
    #expect(HistoryLabelsTests.labels(labels) == ["copy=1", "one=0", "safe=0", "two=0"])
    #expect(labels.summary[0].hasSuffix("among 4 commits of 2 repositories."))
    let folder = try TemporaryFolder()
    try labels.write(to: folder.file("labels.csv"), histories: histories, replaces: false)
    let project = try LabeledProject.load(from: folder.url.path)
    #expect(project.functions.count == 4 && project.issues.isEmpty)
  }
}
