import Foundation
import Testing

@testable import Core

struct ScanCacheTests {
  static let detector = Result { Detector(model: try SampleModel.make(maximumStatements: 8, scale: 2)) }

  /// A project whose files were changed long ago.
  static func project() throws -> TemporaryTree {
    let tree = try TemporaryTree([
      "a.c": ExemplarsTests.copy + "\n" + ExemplarsTests.count + "\n",
      "sub/b.c":
        "// vulnadapt: ignore — checked\nint b(int n)\n{\n  if (n) return 2;\n  return memcpy(n, n, n);\n}\n"
        + "// vulnadapt: what\nint c(void) { return 1; }\n#if 0\nint d(void) { }\n#endif\n",
    ])
    try age(tree, "a.c")
    try age(tree, "sub/b.c")
    return tree
  }

  static func age(_ tree: TemporaryTree, _ name: String, by seconds: Int = 100) throws {
    let path = "\(tree.path)/\(name)"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -Double(seconds))], ofItemAtPath: path)
  }

  /// Change times cannot be set, so tests look from a time after them.
  static func cache(_ folder: ScanCacheFolder) -> ScanCache {
    var cache = ScanCache(folder)
    cache.minimumFunctions = 0
    cache.now = { Date(timeIntervalSinceNow: 60) }
    return cache
  }

  static func projectScan(
    _ tree: TemporaryTree, _ cache: ScanCache?, limit: Int = 3, threshold: Float = 0.3
  ) -> ProjectScan {
    var scan = ProjectScan(
      scanner: RepositoryScanner(repository: Repository(path: tree.path), threads: 2),
      options: ProjectRanking.Options(limit: nil, statementLimit: limit, threshold: threshold))
    scan.cache = cache
    return scan
  }

  static func scan(_ tree: TemporaryTree, _ folder: ScanCacheFolder?) throws -> ScanResult {
    try projectScan(tree, folder.map(cache)).run(with: try detector.get(), names: ("p", "m"))
  }

  /// What a scan would remember from earlier ones.
  static func recall(
    _ tree: TemporaryTree, _ folder: ScanCacheFolder, limit: Int = 3, model: ModelFile? = nil
  ) throws -> ScanRecall {
    let scan = projectScan(tree, cache(folder), limit: limit)
    let recall = try #require(scan.recall(for: try model ?? detector.get().model))
    recall.load()
    return recall
  }

  static func expectSame(_ left: ScanResult, _ right: ScanResult) {
    #expect(left.findings == right.findings && left.skipped == right.skipped && left.triage == right.triage)
    #expect(left.suspectCount == right.suspectCount && left.functionCount == right.functionCount)
    #expect(JSONReport(style: ReportStyle()).report(left) == JSONReport(style: ReportStyle()).report(right))
  }

  @Test func aSecondScanGivesTheSameFromMemory() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let plain = try Self.scan(tree, nil)
    for _ in 0..<2 {
      let result = try Self.scan(tree, folder)
      Self.expectSame(result, plain)
      #expect(result.cacheProblem == nil)
    }
    // Nothing but the stamps is looked at: contents that change behind their back are not seen.
    let recall = try Self.recall(tree, folder)
    let known = try #require(recall.file(try Repository(path: tree.path).list().files[0]))
    #expect(known.functions.map(\.function.name) == ["copy", "count"])
    #expect(known.functions.allSatisfy { $0.rememberedScore != nil && $0.function.text.isEmpty })
    // Reports find all they show in memory, so that the file is not even opened.
    let digests = known.functions.map(\.rememberedDigest)
    #expect(digests.allSatisfy { $0.map { recall.detail($0)?.text.isEmpty == false } ?? false })
  }

  @Test func changesAreSeenAndOtherFunctionsKeepTheirScores() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, folder)
    try tree.write(
      "a.c", Data(("int first;\n" + ExemplarsTests.count + "\nint e(int n) { return n; }\n").utf8))
    Self.expectSame(try Self.scan(tree, folder), try Self.scan(tree, nil))
    try FileManager.default.removeItem(atPath: tree.path + "/sub/b.c")
    Self.expectSame(try Self.scan(tree, folder), try Self.scan(tree, nil))
  }

  /// A change that leaves size and time of modification as they were is in the time of change, or the inode.
  @Test(arguments: [true, false])
  func aChangeThatHidesItselfIsSeen(_ isReplaced: Bool) throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, folder)
    let path = tree.path + "/a.c"
    let before = try #require(FileStamp(FilePathBytes(path)))
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: "i < n", with: "i > n")
    try changed.write(toFile: path, atomically: isReplaced, encoding: .utf8)
    try FileManager.default.setAttributes([.modificationDate: try #require(date)], ofItemAtPath: path)

    let after = try #require(FileStamp(FilePathBytes(path)))
    #expect(text != changed && before.size == after.size && before.modified == after.modified)
    #expect(try Self.recall(tree, folder).file(try Repository(path: tree.path).list().files[0]) == nil)
    Self.expectSame(try Self.scan(tree, folder), try Self.scan(tree, nil))
  }

  @Test(arguments: ReportFormats.all.map { $0.name })
  func everyReportHasTheSameBytesWithTheCache(_ name: String) throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let format = try #require(ReportFormats.named(name))
    var model = try Self.detector.get().model
    model.exemplars = ExemplarsTests.make()
    let detector = Detector(model: model)
    func report(_ isCached: Bool) throws -> String {
      let options = ReportFormats.rankingOptions(
        for: [format], ReportStyle(), threshold: 0.3, triage: Triage())
      var scan = ProjectScan(
        scanner: RepositoryScanner(repository: Repository(path: tree.path), threads: 2), options: options)
      if isCached { scan.cache = Self.cache(folder) }
      return format.init(style: ReportStyle()).report(try scan.run(with: detector, names: ("p", "m")))
    }
    let plain = try report(false)
    for _ in 0..<2 { #expect(try report(true) == plain) }
    #expect(plain.contains("copy"))
    try tree.write("a.c", Data(("/* é漢𝄞 */ int moved; " + ExemplarsTests.copy + "\n").utf8))
    for _ in 0..<2 { #expect(try report(true) == report(false)) }
  }

  @Test func filesWhoseNamesReadAlikeKeepTheirOwnTexts() throws {
    let (tree, temporary) = (try TemporaryTree([:]), try TemporaryFolder())
    for (name, word) in [("e\u{301}.c", "one"), ("\u{e9}.c", "two")] {
      try tree.write(name, Data("int f(int n) { return \(word); }\n".utf8))
    }
    let files = try Repository(path: tree.path).list().files
    // Some file systems take both names for one.
    guard files.count == 2 else { return }
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, folder)
    let recall = try Self.recall(tree, folder)
    let known = try files.map { try #require(recall.file($0)).functions[0].function }
    #expect(recall.withTexts(known).map(\.text) == ["one", "two"].map { "int f(int n) { return \($0); }" })
  }

  @Test func theFileIsItsOwnersAlone() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.url)
    _ = try Self.scan(tree, folder)
    for name in temporary.names {
      let path = temporary.file(name).path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
    #expect(temporary.names.count == 2)
  }

  @Test func filesThatChangedJustNowAreReadAgain() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    var now = ScanCache(folder)
    now.minimumFunctions = 0
    _ = try Self.projectScan(tree, now).run(with: try Self.detector.get(), names: ("p", "m"))
    #expect(try Self.recall(tree, folder).file(try Repository(path: tree.path).list().files[0]) == nil)
  }

  /// The only file of a kind, and its bytes.
  static func file(_ part: ScanCacheFolder.Part, in folder: ScanCacheFolder) throws -> (URL, Data) {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    let file = folder.url.appendingPathComponent(
      try #require(names.first { $0.hasSuffix(".\(part.rawValue)") }))
    return (file, try Data(contentsOf: file))
  }

  @Test(arguments: [ScanCacheFolder.Part.memory, .snapshot], [0, 3, 8, 20, 60, -1])
  func damageIsSaidAndIgnored(_ part: ScanCacheFolder.Part, _ place: Int) throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let plain = try Self.scan(tree, folder)
    var (file, bytes) = try Self.file(part, in: folder)
    if place < 0 { bytes.removeLast(7) } else { bytes[place] ^= 0x41 }
    try bytes.write(to: file)
    // Where the whole scan is known, nobody asks what is known of its parts.
    if part == .memory { try FileManager.default.removeItem(at: try Self.file(.snapshot, in: folder).0) }
    let result = try Self.scan(tree, folder)
    Self.expectSame(result, plain)
    #expect(result.cacheProblem?.contains("damaged") == true)
    let later = try Self.scan(tree, folder)
    Self.expectSame(later, plain)
    #expect(later.cacheProblem == nil, "the scan has replaced it")
  }

  @Test func otherModelsAndSettingsHaveTheirOwn() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, folder)
    let first = try Repository(path: tree.path).list().files[0]
    #expect(try Self.recall(tree, folder).file(first) != nil)
    #expect(try Self.recall(tree, folder, limit: 4).file(first) == nil)
    let other = try SampleModel.make(maximumStatements: 8, seed: 2, scale: 2)
    #expect(try Self.recall(tree, folder, model: other).file(first) == nil)
  }

  @Test func scansAtTheSameTimeDoNotDisturbEachOther() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let plain = try Self.scan(tree, nil)
    // The tree does not change any more.
    nonisolated(unsafe) let shared = tree
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      guard let result = try? Self.scan(shared, folder) else {
        Issue.record("a scan failed")
        return
      }
      #expect(result.cacheProblem == nil && result.findings == plain.findings)
    }
  }

  @Test func theOldestFilesGoWhenTheFolderGrows() throws {
    let temporary = try TemporaryFolder()
    let folder = ScanCacheFolder(temporary.url)
    for (number, name) in ["a", "b", "c"].enumerated() {
      let file = temporary.file("\(name).vulncache")
      try Data(count: 100).write(to: file)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000 + Double(number))], ofItemAtPath: file.path)
    }
    try Data(count: 100).write(to: temporary.file("mine.txt"))
    folder.forgetOldest(but: temporary.file("a.vulncache"), limit: 150)
    #expect(temporary.names == ["a.vulncache", "c.vulncache", "mine.txt"])
  }

  /// What a killed scan leaves goes by its age, and until then it counts.
  @Test func abandonedFilesGoAndCountUntilThen() throws {
    let temporary = try TemporaryFolder()
    let folder = ScanCacheFolder(temporary.url)
    let now = Date()
    for (name, age) in [
      (".vulnadapt-A.tmp", 2.0 * 3_600), (".vulnadapt-B.tmp", 60), ("old.vulncache", 9_000),
      ("new.vulncache", 30),
      ("mine.tmp", 9_000),
    ] {
      try Data(count: 100).write(to: temporary.file(name))
      try FileManager.default.setAttributes(
        [.modificationDate: now - age], ofItemAtPath: temporary.file(name).path)
    }
    folder.forgetOldest(limit: 250)
    #expect(temporary.names == [".vulnadapt-B.tmp", "mine.tmp", "new.vulncache"])
  }

  @Test func anUnwritableFolderIsSaid() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    try Data().write(to: temporary.file("file"))
    let result = try Self.scan(tree, ScanCacheFolder(temporary.file("file/below")))
    Self.expectSame(result, try Self.scan(tree, nil))
    #expect(result.cacheProblem?.contains("cannot be written") == true)
  }

  @Test func cutAndChangedBytesNeverReadAsAMemory() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, folder)
    let bytes = Array(try Self.file(.memory, in: folder).1.dropFirst(40))
    #expect(try ScanMemory(bytes[...]).bytes == bytes)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: CacheDamage.self) { try ScanMemory(bytes[..<length]) }
    }
    var random = TestRandom(state: 1)
    for _ in 0..<2_000 {
      var changed = bytes
      changed[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      _ = try? ScanMemory(changed[...])
    }
  }
}
