import Foundation
import Testing

@testable import Core

struct OSVLabelsTests {
  static func records(_ texts: [String]) -> OSVRecords {
    OSVRecords(texts.flatMap { OSVRecordsTests.parse($0).records })
  }

  /// A repository with a remote, its first fix, and its second one.
  static func repository(remote: Bool = true) throws -> (TemporaryRepository, String, String) {
    let repository = try TemporaryRepository()
    if remote { try repository.git("remote", "add", "origin", "git@github.com:A/b.git") }
    try repository.commit("Add", ["a.c": HistoryLabelsTests.safe + HistoryLabelsTests.copy])
    let first = try repository.commit(
      "Improve", ["a.c": HistoryLabelsTests.safe + HistoryLabelsTests.fixedCopy])
    let second = try repository.commit(
      "Improve more",
      ["a.c": HistoryLabelsTests.safe.replacingOccurrences(of: "4", with: "3") + HistoryLabelsTests.fixedCopy]
    )
    return (repository, first, second)
  }

  static func labels(_ repository: TemporaryRepository, _ texts: [String]) throws -> LabelHistory {
    try HistoryLabelsTests.labels(repository) { $0.records = records(texts) }
  }

  @Test func theFixesThatRecordsNameGiveLabels() throws {
    let (repository, first, _) = try Self.repository()
    let history = try Self.labels(
      repository,
      [
        OSVRecordsTests.record("OSV-1", fixed: first),
        OSVRecordsTests.record("OSV-2", repo: "https://github.com/a/b.git", fixed: first),
      ])
    #expect(HistoryLabelsTests.labels(history) == ["copy=1", "safe=0"])
    let fix = try #require(history.fixes.first)
    #expect(fix.advisories == ["OSV-1", "OSV-2"] && fix.cves == ["CVE-2021-0001"] && fix.introduced == ["0"])
    // The commit is younger than the records here; the later date counts.
    #expect(fix.known > 1_700_000_000)
    #expect(history.rows.allSatisfy { $0.reason.contains(fix.shortID) })
  }

  @Test func aFixIsKnownWhenItsRecordIsPublished() throws {
    let (repository, first, _) = try Self.repository()
    let text = OSVRecordsTests.record("OSV-1", fixed: first)
      .replacingOccurrences(of: "2021-01-13T21:56:05.092063Z", with: "2030-01-01T00:00:00Z")
    #expect(try Self.labels(repository, [text]).fixes[0].knownDate == "2030-01-01T00:00:00Z")
  }

  @Test func otherRepositoriesWithdrawnVagueUnfixedAndMissingOnesAreLeftOutAndCounted() throws {
    let (repository, first, second) = try Self.repository()
    let history = try Self.labels(
      repository,
      [
        OSVRecordsTests.record("OSV-1", fixed: first),
        OSVRecordsTests.record("OSV-2", repo: "https://github.com/other/b", fixed: second),
        OSVRecordsTests.record("OSV-3", fixed: second, extra: #", "withdrawn": "2021-03-01T00:00:00Z""#),
        OSVRecordsTests.record(
          "OSV-4", fixed: second, affectedExtra: #", "database_specific": {"fixed_range": "a:b"}"#),
        OSVRecordsTests.record("OSV-5", fixed: String(repeating: "ab", count: 20)),
        OSVRecordsTests.record("OSV-6", fixed: "1.2.3"),
        OSVRecordsTests.record("OSV-7", fixed: first).replacingOccurrences(of: "fixed", with: "limit"),
      ])
    #expect(HistoryLabelsTests.labels(history) == ["copy=1", "safe=0"])
    #expect(
      history.leftOut == [
        .otherRepository: 1, .withdrawn: 1, .approximate: 1, .missingCommit: 2, .notFixed: 1,
      ])
  }

  @Test func withoutAKnownAddressTheCommitsTell() throws {
    let (repository, first, _) = try Self.repository(remote: false)
    let texts = [
      OSVRecordsTests.record("OSV-1", fixed: first),
      OSVRecordsTests.record("OSV-2", fixed: String(repeating: "ab", count: 20)),
    ]
    #expect(HistoryLabelsTests.labels(try Self.labels(repository, texts)) == ["copy=1", "safe=0"])
    #expect(throws: HistoryError.self) {
      try HistoryLabelsTests.labels(repository) {
        $0.records = Self.records(texts)
        $0.addresses = ["https://example.org/elsewhere"]
      }
    }
  }

  @Test func messagesAreSearchedTooWhenAsked() throws {
    let (repository, first, _) = try Self.repository()
    let other = HistoryLabelsTests.function("other", "to[n] = 0;")
    try repository.commit("Add other", ["b.c": other])
    try repository.commit("CVE-2024-1", ["b.c": other])
    try repository.commit(
      "CVE-2024-1234", ["b.c": HistoryLabelsTests.function("other", "if (n < 9) to[n] = 0;")])
    let history = try HistoryLabelsTests.labels(repository) {
      $0.records = Self.records([OSVRecordsTests.record("OSV-1", fixed: first)])
      $0.searchesMessages = true
    }
    #expect(HistoryLabelsTests.labels(history) == ["copy=1", "other=1", "safe=0"])
  }
}
