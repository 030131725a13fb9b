import Foundation
import Testing

@testable import Core

struct NoveltyReportTests {
  private static let result: ScanResult = {
    var result = SampleScan.result
    result.novelCount = 3
    result.isNovel = true
    result.findings[0].isNovel = true
    result.findings[1].isNovel = false
    return result
  }()

  @Test(arguments: ["table", "text", "markdown", "html"])
  func aNovelFunctionIsMarkedAndNoOther(_ name: String) throws {
    let format = try #require(ReportFormats.named(name)).init(style: ReportStyle())
    let (marked, plain) = (format.report(Self.result), format.report(SampleScan.result))
    func marks(_ report: String) -> Int {
      let mark =
        name == "html" ? "\"novel\":true" : name == "markdown" ? "(unlike anything" : "unlike anything"
      return report.components(separatedBy: mark).count - 1
    }
    #expect(marks(plain) == 0)
    // The table says a second time that the project as a whole is so.
    #expect(marks(marked) == (name == "table" ? 2 : 1))
  }

  @Test(arguments: ["table", "markdown", "html"])
  func aNovelProjectIsSaidOnce(_ name: String) throws {
    let format = try #require(ReportFormats.named(name)).init(style: ReportStyle())
    let warning = try #require(Self.result.noveltyWarning)
    #expect(warning.hasPrefix("25 % of the functions"))
    #expect(format.report(Self.result).components(separatedBy: "more than usual").count >= 2)
    #expect(!format.report(SampleScan.result).contains("more than usual"))
    var usual = Self.result
    usual.isNovel = false
    #expect(usual.noveltyWarning == nil && !format.report(usual).contains("more than usual"))
  }

  @Test func jsonSaysWhatIsKnownAndNothingElse() throws {
    func object(_ result: ScanResult) throws -> [String: Any] {
      let text = JSONReport(style: ReportStyle()).report(result)
      return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let known = try object(Self.result)
    #expect(known["novelCount"] as? Int == 3 && known["isNovel"] as? Bool == true)
    let findings = try #require(known["findings"] as? [[String: Any]])
    #expect(findings.map { $0["isNovel"] as? Bool } == [true, false])
    let unknown = try object(SampleScan.result)
    #expect(unknown["novelCount"] == nil && unknown["isNovel"] == nil)
  }

  @Test func aScanFindsThemAndItsCacheRemembersThem() throws {
    let text = NoveltyModelTests.usual.map(\.text).joined(separator: "\n")
    let tree = try TemporaryTree(["a.c": text, "b.c": NoveltyModelTests.strange.text])
    for name in ["a.c", "b.c"] { try ScanCacheTests.age(tree, name) }
    var model = try SampleModel.make()
    model.novelty = NoveltyModel(of: [NoveltyModelTests.usual])
    let (detector, temporary) = (Detector(model: model), try TemporaryFolder())
    let folder = ScanCacheFolder(temporary.file("cache"))
    let options = ProjectRanking.Options(limit: nil, threshold: 0.5)
    func scan(cached: Bool) throws -> ScanResult {
      var scan = ProjectScan(
        scanner: RepositoryScanner(repository: Repository(path: tree.path), threads: 1), options: options)
      if cached { scan.cache = ScanCacheTests.cache(folder) }
      return try scan.run(with: detector, names: ("p", "m"))
    }
    let plain = try scan(cached: false)
    #expect(plain.findings.first { $0.function.name == "rounds" }?.isNovel == true)
    #expect(try #require(plain.novelCount) == plain.findings.count { $0.isNovel == true })
    // From nothing, from the whole result, and from what is known of files and functions.
    for part in [nil, nil, ScanCacheFolder.Part.snapshot] {
      if let part { try FileManager.default.removeItem(at: try ScanCacheTests.file(part, in: folder).0) }
      let cached = try scan(cached: true)
      #expect(cached.findings.map(\.isNovel) == plain.findings.map(\.isNovel))
      #expect(cached.novelCount == plain.novelCount && cached.isNovel == plain.isNovel)
    }
  }
}
