import Testing

@testable import Core

struct LaterFixesTests {
  private static func text(_ bodies: [String]) -> String {
    bodies.enumerated().map { "int f\($0)(void)\n{\n  \($1);\n  return \($0);\n}\n" }.joined()
  }

  @Test func fixesCountBetweenTheCommitAndTheDescendantOnly() throws {
    let repository = try TemporaryRepository()
    var bodies = (0..<8).map { "start(\($0))" }
    func commit(_ message: String, changing places: [Int]) throws -> String {
      for place in places { bodies[place] += ";\n  changed()" }
      return try repository.commit(message, ["src/a.c": Self.text(bodies)])
    }
    _ = try commit("Start", changing: [])
    _ = try commit("CVE-2020-0001: fix overflow", changing: [0])
    let start = try commit("Tidy up", changing: [7])
    _ = try commit("Fix buffer overflow", changing: [1, 2])
    let end = try commit("CVE-2020-0002: fix overflow", changing: [3])
    _ = try commit("Fix out-of-bounds read", changing: [4])
    let head = try commit("CVE-2020-0003: fix overflow", changing: [5])
    let history = try repository.history(of: head)

    func found(upTo end: String, listed: Set<String> = []) -> [LaterFixes.Function] {
      let fixes = LaterFixes(history, after: start, upTo: end, listed: listed)
      return (0..<8).map { fixes.changes(path: "src/a.c", name: "f\($0)") }
    }
    let none = LaterFixes.Function()
    let half = LaterFixes.Function(security: 0.5)
    let named = LaterFixes.Function(isNamed: true, security: 1)
    // The history knows of more than the descendant does.
    #expect(found(upTo: end) == [none, half, half, named, none, none, none, none])
    #expect(LaterFixes(history, after: start, upTo: end).count == 3)
    let whole = found(upTo: head, listed: [head])
    #expect(whole[4].security == 1 && !whole[4].isNamed)
    #expect(whole[5].isNamed && whole[5].isListed)
    // A clock that goes wrong makes a fix no earlier.
    bodies[6] += ";\n  changed()"
    let late = try repository.plant("CVE-2020-0004", ["src/a.c": Self.text(bodies)], date: 1_000_000_000)
    let fixes = LaterFixes(try repository.history(of: late), after: start, upTo: late)
    #expect(fixes.changes(path: "src/a.c", name: "f6").isNamed)
    #expect(found(upTo: start) == [LaterFixes.Function](repeating: none, count: 8))
  }
}
