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
  static func cache(_ folder: ScanCacheFolder, _ tree: TemporaryTree, limit: Int = 3) throws -> ScanCache {
    let cache = ScanCache(
      folder, root: tree.path, model: try detector.get().model,
      options: ProjectRanking.Options(statementLimit: limit, threshold: 0.5),
      minimumFunctions: 0,
      now: Date(timeIntervalSinceNow: 60))
    cache.load()
    return cache
  }

  static func scan(_ tree: TemporaryTree, _ cache: ScanCache?, threshold: Float = 0.3) throws -> ScanResult {
    var scan = ProjectScan(
      scanner: RepositoryScanner(repository: Repository(path: tree.path), threads: 2),
      options: ProjectRanking.Options(limit: nil, threshold: threshold))
    scan.cache = cache
    return try scan.run(with: try detector.get(), names: ("p", "m"))
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
    Self.expectSame(try Self.scan(tree, try Self.cache(folder, tree)), plain)
    let second = try Self.cache(folder, tree)
    Self.expectSame(try Self.scan(tree, second), plain)
    #expect(second.problem == nil)
    // Nothing but the stamps is looked at: contents that change behind their back are not seen.
    let known = try #require(
      try Self.cache(folder, tree).file(try Repository(path: tree.path).list().files[0]))
    #expect(known.functions.map(\.function.name) == ["copy", "count"])
    #expect(known.functions.allSatisfy { $0.rememberedScore != nil && $0.function.text.isEmpty })
    // Reports find all they show in memory, so that the file is not even opened.
    let digests = known.functions.map(\.rememberedDigest)
    #expect(digests.allSatisfy { $0.map { second.detail($0)?.text.isEmpty == false } ?? false })
  }

  @Test func changesAreSeenAndOtherFunctionsKeepTheirScores() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, try Self.cache(folder, tree))
    try tree.write(
      "a.c", Data(("int first;\n" + ExemplarsTests.count + "\nint e(int n) { return n; }\n").utf8))
    let cache = try Self.cache(folder, tree)
    Self.expectSame(try Self.scan(tree, cache), try Self.scan(tree, nil))
    try FileManager.default.removeItem(atPath: tree.path + "/sub/b.c")
    Self.expectSame(try Self.scan(tree, try Self.cache(folder, tree)), try Self.scan(tree, nil))
  }

  /// A change that leaves size and time of modification as they were is in the time of change, or the inode.
  @Test(arguments: [true, false])
  func aChangeThatHidesItselfIsSeen(_ isReplaced: Bool) throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, try Self.cache(folder, tree))
    let path = tree.path + "/a.c"
    let before = try #require(FileStamp(FilePathBytes(path)))
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: "i < n", with: "i > n")
    try changed.write(toFile: path, atomically: isReplaced, encoding: .utf8)
    try FileManager.default.setAttributes([.modificationDate: try #require(date)], ofItemAtPath: path)

    let after = try #require(FileStamp(FilePathBytes(path)))
    #expect(text != changed && before.size == after.size && before.modified == after.modified)
    let cache = try Self.cache(folder, tree)
    #expect(cache.file(try Repository(path: tree.path).list().files[0]) == nil)
    Self.expectSame(try Self.scan(tree, cache), try Self.scan(tree, nil))
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
      if isCached {
        scan.cache = ScanCache(
          folder, root: tree.path, model: model, options: options, minimumFunctions: 0,
          now: Date(timeIntervalSinceNow: 60))
      }
      return format.init(style: ReportStyle()).report(try scan.run(with: detector, names: ("p", "m")))
    }
    let plain = try report(false)
    for _ in 0..<2 { #expect(try report(true) == plain) }
    #expect(plain.contains("copy"))
    try tree.write("a.c", Data(("int moved;\n" + ExemplarsTests.copy + "\n").utf8))
    #expect(try report(true) == report(false))
  }

  @Test func theFileIsItsOwnersAlone() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.url)
    _ = try Self.scan(tree, try Self.cache(folder, tree))
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
    let now = ScanCache(
      folder, root: tree.path, model: try Self.detector.get().model,
      options: ProjectRanking.Options(threshold: 0.5), minimumFunctions: 0)
    _ = try Self.scan(tree, now)
    #expect(try Self.cache(folder, tree).file(try Repository(path: tree.path).list().files[0]) == nil)
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
    let plain = try Self.scan(tree, try Self.cache(folder, tree))
    var (file, bytes) = try Self.file(part, in: folder)
    if place < 0 { bytes.removeLast(7) } else { bytes[place] ^= 0x41 }
    try bytes.write(to: file)
    // Where the whole scan is known, nobody asks what is known of its parts.
    if part == .memory { try FileManager.default.removeItem(at: try Self.file(.snapshot, in: folder).0) }
    let cache = try Self.cache(folder, tree)
    Self.expectSame(try Self.scan(tree, cache), plain)
    #expect(cache.problem?.contains("damaged") == true)
    let later = try Self.cache(folder, tree)
    Self.expectSame(try Self.scan(tree, later), plain)
    #expect(later.problem == nil, "the scan has replaced it")
  }

  @Test func otherModelsAndSettingsHaveTheirOwn() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    _ = try Self.scan(tree, try Self.cache(folder, tree))
    let first = try Repository(path: tree.path).list().files[0]
    #expect(try Self.cache(folder, tree, limit: 4).file(first) == nil)
    let other = ScanCache(
      folder, root: tree.path, model: try SampleModel.make(maximumStatements: 8, seed: 2, scale: 2),
      options: ProjectRanking.Options(threshold: 0.5), minimumFunctions: 0,
      now: Date(timeIntervalSinceNow: 60))
    other.load()
    #expect(other.file(first) == nil)
  }

  @Test func scansAtTheSameTimeDoNotDisturbEachOther() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let plain = try Self.scan(tree, nil)
    // The tree does not change any more.
    nonisolated(unsafe) let shared = tree
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      guard let cache = try? Self.cache(folder, shared), let result = try? Self.scan(shared, cache) else {
        Issue.record("a scan failed")
        return
      }
      #expect(cache.problem == nil && result.findings == plain.findings)
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
    let cache = try Self.cache(ScanCacheFolder(temporary.file("file/below")), tree)
    Self.expectSame(try Self.scan(tree, cache), try Self.scan(tree, nil))
    #expect(cache.problem?.contains("cannot be written") == true)
  }

  @Test func cutAndChangedBytesNeverReadAsAMemory() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let cache = try Self.cache(folder, tree)
    _ = try Self.scan(tree, cache)
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
