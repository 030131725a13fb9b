import Foundation
import Testing

@testable import Core

struct ProjectScanTests {
  private static func project() throws -> TemporaryTree {
    try TemporaryTree(
      Dictionary(
        uniqueKeysWithValues: (10..<60).map { ("f\($0).c", "int f\($0)(int n)\n{\n  return n + \($0);\n}\n") }
      ))
  }

  private static func scan(_ tree: TemporaryTree, cache: ScanCache? = nil) -> ProjectScan {
    var scan = ProjectScan(
      scanner: RepositoryScanner(repository: Repository(path: tree.path), threads: 2),
      options: ProjectRanking.Options(threshold: 0.3))
    scan.cache = cache
    return scan
  }

  @Test func aStopWhileFilesAreReadEndsTheScan() throws {
    let tree = try Self.project()
    let stop = StopRequest()
    var files = 0
    #expect(throws: DetectionError.stopped) {
      try Self.scan(tree).run(
        with: try ScanCacheTests.detector.get(), names: ("p", "m"), shouldStop: { stop.wasMade }
      ) {
        files = $0.fileCount
        if files == 7 { stop.make() }
      }
    }
    #expect(files == 7)
  }

  @Test func aStopWhileFunctionsAreScoredEndsTheScan() throws {
    let tree = try Self.project()
    let stop = StopRequest()
    #expect(throws: DetectionError.stopped) {
      try Self.scan(tree).run(
        with: try ScanCacheTests.detector.get(), names: ("p", "m"), shouldStop: { stop.wasMade }
      ) { if $0.fileCount == 50 { stop.make() } }
    }
  }

  @Test func aStoppedScanLeavesTheCacheAsItWas() throws {
    let (tree, temporary) = (try Self.project(), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let detector = try ScanCacheTests.detector.get()
    #expect(throws: DetectionError.stopped) {
      try Self.scan(tree, cache: ScanCacheTests.cache(folder)).run(
        with: detector, names: ("p", "m"), shouldStop: { true })
    }
    let files = try? FileManager.default.subpathsOfDirectory(atPath: temporary.file("cache").path)
    #expect((files ?? []).isEmpty)
    let whole = try Self.scan(tree, cache: ScanCacheTests.cache(folder)).run(
      with: detector, names: ("p", "m"))
    ScanCacheTests.expectSame(whole, try Self.scan(tree).run(with: detector, names: ("p", "m")))
  }
}
