import Foundation
import Testing

@testable import Core

struct BaselineTests {
  static func entry(_ file: String, _ number: UInt8, _ function: String = "f") -> Baseline.Entry {
    let digits = String(format: "%032x", Int(number))
    guard let fingerprint = FunctionFingerprint(hexadecimal: digits) else {
      preconditionFailure("hexadecimal")
    }
    return Baseline.Entry(file: file, function: function, fingerprint: fingerprint)
  }

  private func parse(_ text: String) throws(BaselineError) -> Baseline {
    try BaselineFile.parse(Array(text.utf8), file: "b.json")
  }

  @Test func anEntryAcceptsOneFunctionAndFollowsMoves() {
    let baseline = Baseline([Self.entry("a.c", 1), Self.entry("b.c", 1), Self.entry("c.c", 2)])
    #expect(baseline.matches([Self.entry("b.c", 1), Self.entry("a.c", 1)]) == [1, 0])
    #expect(baseline.matches([Self.entry("new.c", 1), Self.entry("b.c", 1)]) == [0, 1])
    #expect(
      baseline.matches([Self.entry("a.c", 1), Self.entry("a.c", 1), Self.entry("a.c", 1)]) == [0, 1, nil])
    #expect(baseline.matches([Self.entry("c.c", 3)]) == [nil])
  }

  @Test func entriesOfTheFunctionsOwnFileComeFirstAndEachAcceptsOne() {
    let entries = [("a.c", 1), ("a.c", 1), ("b.c", 1), ("c.c", 2)].map { Self.entry($0.0, UInt8($0.1)) }
    let baseline = Baseline(entries)
    let seen = [("x.c", 1), ("b.c", 1), ("a.c", 1), ("y.c", 1), ("b.c", 1), ("c.c", 2), ("c.c", 2)]
    #expect(baseline.matches(seen.map { Self.entry($0.0, UInt8($0.1)) }) == [1, 2, 0, nil, nil, 3, nil])
  }

  /// Pieces of generated code are the same function many times over.
  @Test func matchingTakesTimeInProportionToFunctions() {
    let entries = (0..<20_000).map { Self.entry("f\($0).c", 1) }
    let moved = (0..<20_000).map { Self.entry("g\($0).c", 1) }
    // The first run pays for what is made once.
    #expect(Baseline(entries).matches(moved).count == moved.count)
    let time = ThreadTime.seconds { #expect(Baseline(entries).matches(moved).allSatisfy { $0 != nil }) }
    let half = ThreadTime.seconds {
      #expect(Baseline(Array(entries[..<5_000])).matches(Array(moved[..<5_000])).allSatisfy { $0 != nil })
    }
    #expect(time < 10 * half, "four times as many take \(time / half) times as long")
  }

  @Test(arguments: [true, false]) func changesAtTheSameTimeAreAllKept(isOfProject: Bool) throws {
    let folder = try TemporaryFolder()
    let file =
      isOfProject
      ? NamedFile("b.json", beneath: folder.url.path) : NamedFile(folder.file("b.json").path)
    DispatchQueue.concurrentPerform(iterations: 24) { number in
      try? BaselineFile.update(file) { $0.adding([Self.entry("\(number).c", UInt8(number))]) }
    }
    #expect(try BaselineFile.read(file).entries.count == 24)
    #expect(folder.names == ["b.json"])
  }

  /// A program that was stopped midway has read the old file, and would write over a change made meanwhile.
  @Test func aChangeIsRefusedWhileAnotherDoesNotEnd() throws {
    let folder = try TemporaryFolder()
    let file = NamedFile(folder.file("b.json").path)
    try BaselineFile.write(Baseline([Self.entry("a.c", 1)]), to: file)
    let other = open(folder.url.path, O_RDONLY)
    defer { close(other) }
    #expect(flock(other, LOCK_EX) == 0)
    #expect(throws: BaselineError.busy(file: file.path)) {
      try BaselineFile.update(file, patience: .milliseconds(1)) { $0.adding([Self.entry("b.c", 2)]) }
    }
    #expect(try BaselineFile.read(file).entries.map(\.file) == ["a.c"])
    #expect(flock(other, LOCK_UN) == 0)
    try BaselineFile.update(file, patience: .zero) { $0.adding([Self.entry("b.c", 2)]) }
    #expect(try BaselineFile.read(file).entries.count == 2)
  }

  @Test func whatOthersAddedMeanwhileStays() {
    let old = Baseline([Self.entry("a.c", 1), Self.entry("a.c", 1), Self.entry("b.c", 2)])
    let new = Baseline([Self.entry("a.c", 1), Self.entry("c.c", 3)])
    #expect(old.applying(changesFrom: old, to: new) == new)
    let later = old.adding([Self.entry("d.c", 4)])
    #expect(later.applying(changesFrom: old, to: new) == new.adding([Self.entry("d.c", 4)]))
    #expect(Baseline().applying(changesFrom: old, to: new).entries == [Self.entry("c.c", 3)])
  }

  @Test func isWrittenOneEntryALineInOrderAndReadBack() throws {
    let hostile = Self.entry("a\u{1b}[2J\"\u{202e}.c", 3, "g</script>")
    let baseline = Baseline([Self.entry("b.c", 2), hostile, Self.entry("b.c", 1)])
    let text = BaselineFile.text(of: baseline)
    #expect(
      text == #"""
        {
          "vulnadaptBaseline": 1,
          "entries": [
            {"file":"a\u001b[2J\"\u202e.c","fingerprint":"00000000000000000000000000000003","function":"g</script>"},
            {"file":"b.c","fingerprint":"00000000000000000000000000000001","function":"f"},
            {"file":"b.c","fingerprint":"00000000000000000000000000000002","function":"f"}
          ]
        }

        """#)
    #expect(try parse(text) == baseline)
    #expect(try parse(BaselineFile.text(of: Baseline())) == Baseline())
    let folder = try TemporaryFolder()
    try BaselineFile.write(baseline, to: folder.file("b.json").path)
    #expect(try BaselineFile.read(folder.file("b.json").path) == baseline)
    #expect(folder.names == ["b.json"])
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"vulnadaptBaseline\":1}", "{\"vulnadaptBaseline\":\"1\",\"entries\":[]}",
    "{\"vulnadaptBaseline\":1,\"entries\":[{}]}", "{\"vulnadaptBaseline\":1,\"entries\":[[[[[[]]]]]]}",
    "{\"vulnadaptBaseline\":1,\"entries\":[{\"file\":\"a\",\"function\":\"f\",\"fingerprint\":\"xyz\"}]}",
  ])
  func whatIsNoBaselineIsRefusedWithItsPlace(_ text: String) {
    let error = #expect(throws: BaselineError.self) { try parse(text) }
    #expect(error?.description.hasPrefix("b.json") == true)
    #expect(error?.explanation.nextStep == "Restore it from version control, or make a new one.")
  }

  @Test func laterVersionsAreRefused() {
    #expect(throws: BaselineError.unsupportedVersion(file: "b.json", found: "2")) {
      try parse("{\"vulnadaptBaseline\":2}")
    }
  }

  @Test func errorsNameTheLine() {
    #expect(
      throws: BaselineError.malformed(file: "b.json", line: 3, detail: "a value is expected")
    ) { try parse("{\n\"vulnadaptBaseline\":\n x}") }
  }

  @Test func missingFilesAndPipesAreRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: BaselineError.self) { try BaselineFile.read(folder.file("none").path) }
    mkfifo(folder.file("pipe").path, 0o600)
    #expect(throws: BaselineError.self) { try BaselineFile.read(folder.file("pipe").path) }
    #expect(throws: BaselineError.self) { try BaselineFile.write(Baseline(), to: folder.url.path) }
  }
}
