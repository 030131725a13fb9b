import Foundation
import Testing

@testable import Core

struct HistoryNoteTests {
  private let repository: TemporaryRepository

  init() throws { repository = try TemporaryRepository() }

  private func note(_ commits: [(message: String, line: String)]) throws -> HistoryNote {
    try repository.commit("Start", ["a.c": HistoryReaderTests.function("f") + cFunction("g", "a;")])
    var head = ""
    for commit in commits {
      head = try repository.commit(
        commit.message, ["a.c": HistoryReaderTests.function("f", commit.line) + cFunction("g", "a;")])
    }
    if commits.isEmpty { head = try repository.commit("Nothing") }
    let evidence = try repository.evidence(at: head)
    let known = try #require(evidence.evidence(path: "a.c", name: "f"))
    return try #require(HistoryNote(known, evidence))
  }

  private func words(_ commits: [(message: String, line: String)]) throws -> String {
    try HistoryNoteTests().note(commits).words.replacing(/[0-9a-f]{7} "/, with: "ID \"")
  }

  @Test func notesAreWords() throws {
    #expect(try words([]) == "unchanged since November 2023")
    #expect(try words([("Speed up", "x();")]) == "changed 1 time, last in November 2023")
    #expect(
      try words([("Speed up", "x();"), ("Fix a typo", "y();")])
        == "changed by 1 fix, last in November 2023: ID \"Fix a typo\"")
    #expect(
      try words([("CVE-2020-1234", "x();"), ("Fix overflow", "y();"), ("Fix a typo", "z();")])
        == "changed by 2 security fixes (1 with a CVE), last in November 2023: ID \"Fix overflow\"")
    #expect(
      try words([("Fix overflow", "x();"), ("Revert \"Fix overflow\"", "y();")])
        == "changed by 1 security fix, last in November 2023: ID \"Fix overflow\"")
  }

  @Test func securityFixesComeFirst() throws {
    let note = try note([
      ("fix overflow in f", "x();"), ("Fix use after free\u{1b}[2J in f\n\nA longer text.", "y();"),
      ("Fix the build", "z();"), ("Speed up", "w();"),
    ])
    #expect(note.changes == 4 && note.authors == 1)
    #expect(note.latestFixes.map(\.isOfSecurity) == [true, true, false])
    let newest = try #require(note.lastFix)
    #expect(newest.words == "November 2023: \(newest.id.prefix(7)) \"Fix use after free\\u{1b}[2J in f\"")
    #expect(note.sentence == "It was changed by 2 security fixes, last in \(newest.words).")
  }

  @Test func manyFixesAreCutToTheNewest() throws {
    let note = try note((0..<8).map { ("Fix number \($0)", "x(\"\($0)\", \($0));") })
    #expect(note.fixes == 8)
    #expect(note.latestFixes.map(\.subject) == (3..<8).reversed().map { "Fix number \($0)" })
  }

  @Test func notesAreReadAsTheyWereWritten() throws {
    let note = try note([("fix overflow in f", "x();"), ("Speed up", "y();")])
    #expect(try JSONDecoder().decode(HistoryNote.self, from: JSONEncoder().encode(note)) == note)
  }

  @Test func reportsShowThePast() throws {
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(int a)",
      range: SourceRange(
        startOffset: 0, endOffset: 20, startLine: 1, startColumn: 1, endLine: 1, endColumn: 20),
      text: "int f(int a) { }")
    try repository.commit("Start", ["a.c": HistoryReaderTests.function("f")])
    let subject = "Fix [overflow] <b>|`x`"
    let head = try repository.commit(subject, ["a.c": HistoryReaderTests.function("f", "x();")])
    let evidence = try repository.evidence(at: head)
    var finding = Finding(rank: 1, score: 0.9, function: function, statements: [], isSuspect: true)
    finding.past = HistoryNote(try #require(evidence.evidence(path: "a.c", name: "f")), evidence)
    let result = ScanResult(
      findings: [finding], functionCount: 1, fileCount: 1, suspectCount: 1, threshold: 0.5, highestScore: 0.9,
      skipped: [], method: "linear", path: ".", model: "m")
    for format in ReportFormats.all {
      let text = format.init(style: ReportStyle(width: 400)).report(result)
      #expect(text.contains("changed by 1 security fix"), "\(format.name)")
      #expect(!text.contains("overflow] <b>") || format != HTMLReport.self)
    }
  }

  @Test func noFixIsLaterThanTheCommitThatIsAskedAbout() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": cFunction("f", "a;")])
    _ = try repository.plant("Fix overflow", ["a.c": cFunction("f", "b;")], date: 253_402_300_799)
    let head = try repository.plant("Release", ["b.c": cFunction("g", "a;")], date: 1_710_000_000)
    let evidence = try repository.evidence(at: head)
    let note = try #require(evidence.evidence(path: "a.c", name: "f").flatMap { HistoryNote($0, evidence) })
    #expect(note.words.hasPrefix("changed by 1 security fix, last in March 2024: "))
  }
}
