import Foundation
import Testing

@testable import Core

/// Histories that go in circles, claim odd dates, or come with files that tell another history.
struct UnusualHistoryTests {
  private static let names = ["a.c", "b.c", "c.c"]

  /// The functions of a file, of which the first changes with a number.
  private static func file(_ name: Character, _ number: Int) -> String {
    cFunction("first_\(name)", "int x = \(number);", "use(x, a);", "use(a, x);")
      + cFunction("second_\(name)", "int y = a;", "call_\(name)(y, a);", "call_\(name)(a, y);")
  }

  @Test func aFileThatIsRenamedBackAndForthKeepsItsPast() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.file("a", 0)])
    var head = ""
    for turn in 0..<3 {
      try repository.git("mv", "a.c", "z.c")
      try repository.commit("Move")
      try repository.commit("Fix overflow", ["z.c": Self.file("a", 2 * turn + 1)])
      try repository.git("mv", "z.c", "a.c")
      head = try repository.commit("Move back", ["a.c": Self.file("a", 2 * turn + 2)])
    }
    let evidence = try repository.evidence(at: head)
    let first = try #require(evidence.evidence(path: "a.c", name: "first_a"))
    #expect(first.function.changes == 3, "what moves and changes at once is moved")
    #expect(first.function.securityFixes == 3)
    #expect(first.file.securityFixes == 3)
    let second = try #require(evidence.evidence(path: "a.c", name: "second_a"))
    #expect(second.function.changes == 0)
    #expect(second.function.firstSeen == first.function.firstSeen)
  }

  /// A merge can have more parents than a message has room; the last one may then be cut, and counts for nothing.
  @Test(arguments: [2_000, 120_000]) func mergesOfVeryManyCommitsAreRead(_ count: Int) throws {
    func id(_ number: Int) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 40 - digits.count) + digits
    }
    let parents = (1...count).map(id)
    let merge = [id(0), parents.joined(separator: " "), "1", "A", "Merge all\n"]
    let next = [id(count + 1), id(0), "2", "A", "Fix an overflow\n"]
    let answer = [merge, next].map { "commit \($0[0])\n" + $0.joined(separator: "\0") + "\0" }.joined()
    let log = CommitLog(git: SafeGit { _ in Array(answer.utf8) }, reader: CommitWords(.standard))
    var entries: [CommitLog.Entry] = []
    try log.read(id(count + 1), without: [], limit: 9) { entries.append($0) }
    #expect(entries.map(\.commit.id) == [id(0), id(count + 1)])
    #expect(entries[0].parentIDs.elementsEqual(parents.prefix(entries[0].parentIDs.count)))
    #expect(entries[0].parentIDs.count == min(count, 102_300))
  }

  @Test func filesThatChangePlacesInOneCommitKeepThePastsOfTheirFunctions() throws {
    let repository = try TemporaryRepository()
    let letters: [Character] = ["a", "b", "c"]
    try repository.commit(
      "Start", Dictionary(uniqueKeysWithValues: zip(Self.names, letters.map { Self.file($0, 0) })))
    try repository.commit("Fix overflow", ["a.c": Self.file("a", 1)])
    var head = ""
    for turn in 1...4 {
      let turned = (0..<3).map { letters[($0 + turn) % 3] }
      let texts = turned.map { Self.file($0, $0 == "a" ? 1 : 0) }
      head = try repository.commit(
        "Turn round", Dictionary(uniqueKeysWithValues: zip(Self.names, texts)))
    }
    let evidence = try repository.evidence(at: head)
    for (path, letter) in zip(Self.names, ["b", "c", "a"]) {
      for name in ["first_\(letter)", "second_\(letter)"] {
        let past = try #require(evidence.evidence(path: path, name: name)?.function)
        #expect(past.securityFixes == (name == "first_a" ? 1 : 0), "\(path) \(name)")
        #expect(past.changes == past.securityFixes)
        #expect(past.created != nil)
      }
    }
  }

  @Test func whatWasReadBeforeHasNoSay() throws {
    let repository = try TemporaryRepository()
    var heads = [try repository.commit("Start", ["a.c": Self.file("a", 0), "b.c": Self.file("b", 0)])]
    for turn in 1...3 {
      try repository.git("checkout", "--quiet", "-b", "side\(turn)")
      heads.append(try repository.commit("Fix crash", ["a.c": Self.file("a", turn) + Self.file("c", turn)]))
      try repository.git("checkout", "--quiet", "main")
      heads.append(try repository.commit("Fix overflow", ["b.c": Self.file("b", turn)]))
      heads.append(try repository.commit("Change", ["c.c": Self.file("d", turn)]))
      try repository.git("merge", "--quiet", "--no-edit", "side\(turn)")
      heads.append(try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines))
    }
    let head = try #require(heads.last)
    let reader = HistoryReader(git: try SafeGit(path: repository.path))
    let atOnce = try reader.read(head)
    let stepwise = try heads.reduce(ProjectHistory()) { try reader.read($1, known: $0) }
    #expect(atOnce.commits.map(\.id) != stepwise.commits.map(\.id), "the commits were read in two orders")
    for commit in heads {
      let (one, other) = (
        try #require(HistoryEvidence(atOnce, asOf: commit)),
        try #require(HistoryEvidence(stepwise, asOf: commit))
      )
      let names = ["first", "second"].flatMap { kind in "abcd".map { "\(kind)_\($0)" } }
      for path in Self.names {
        for name in names {
          let pasts = [one, other].map { $0.evidence(path: path, name: name) }
          #expect(pasts[0]?.function.events.map(\.date) == pasts[1]?.function.events.map(\.date))
          #expect(pasts[0]?.function.lineDates == pasts[1]?.function.lineDates)
          #expect(pasts[0]?.file.events.map(\.weight) == pasts[1]?.file.events.map(\.weight))
          #expect(pasts[0]?.file.lineDates == pasts[1]?.file.lineDates)
        }
      }
    }
  }

  @Test(arguments: ["-1", "-62135596800", "253402300800", "9999999999999999999", "soon", ""])
  func datesThatNoCalendarHasAreTaken(_ date: String) throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.file("a", 0)])
    let parent = try repository.commit("Fix overflow", ["a.c": Self.file("a", 1)])
    try repository.write(Self.file("a", 2), to: "a.c")
    try repository.git("add", "--all")
    let tree = try repository.git("write-tree").trimmingCharacters(in: .whitespacesAndNewlines)
    let who = "A <a@example.org> \(date) +0000"
    try repository.write(
      "tree \(tree)\nparent \(parent)\nauthor \(who)\ncommitter \(who)\n\nFix overflow (CVE-2020-1234)\n",
      to: "raw.txt")
    let odd = try repository.git("hash-object", "-t", "commit", "--literally", "-w", "raw.txt")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let evidence = try repository.evidence(at: odd)
    #expect((0...253_402_300_799).contains(evidence.date))
    let known = try #require(evidence.evidence(path: "a.c", name: "first_a"))
    #expect(known.function.securityFixes == 2)
    #expect(known.function.cveFixes == 1)
    for quantity in PastQuantity.all {
      let value = quantity.value(DatedPast(known.function, asOf: evidence.date)) ?? 0
      #expect(value.isFinite && value >= 0, "\(quantity.name)")
    }
    try repository.git("update-ref", "refs/heads/main", odd)
    let labels = try HistoryLabelsTests.labels(repository)
    #expect(labels.rows.count { $0.isVulnerable } == 1)
  }

  @Test func aMessageOfTenMegabytesIsReadAtItsBeginning() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.file("a", 0)])
    try repository.write(
      "CVE-2020-1234\n\n" + String(repeating: "CVE-2020-4321 ", count: 750_000), to: "message.txt")
    try repository.write(Self.file("a", 1), to: "a.c")
    try repository.git("add", "a.c")
    try repository.git("commit", "--quiet", "--file", "message.txt")
    let labels = try HistoryLabelsTests.labels(repository)
    let row = try #require(labels.rows.first { $0.isVulnerable })
    #expect(row.function == "first_a")
    #expect(row.fix.cves == ["CVE-2020-1234", "CVE-2020-4321"])
    #expect(row.fix.subject == "CVE-2020-1234")
  }

  @Test func aCommitGraphThatHidesCommitsTellsNothing() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": Self.file("a", 0)])
    try repository.commit("Fix overflow", ["a.c": Self.file("a", 1)])
    let head = try repository.commit("End", ["b.c": "int b;\n"])
    try repository.git("commit-graph", "write", "--reachable")
    let url = URL(fileURLWithPath: repository.file(".git/objects/info/commit-graph"))
    var graph = [UInt8](try Data(contentsOf: url))
    let data = try #require(Self.commitData(in: graph))
    for commit in 0..<3 {
      // The first parent's place comes after the tree's identifier; this one stands for none.
      let place = data + 36 * commit + 20
      graph.replaceSubrange(place..<(place + 4), with: [0x70, 0, 0, 0])
    }
    try FileManager.default.removeItem(at: url)
    try Data(graph).write(to: url)
    #expect(try repository.git("rev-list", "--count", head) == "1\n", "git itself believes the file")
    let evidence = try repository.evidence(at: head)
    #expect(evidence.commitCount == 3)
    #expect(evidence.evidence(path: "a.c", name: "first_a")?.function.securityFixes == 1)
  }

  /// Where the data of the commits begin in a file of git's format `commit-graph`, by its table of chunks.
  private static func commitData(in graph: [UInt8]) -> Int? {
    let count = Int(graph[6])
    for chunk in 0..<count {
      let entry = 8 + 12 * chunk
      guard Array(graph[entry..<(entry + 4)]) == Array("CDAT".utf8) else { continue }
      return graph[(entry + 4)..<(entry + 12)].reduce(0) { $0 << 8 | Int($1) }
    }
    return nil
  }
}
