import Foundation
import Testing

@testable import Core

struct HistoryEvidenceTests {
  @Test func changesAreCountedForTheFunctionsThatTheyTouch() throws {
    let repository = try TemporaryRepository()
    let (f, g) = (cFunction("f", "a += 1;", "a += 2;"), cFunction("g", "a -= 1;"))
    try repository.commit("Start", ["a.c": f + g])
    try repository.commit("Speed up", ["a.c": cFunction("f", "a += 3;") + g])
    let fixed = cFunction("f", "if (a > 9) return 0;", "a += 3;")
    try repository.commit("Fix buffer overflow", ["a.c": fixed + g])
    let head = try repository.commit("CVE-2020-1234: g", ["a.c": fixed + cFunction("g", "a -= 2;")])

    let evidence = try repository.evidence(at: head)
    let one = try #require(evidence.evidence(path: "a.c", name: "f"))
    #expect(one.function.changes == 2)
    #expect(one.function.fixes == 1)
    #expect(one.function.securityFixes == 1)
    #expect(one.function.cveFixes == 0)
    #expect(one.function.authors == 1)
    #expect(one.function.events.map { $0.kinds.names } == [["fix", "security"], [], ["creation"]])
    #expect(one.function.events[0].added == 1)
    #expect(one.file.changes == 3)
    #expect(one.file.cveFixes == 1)
    let other = try #require(evidence.evidence(path: "a.c", name: "g")?.function)
    #expect(other.changes == 1)
    #expect(other.cveFixes == 1)
    #expect(evidence.commit(of: other.events[0]).subject == "CVE-2020-1234: g")
    #expect(evidence.evidence(path: "b.c", name: "f") == nil)
    #expect(evidence.evidence(path: "a.c", name: "h")?.function == PastChanges())
  }

  @Test func commentsAndReformattingAreNoChange() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": cFunction("f", "a += 1;", "g(a, \"x y\");")])
    try repository.commit(
      "Fix style",
      ["a.c": "/* f */\nint f(int a) {\n\ta += 1; // more\n\tg(a,\n\t  \"x y\");\n\treturn a;\n}\n"])
    let head = try repository.commit(
      "Fix text", ["a.c": cFunction("f", "a += 1;", "g(a, \"x  y\");")])
    let past = try #require(try repository.past("a.c", "f", at: head))
    #expect(past.changes == 1, "only the literal is another")
  }

  @Test func aLaterCommitMovesNothing() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": cFunction("f", "a += 1;") + cFunction("g", "a -= 1;")])
    let cut = try repository.commit(
      "Fix overflow", ["a.c": cFunction("f", "a += 2;") + cFunction("g", "a -= 1;")])
    let before = try repository.evidence(at: cut)
    // Younger by ancestry, older by date: dates do not decide.
    let head = try repository.plant(
      "CVE-2021-9999: fix overflow", ["a.c": cFunction("f", "a += 3;") + cFunction("g", "a -= 3;")],
      date: 1_000_000_000)
    #expect(head != cut)

    // The whole history is known, and asked as of the cut.
    let whole = try repository.history(of: head)
    let after = try #require(HistoryEvidence(whole, asOf: cut))
    for name in ["f", "g"] {
      let (one, other) = (before.evidence(path: "a.c", name: name), after.evidence(path: "a.c", name: name))
      #expect(one?.function.changes == other?.function.changes)
      #expect(one?.function.events.map(\.date) == other?.function.events.map(\.date))
      #expect(one?.file.cveFixes == 0)
      #expect(other?.file.cveFixes == 0)
      #expect(other?.function.recent(asOf: after.date) == one?.function.recent(asOf: before.date))
    }
    #expect(after.commitCount == 2)
    let late = try #require(HistoryEvidence(whole, asOf: head)?.evidence(path: "a.c", name: "g"))
    #expect(late.function.cveFixes == 1, "the planted commit is there to be seen")
  }
}
