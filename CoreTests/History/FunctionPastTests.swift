import Foundation
import Testing

@testable import Core

struct FunctionPastTests {
  private let repository: TemporaryRepository

  init() throws { repository = try TemporaryRepository() }

  private func change(_ number: Int, _ message: String) throws -> String {
    try repository.commit(
      message,
      [
        "lib/a.c":
          "int f(char *p, int n)\n{\n  return p[n] + \(number);\n}\n\nint g(void)\n{\n  return 1;\n}\n"
      ])
  }

  private func past(of name: String) throws -> FunctionPast? {
    let git = try SafeGit(path: repository.path)
    let head = try git.commit(named: "HEAD")
    let evidence = try #require(HistoryEvidence(try HistoryReader(git: git).read(head), asOf: head))
    let found = try #require(evidence.evidence(path: "lib/a.c", name: name))
    return FunctionPast(found.function, in: evidence)
  }

  @Test func securityFixesComeFirstAndAreNamed() throws {
    _ = try change(0, "Begin")
    let first = try change(1, "fix overflow in f")
    let newest = try change(2, "Fix use after free\u{1b}[2J in f\n\nA longer text.")
    _ = try change(3, "Fix the build")
    let past = try #require(try past(of: "f"))
    #expect(past.changeCount == 3)
    #expect(past.securityFixCount == 2)
    #expect(past.fixes.map(\.isOfSecurity) == [true, true, false])
    #expect(past.fixes[0].commit == String(newest.prefix(12)))
    #expect(past.fixes[1].commit == String(first.prefix(12)))
    let month = FunctionPast.month(of: past.fixes[0].date)
    #expect(
      past.summary
        == "Changed by 2 security fixes, last in \(month): \(newest.prefix(12)) 'Fix use after free\\u{1b}[2J in f'."
    )
    #expect(
      try JSONDecoder().decode(FunctionPast.self, from: JSONEncoder().encode(past)) == past)
  }

  @Test func changesThatMendNothingAreCounted() throws {
    _ = try change(0, "Begin")
    _ = try change(1, "Speak louder")
    #expect(try past(of: "f")?.summary == "Changed 1 time by 1 person, last in November 2023.")
    #expect(try past(of: "g") == nil, "it was written and never changed")
  }

  @Test func monthsAreWordsOfUTC() {
    #expect(FunctionPast.month(of: Date(timeIntervalSince1970: 1_711_929_599)) == "March 2024")
    #expect(FunctionPast.month(of: Date(timeIntervalSince1970: 0)) == "January 1970")
    #expect(FunctionPast.month(of: Date(timeIntervalSince1970: 253_402_300_799)) == "December 9999")
  }
}
