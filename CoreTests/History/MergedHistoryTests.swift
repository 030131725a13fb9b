import Foundation
import Testing

@testable import Core

/// What merges, and functions that go and come back, do to the ages of lines, to authors and to pasts.
struct MergedHistoryTests {
  private static let top = ["a += 1;", "a += 2;", "a += 3;"]
  private static let middle = ["use(a);", "use(a + 1);", "use(a + 2);", "use(a + 3);"]
  private static let bottom = ["a -= 1;", "a -= 2;", "a -= 3;"]

  private static func text(_ top: [String], _ bottom: [String], name: String = "f") -> String {
    "int \(name)(int a)\n{\n" + (top + middle + bottom).map { "  \($0)\n" }.joined() + "  return a;\n}\n"
  }

  private func head(_ repository: TemporaryRepository) throws -> String {
    try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func lines(_ past: PastChanges) -> Float { past.lineDates.reduce(0) { $0 + $1.lines } }

  /// Two branches change the two ends of a function, and a third person merges them.
  private func parted() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.text(Self.top, Self.bottom)])
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.commit("Lower end", ["a.c": Self.text(Self.top, Self.bottom + ["low(a);", "lower(a);"])])
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("Upper end", ["a.c": Self.text(["high(a);"] + Self.top, Self.bottom)])
    return repository
  }

  @Test func aCleanMergeWritesNoLineAndIsNobodysWork() throws {
    let repository = try parted()
    try repository.git(
      "-c", "user.name=Merger", "-c", "author.name=Merger", "merge", "--quiet", "--no-edit", "--no-commit",
      "side")
    try repository.git("commit", "--quiet", "--author", "Merger <m@example.org>", "-m", "Merge")
    let known = try repository.evidence(at: head(repository)).evidence(path: "a.c", name: "f")
    for past in [try #require(known?.function), try #require(known?.file)] {
      #expect(past.authors == 1)
      #expect(lines(past) == 15, "head, 10 and 3 lines, and the return")
      #expect(past.changes == 2)
    }
    let merge = try #require(known?.function.events.first)
    #expect(merge.kinds.names == ["merge"] && merge.added == 0 && merge.removed == 0)
  }

  @Test func whatAMergeAddsItselfIsTheMergersWork() throws {
    let repository = try parted()
    try repository.git("merge", "--quiet", "--no-edit", "--no-commit", "side")
    let merged = Self.text(["high(a);"] + Self.top, Self.bottom + ["low(a);", "lower(a);", "evil(a);"])
    let added = cFunction("g", "new(a);", "newer(a);")
    try repository.write(merged + added, to: "a.c")
    try repository.write(cFunction("h", "other(a);"), to: "b.c")
    try repository.git("add", "--all")
    try repository.git("commit", "--quiet", "--author", "Merger <m@example.org>", "-m", "Merge")
    let evidence = try repository.evidence(at: head(repository))
    let past = try #require(evidence.evidence(path: "a.c", name: "f")?.function)
    #expect(past.authors == 2 && lines(past) == 16)
    #expect(past.events.first?.added == 1)
    for (path, name) in [("a.c", "g"), ("b.c", "h")] {
      let new = try #require(evidence.evidence(path: path, name: name)?.function, "\(name)")
      #expect(new.created == evidence.date && new.changes == 0 && new.authors == 1)
    }
  }

  @Test func aSubtreeBringsItsPast() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["main.c": cFunction("start", "run(a);")])
    try repository.git("checkout", "--quiet", "--orphan", "library")
    try repository.git("rm", "--quiet", "-rf", ".")
    try repository.commit("Library", ["lib.c": HistoryReaderTests.function("parse")])
    try repository.commit("Fix overflow", ["lib.c": HistoryReaderTests.function("parse", "check(a);")])
    try repository.git("checkout", "--quiet", "main")
    func merge() throws -> HistoryEvidence {
      try repository.git(
        "merge", "--quiet", "-s", "ours", "--no-commit", "--allow-unrelated-histories", "library")
      try repository.git("rm", "--quiet", "-rf", "--ignore-unmatch", "sub")
      try repository.git("read-tree", "--prefix=sub/", "-u", "library")
      try repository.git("commit", "--quiet", "-m", "Merge the library")
      return try repository.evidence(at: head(repository))
    }
    let first = try merge()
    let past = try #require(first.evidence(path: "sub/lib.c", name: "parse"))
    #expect(past.function.securityFixes == 1 && past.function.changes == 1)
    #expect(past.file.securityFixes == 1)
    #expect(lines(past.function) == 7)

    // The library goes on, and is merged again.
    try repository.git("checkout", "--quiet", "library")
    let more = HistoryReaderTests.function("parse", "check(a); again(a);") + cFunction("more", "more(a);")
    try repository.commit("Fix crash", ["lib.c": more])
    try repository.git("checkout", "--quiet", "main")
    let second = try merge()
    let later = try #require(second.evidence(path: "sub/lib.c", name: "parse")?.function)
    #expect(later.securityFixes == 2 && later.changes == 2)
    #expect(lines(later) == 7)
    let new = try #require(second.evidence(path: "sub/lib.c", name: "more")?.function)
    #expect(new.created != nil && new.created != second.date, "it is as old as in the library")
  }

  @Test func aFileThatOneSideRenamedIsComparedWithTheOther() throws {
    let repository = try TemporaryRepository()
    let other = cFunction("g", "b;", "c;", "d;", "e;", "h;", "i;")
    try repository.commit("Start", ["a.c": Self.text(Self.top, Self.bottom) + other])
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.commit("Fix overflow", ["a.c": Self.text(Self.top, Self.bottom + ["low(a);"]) + other])
    try repository.git("checkout", "--quiet", "main")
    try repository.git("mv", "a.c", "b.c")
    try repository.commit("Move")
    try repository.git("merge", "--quiet", "--no-commit", "side")
    try repository.git("commit", "--quiet", "--author", "Merger <m@example.org>", "-m", "Merge")
    let evidence = try repository.evidence(at: head(repository))
    let past = try #require(evidence.evidence(path: "b.c", name: "f")?.function)
    #expect(past.securityFixes == 1 && past.authors == 1)
    #expect(lines(past) == 13)
  }

  @Test func whatIsDroppedAndRestoredHasItsLinesOnce() throws {
    let repository = try TemporaryRepository()
    let (one, other) = (Self.text(Self.top, Self.bottom), cFunction("g", "b;", "c;", "d;"))
    try repository.commit("Start", ["a.c": one + other, "b.c": cFunction("h", "b;")])
    try repository.commit("Drop", ["a.c": other])
    let head = try repository.commit("Restore", ["a.c": one + other])
    let evidence = try repository.evidence(at: head)
    let known = try #require(evidence.evidence(path: "a.c", name: "f"))
    #expect(lines(known.function) == 12)
    #expect(known.function.lineDates.map(\.date) == [evidence.date])
    #expect(abs(lines(known.file) - 17) < 0.01)
    try FileManager.default.removeItem(atPath: repository.file("b.c"))
    try repository.commit("Drop the file")
    let last = try repository.commit("Restore the file", ["b.c": cFunction("h", "b;")])
    let file = try #require(try repository.evidence(at: last).evidence(path: "b.c", name: "h"))
    #expect(lines(file.file) == 3 && lines(file.function) == 3)
  }

  @Test func whatTwoBranchesBringAlikeIsThereOnce() throws {
    let repository = try TemporaryRepository()
    let (one, other) = (Self.text(Self.top, Self.bottom), cFunction("g", "b;"))
    try repository.commit("Start", ["a.c": other])
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.commit("Add f", ["a.c": other + one])
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("Add f, too", ["a.c": other + one])
    try repository.git("merge", "--quiet", "--no-edit", "side")
    let known = try repository.evidence(at: head(repository)).evidence(path: "a.c", name: "f")
    #expect(lines(try #require(known?.function)) == 12)
    #expect(lines(try #require(known?.file)) == 15)
  }

  @Test func aRevertIsNoRecentFix() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.text(Self.top, Self.bottom)])
    try repository.commit("Refactor", ["a.c": Self.text(Self.top, Self.bottom + ["low(a);"])])
    let head = try repository.commit(
      "Revert \"Fix overflow (CVE-2020-1234)\"", ["a.c": Self.text(Self.top, Self.bottom)])
    let evidence = try repository.evidence(at: head)
    let past = try #require(evidence.evidence(path: "a.c", name: "f")?.function)
    #expect(past.changes == 2)
    #expect(past.recent(asOf: evidence.date) > 1)
    #expect(past.recent([.fix, .security, .cve], asOf: evidence.date) == 0)
    let dated = DatedPast(past, asOf: evidence.date)
    for sum in [dated.recentFixes, dated.recentSecurity, dated.recentCVE] {
      #expect(sum == DatedPast.Recent())
    }
    #expect(dated.recent.count > 1)
  }
}
