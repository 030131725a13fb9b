import Foundation
import Testing

@testable import Core

struct OSVRecordsTests {
  /// A record of one range as osv.dev exports it.
  static func record(
    _ id: String, repo: String = "https://github.com/a/b", fixed: String, extra: String = "",
    affectedExtra: String = ""
  ) -> String {
    """
    {"id": "\(id)", "modified": "2021-02-01T00:00:00Z", "published": "2021-01-13T21:56:05.092063Z",
     "aliases": ["CVE-2021-0001", "GHSA-xxxx"], "database_specific": {"cwe_ids": ["CWE-787"]}\(extra),
     "affected": [{"package": {"ecosystem": "OSS-Fuzz", "name": "b"}\(affectedExtra), "ranges": [
       {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.3"}]},
       {"type": "GIT", "repo": "\(repo)", "events": [{"introduced": "0"}, {"fixed": "\(fixed)"}]}]}]}
    """
  }

  static func parse(_ text: String, _ file: String = "a.json") -> (records: [OSVRecord], problems: [String]) {
    OSVRecords.parse(Array(text.utf8), file: file)
  }

  @Test func aRecordIsReadAsTheSchemaSays() throws {
    let found = Self.parse(Self.record("OSV-2021-1", fixed: "ABCDEF"))
    let record = try #require(found.records.first)
    #expect(found.problems.isEmpty && record.id == "OSV-2021-1")
    #expect(record.cves == ["CVE-2021-0001"] && record.cwes == ["CWE-787"] && !record.isWithdrawn)
    #expect(record.published == 1_610_574_965)
    #expect(
      record.ranges == [
        .init(
          repository: "https://github.com/a/b", introduced: ["0"], fixed: ["abcdef"], isApproximate: false)
      ])
  }

  @Test func yamlReadsLikeJSON() throws {
    let text = """
      id: OSV-2017-41
      summary: Heap-buffer-overflow
      modified: '2022-04-13T03:04:35.564255Z'
      published: '2021-01-13T21:56:05.092063Z'
      affected:
      - package: {name: libpng, ecosystem: OSS-Fuzz}
        database_specific:
          fixed_range: aa:bb
        ranges:
        - type: GIT
          repo: https://github.com/glennrp/libpng.git
          events:
          - introduced: 1234567
          - fixed: 0999999
        versions: []
      """
    let record = try #require(Self.parse(text, "OSV-2017-41.yaml").records.first)
    #expect(record.ranges.map(\.introduced) == [["1234567"]] && record.ranges.map(\.fixed) == [["0999999"]])
    #expect(record.ranges[0].isApproximate && record.published == 1_610_574_965)
  }

  @Test func listsAnswersAndLinesHoldSeveralRecords() {
    let one = Self.record("A-1", fixed: "aa").replacingOccurrences(of: "\n", with: " ")
    let two = Self.record("A-2", fixed: "bb").replacingOccurrences(of: "\n", with: " ")
    #expect(Self.parse("[\(one),\(two)]").records.map(\.id) == ["A-1", "A-2"])
    #expect(Self.parse(#"{"vulns": [\#(one),\#(two)]}"#).records.map(\.id) == ["A-1", "A-2"])
    #expect(Self.parse("\(one)\n\n\(two)\n", "a.jsonl").records.map(\.id) == ["A-1", "A-2"])
  }

  @Test(
    arguments: [
      "", "[]]", "{\"id\": 7}", "{\"id\": \"a b\"}", "[1]", "{\"id\":\"X\",\"id\":\"Y\"}", "\u{0}",
      String(repeating: "[", count: 10_000),
    ])
  func whatIsNoRecordIsSaidAndLeftOut(_ text: String) {
    let found = Self.parse(text)
    #expect(found.records.isEmpty && found.problems.count == 1 && found.problems[0].hasPrefix("a.json"))
  }

  @Test func referencesInYAMLDoNotMakeAShortTextLarge() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      text +=
        "a\(level): &a\(level) [" + (0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
    }
    let found = Self.parse(text + "id: OSV-1\n", "bomb.yaml")
    #expect(found.records.isEmpty && found.problems.count == 1)
  }

  @Test func largeYAMLIsLeftOutUnread() {
    let text = "a: {" + String(repeating: "k: c,", count: OSVRecords.yamlLimit / 5) + "}"
    let parsed = Self.parse(text, "a.yaml")
    #expect(parsed.records.isEmpty && parsed.problems.count == 1)
    #expect(parsed.problems[0].contains("at most \(OSVRecords.yamlLimit) of YAML"))
  }

  @Test func ofOneIdentifierTheRecordChangedLastCounts() throws {
    let folder = try TemporaryFolder()
    try Data(Self.record("A-1", fixed: "aa").utf8).write(to: folder.file("1.json"))
    let newer = Self.record("A-1", fixed: "bb").replacingOccurrences(of: "2021-02-01", with: "2022-02-01")
    try FileManager.default.createDirectory(at: folder.file("sub"), withIntermediateDirectories: true)
    try Data(newer.utf8).write(to: folder.file("sub/0.json"))
    try Data("{".utf8).write(to: folder.file("2.json"))
    let records = try OSVRecords(paths: [folder.url.path])
    #expect(records.records.map(\.ranges[0].fixed) == [["bb"]] && records.problems.count == 1)
    #expect(throws: HistoryError.self) { try OSVRecords(paths: [folder.file("2.json").path]) }
    #expect(throws: RepositoryError.self) { try OSVRecords(paths: [folder.file("none").path]) }
  }

  @Test(
    arguments: [
      "https://github.com/A/b", "http://www.github.com/a/b.git", "git@github.com:a/b.git",
      "ssh://git@github.com:22/a/b/",
      "git://github.com/a/b",
    ])
  func oneRepositoryHasManyAddresses(_ address: String) {
    #expect(RepositoryAddress(address) == RepositoryAddress("https://github.com/a/b"))
    #expect(RepositoryAddress(address) != RepositoryAddress("https://github.com/a/c"))
    #expect(RepositoryAddress(address) != RepositoryAddress("https://gitlab.com/a/b"))
  }
}
