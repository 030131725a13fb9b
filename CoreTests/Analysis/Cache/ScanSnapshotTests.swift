import Foundation
import Testing

@testable import Core

struct ScanSnapshotTests {
  static let options = ProjectRanking.Options(limit: nil, threshold: SampleScan.hostile.threshold)

  /// A snapshot in which each field has something to lose.
  static func snapshot() throws -> ScanSnapshot {
    let entry = Baseline.Entry(
      file: "gone.c", function: "gone", fingerprint: FunctionFingerprint(digest: HalfDigest(high: 1, low: 2)))
    var result = SampleScan.hostile
    result.triage.staleEntries = [entry]
    result.triage.idleEntryCount = 3
    result.triage.remainingBaseline = Baseline([entry, entry])
    result.triage.unusedSuppressions += [
      UnusedSuppression(file: "a.c", line: 4, cause: .unknownWords),
      UnusedSuppression(file: "a.c", line: 5, cause: .noSuspect(function: "f\u{1b}", score: 0.25)),
    ]
    result.scoreHistogram = Array(0..<20)
    return try #require(ScanSnapshot(options.keptPart(of: result), state: HalfDigest(high: 3, low: 4)))
  }

  static func empty(like result: ScanResult) -> ScanResult {
    var empty = ScanResult(
      findings: [], functionCount: 0, fileCount: 0, suspectCount: 0, threshold: result.threshold,
      highestScore: nil, skipped: [], method: result.method, path: result.path, model: result.model)
    empty.pathInProject = result.pathInProject
    return empty
  }

  @Test func everyFieldComesBack() throws {
    let snapshot = try Self.snapshot()
    let read = try ScanSnapshot(snapshot.bytes[...], into: Self.empty(like: snapshot.result))
    #expect(read.state == snapshot.state)
    #expect(read.result.findings == snapshot.result.findings)
    #expect(read.result.triage == snapshot.result.triage)
    #expect(read.result.skipped == snapshot.result.skipped)
    #expect(read.result.scoreHistogram == snapshot.result.scoreHistogram)
    #expect(read.result.highestScore == snapshot.result.highestScore)
    for format in ReportFormats.all {
      let report = format.init(style: ReportStyle())
      #expect(report.report(read.result) == report.report(snapshot.result))
    }
  }

  @Test func cutBytesNeverReadAsASnapshot() throws {
    let snapshot = try Self.snapshot()
    let empty = Self.empty(like: snapshot.result)
    // All ends of the first fields and of the last ones, and every seventh between them.
    let count = snapshot.bytes.count
    let lengths = (0..<count).filter { $0 < 500 || $0 >= count - 500 || $0 % 7 == 0 }
    for length in lengths {
      #expect(throws: CacheDamage.self) { try ScanSnapshot(snapshot.bytes[..<length], into: empty) }
    }
    #expect(throws: CacheDamage.self) { try ScanSnapshot((snapshot.bytes + [0])[...], into: empty) }
  }

  @Test func statementsOutsideOfTheirFunctionAreNotKept() {
    let state = HalfDigest(high: 0, low: 0)
    #expect(ScanSnapshot(SampleScan.result, state: state) == nil)
  }

  @Test func onlyTextsThatReportsShowAreKept() throws {
    var options = Self.options
    options.attributedFindings = 1
    var result = SampleScan.hostile
    for index in result.findings.indices.dropFirst() { result.findings[index].statements = [] }
    let texts = options.keptPart(of: result).findings.map(\.function.text)
    #expect(!texts[0].isEmpty && texts.dropFirst().allSatisfy(\.isEmpty) && texts.count > 1)
  }

  @Test func anUnchangedTreeIsNotLookedIntoAgain() throws {
    let (tree, temporary) = (try ScanCacheTests.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let plain = try ScanCacheTests.scan(tree, folder)
    // Without its memory of files and functions, only the snapshot can know a file that may not be read.
    try FileManager.default.removeItem(at: try ScanCacheTests.file(.memory, in: folder).0)
    let listing = try Repository(path: tree.path).list()
    let known = try #require(
      try ScanCacheTests.recall(tree, folder).result(of: listing, into: Self.empty(like: plain)))
    ScanCacheTests.expectSame(known, plain)
    let again = try ScanCacheTests.scan(tree, folder)
    ScanCacheTests.expectSame(again, plain)
    #expect(again.cacheProblem == nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.count == 1, "the scan ended with the snapshot, and left no new memory")
  }

  @Test func aNewFileAFileGoneAndAnIgnoreFileAreSeen() throws {
    let (tree, temporary) = (try ScanCacheTests.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    func expectSeen() throws {
      let cached = try ScanCacheTests.scan(tree, folder)
      ScanCacheTests.expectSame(cached, try ScanCacheTests.scan(tree, nil))
    }
    try expectSeen()
    try tree.write("new.c", Data("int new(int n) { return memcpy(n, n, n); }\n".utf8))
    try expectSeen()
    try tree.write(".vulnadaptignore", Data("sub/\n".utf8))
    try expectSeen()
    try FileManager.default.removeItem(atPath: tree.path + "/new.c")
    try expectSeen()
  }

  @Test func otherSettingsHaveTheirOwn() throws {
    let (tree, temporary) = (try ScanCacheTests.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let model = try ScanCacheTests.detector.get().model
    func known(_ change: (inout ProjectRanking.Options) -> Void) throws -> Bool {
      var options = ProjectRanking.Options(limit: nil, threshold: 0.3)
      change(&options)
      var scan = ScanCacheTests.projectScan(tree, ScanCacheTests.cache(folder))
      scan.options = options
      let listing = try scan.scanner.repository.list()
      let plain = try ScanCacheTests.scan(tree, nil)
      let recall = try #require(scan.recall(for: model))
      if recall.result(of: listing, into: Self.empty(like: plain)) != nil { return true }
      _ = try scan.run(with: try ScanCacheTests.detector.get(), names: ("p", "m"))
      return false
    }
    let baseline = Baseline([
      Baseline.Entry(
        file: "a.c", function: "f", fingerprint: FunctionFingerprint(digest: HalfDigest(high: 1, low: 1)))
    ])
    for change: (inout ProjectRanking.Options) -> Void in [
      { _ in }, { $0.threshold = 0.4 }, { $0.limit = 1 }, { $0.suspectLimit = 5 },
      { $0.attributesSuspects = true },
      { $0.attributedFindings = 1 }, { $0.statementLimit = 2 }, { $0.similarLimit = 1 },
      { $0.triage.honoursComments = false }, { $0.triage.baseline = Baseline() },
      { $0.triage.baseline = baseline }, { $0.triage.pathInProject = "sub/" },
    ] {
      #expect(try !known(change))
      #expect(try known(change))
    }
  }
}
