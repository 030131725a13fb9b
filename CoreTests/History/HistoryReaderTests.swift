import Foundation
import Testing

@testable import Core

struct HistoryReaderTests {
  static let body = ["a += 1;", "a *= 2;", "a -= 3;", "if (a > 7) a = 0;"]

  static func function(_ name: String, _ extra: String = "") -> String {
    "int \(name)(int a)\n{\n" + (body + (extra.isEmpty ? [] : [extra])).map { "  \($0)\n" }.joined()
      + "  return a;\n}\n"
  }

  @Test func functionsKeepTheirPastWhenTheyMove() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function("f") + cFunction("g", "a;")])
    try repository.commit("Fix overflow", ["a.c": Self.function("f", "g(a);") + cFunction("g", "a;")])
    // The file moves, then the function to another file, then it gets another name.
    try repository.git("mv", "a.c", "b.c")
    try repository.commit("Move the file")
    try repository.commit(
      "Move the function", ["b.c": cFunction("g", "a;"), "c.c": Self.function("f", "g(a);")])
    let head = try repository.commit("Rename", ["c.c": Self.function("better", "g(a);")])
    let evidence = try repository.evidence(at: head)
    let past = try #require(evidence.evidence(path: "c.c", name: "better")?.function)
    #expect(past.securityFixes == 1)
    #expect(past.changes == 1, "moves are no changes")
    #expect(past.created == evidence.evidence(path: "b.c", name: "g")?.function.created)
    #expect(evidence.evidence(path: "b.c", name: "g")?.file.changes == 2, "the file kept its past")
  }

  @Test func filesThatChangePlacesChangePasts() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function("f"), "b.c": cFunction("g", "g;", "h;", "i;")])
    try repository.commit("Fix overflow", ["a.c": Self.function("f", "x();")])
    try repository.git("mv", "a.c", "t.c")
    try repository.git("mv", "b.c", "a.c")
    try repository.git("mv", "t.c", "b.c")
    try repository.commit("Swap")
    try repository.git("mv", "a.c", "t.c")
    try repository.git("mv", "b.c", "a.c")
    try repository.git("mv", "t.c", "b.c")
    let head = try repository.commit("And back")
    #expect(try repository.past("a.c", "f", at: head)?.securityFixes == 1)
    #expect(try repository.past("b.c", "g", at: head)?.securityFixes == 0)
  }

  @Test func bothSidesOfAMergeCountOnce() throws {
    let repository = try TemporaryRepository()
    let (f, g) = (Self.function("f"), Self.function("g"))
    try repository.commit("Start", ["a.c": f + g])
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.commit("Fix overflow in g", ["a.c": f + Self.function("g", "side();")])
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("Fix crash in f", ["a.c": Self.function("f", "main_();") + g])
    try repository.git("merge", "--quiet", "--no-edit", "side")
    let head = try repository.commit("After", [:])
    #expect(try repository.past("a.c", "f", at: head)?.changes == 1)
    #expect(try repository.past("a.c", "g", at: head)?.changes == 1)
    #expect(try repository.past("a.c", "g", at: head)?.securityFixes == 1)
  }

  @Test func commitsOfManyFunctionsWeighLittle() throws {
    let repository = try TemporaryRepository()
    let names = (0..<10).map { "f\($0)" }
    try repository.commit("Start", ["a.c": names.map { Self.function($0) }.joined()])
    try repository.commit("All", ["a.c": names.map { Self.function($0, "x();") }.joined()])
    let head = try repository.commit(
      "One", ["a.c": names.map { Self.function($0, $0 == "f3" ? "y();" : "x();") }.joined()])
    let past = try #require(try repository.past("a.c", "f3", at: head))
    #expect(past.events.map(\.weight) == [1, 0.1, 0.1])
  }

  @Test func linesHaveAges() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.function("f")])
    let head = try repository.commit("More", ["a.c": Self.function("f", "x();")])
    let past = try #require(try repository.past("a.c", "f", at: head))
    // Six lines with the head and the return, then one more.
    let lines = past.lineDates
    #expect(lines.map(\.lines) == [6, 1])
    #expect(past.shareOfLines(youngerThan: 1, asOf: lines[1].date) == 1)
    let year = Int64(PastChanges.secondsInYear)
    #expect(past.shareOfLines(youngerThan: 1, asOf: lines[1].date + year) == 0)
    let between = Double(lines[1].date - lines[0].date) / PastChanges.secondsInYear
    #expect(abs(try #require(past.meanLineAge(asOf: lines[1].date)) - between * 6 / 7) < 1e-9)
  }

  @Test func whatIsKnownIsNotReadAgain() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("Start", ["a.c": Self.function("f") + Self.function("g")])
    let known = try repository.history(of: first)
    try repository.commit("Fix overflow", ["a.c": Self.function("f", "x();") + Self.function("g")])
    try repository.git("mv", "a.c", "b.c")
    let head = try repository.commit("Move")
    let reader = HistoryReader(git: try SafeGit(path: repository.path))
    let (grown, whole) = (try reader.read(head, known: known), try reader.read(head))
    #expect(grown.bytes == whole.bytes)
    #expect(grown.heads == [head])
    #expect(try reader.read(head, known: grown).bytes == grown.bytes)
    #expect(try ProjectHistory(whole.bytes[...]).bytes == whole.bytes)
    for count in 0..<whole.bytes.count {
      #expect(throws: CacheDamage.self) { try ProjectHistory(whole.bytes[..<count]) }
    }
  }

  @Test func theCacheLearnsAndSurvivesDamage() throws {
    let repository = try TemporaryRepository()
    let folder = ScanCacheFolder(URL(fileURLWithPath: repository.file("cache"), isDirectory: true))
    let first = try repository.commit("Start", ["a.c": Self.function("f"), ".gitignore": "cache\n"])
    let git = try SafeGit(path: repository.path)
    let cache = HistoryCache(folder)
    _ = try cache.history(of: first, in: git)
    let head = try repository.commit("Fix overflow", ["a.c": Self.function("f", "x();")])
    var versions = 0
    _ = try cache.history(of: head, in: git) { if case .versions(_, let all) = $0 { versions = all } }
    #expect(versions == 2, "only the versions of the new commit are read")
    versions = 0
    _ = try cache.history(of: head, in: git) { if case .versions(_, let all) = $0 { versions = all } }
    #expect(versions == 0, "all is known")
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).first)
    try Data("damage".utf8).write(to: folder.url.appendingPathComponent(file))
    let again = try cache.history(of: head, in: git)
    #expect(HistoryEvidence(again, asOf: head)?.evidence(path: "a.c", name: "f")?.function.fixes == 1)
  }

  @Test func aStopEndsTheReading() throws {
    let repository = try TemporaryRepository()
    let head = try repository.commit("Start", ["a.c": Self.function("f")])
    var git = try SafeGit(path: repository.path)
    git.shouldStop = { true }
    #expect(throws: GitError.cancelled) { try HistoryReader(git: git).read(head) }
  }
}
