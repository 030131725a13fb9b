import Foundation
import Testing

@testable import Core

@MainActor @Suite struct PastsModelTests {
  private let fixture: WorkspaceFixture
  private let repository: TemporaryRepository
  private let container: URL

  init() async throws {
    fixture = try WorkspaceFixture()
    repository = try TemporaryRepository()
    let container = fixture.folder.file("Group/Models")
    self.container = container
    fixture.environment.editorFolder = { container }
    try repository.commit("Begin", ["src/a.c": Self.code("p[n]"), "src/b.c": "int g(void) { return 1; }\n"])
    try repository.commit("fix overflow in f", ["src/a.c": Self.code("n < 4 ? p[n] : 0")])
  }

  private static func code(_ value: String) -> String {
    "int f(const char *p, int n)\n{\n  return \(value);\n}\n"
  }

  /// A workspace that has ranked the folder src/ of the repository.
  private func ranked(_ workspace: WorkspaceModel) async throws -> FindingsModel {
    let model = fixture.folder.file("sample.vulnmodel")
    try SampleModel.make().write(to: model)
    let run = try #require(workspace.take([model]).runs.first)
    let project = try #require(workspace.take([URL(fileURLWithPath: repository.file("src"))]).projects.first)
    await workspace.projects.settle()
    let findings = workspace.makeFindings()
    findings.show(project: project.id)
    await findings.rank(withRun: run.id)
    await findings.settle()
    await workspace.pasts.settle()
    return findings
  }

  private func select(_ name: String, in findings: FindingsModel) throws {
    findings.selection = [try #require(findings.rows.first { $0.name == name }).id]
  }

  @Test func aRankedProjectTellsThePastOfItsFunctions() async throws {
    let workspace = fixture.makeWorkspace()
    let findings = try await ranked(workspace)
    #expect(findings.pastState == .read)
    try select("f", in: findings)
    #expect(
      findings.past?.sentence.hasPrefix("It was changed by 1 security fix, last in November 2023: ") == true)
    #expect(findings.past?.sentence.hasSuffix(" \"fix overflow in f\".") == true)
    try select("g", in: findings)
    #expect(findings.past == nil)
    let remembered = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.file("Cache").path)
    #expect(remembered.count { $0.hasSuffix(".vulnhistory") } == 1)
    // The next start knows it without reading.
    let again = fixture.makeWorkspace().makeFindings()
    again.show(project: findings.projectID)
    await again.settle()
    try select("f", in: again)
    #expect(again.past?.securityFixes == 1)
    #expect(again.pastState == nil)
  }

  @Test func theExtensionIsToldOfFixesByTheFunctionsOwnText() async throws {
    let findings = try await ranked(fixture.makeWorkspace())
    try select("f", in: findings)
    let sentence = try #require(findings.past?.sentence)
    let source = DetectorSource(
      folder: SharedModelFolder(url: container), starter: { try SampleModel.make() })
    let text = Self.code("n < 4 ? p[n] : 0") + "int g(void) { return 1; }\n"
    func explained(_ text: String, line: Int) throws -> String? {
      let buffer = EditorTesting.buffer(text, cursor: TextPosition(line: line, column: 0))
      let response = try EditorCommand.explainFunction.run(on: buffer, models: source)
      guard case .message(let text) = response else { return nil }
      return text
    }
    #expect(try explained(text, line: 2)?.contains(" \(sentence)") == true)
    #expect(try explained(text, line: 4)?.contains("It was changed") == false)
    #expect(try explained(text.replacing("< 4", with: "< 5"), line: 2)?.contains("It was changed") == false)
  }

  @Test func theHistoryHasASayInTheRankingOfAModelThatWeighsIt() async throws {
    fixture.environment.starterModel = { try StarterModel.load() }
    let workspace = fixture.makeWorkspace()
    let findings = try await ranked(workspace)
    func score() async throws -> Double {
      await findings.rankWithStarterModel()
      await findings.settle()
      await workspace.pasts.settle()
      return try #require(findings.rows.first { $0.name == "f" }).score
    }
    let withHistory = try await score()
    workspace.settings.readsHistory = false
    #expect(try await score() != withHistory)
  }

  @Test func whatIsNoRepositoryOrNotWantedIsNotRead() async throws {
    let workspace = fixture.makeWorkspace()
    try FileManager.default.removeItem(atPath: repository.file(".git"))
    let findings = try await ranked(workspace)
    guard case .failed(let sentence)? = findings.pastState else {
      Issue.record("\(String(describing: findings.pastState))")
      return
    }
    #expect(sentence == "The project's folder is in no git repository.")
    #expect(workspace.notices.notices.isEmpty, "most folders are none; that is no news")
  }

  @Test func theSettingKeepsGitOut() async throws {
    let workspace = fixture.makeWorkspace()
    workspace.settings.readsHistory = false
    let findings = try await ranked(workspace)
    #expect(findings.pastState == nil)
    try select("f", in: findings)
    #expect(findings.past == nil)
  }
}

struct SharedPastsTests {
  @Test func filesThatAreNoneOfOursTellNothing() throws {
    let folder = try TemporaryFolder()
    let pasts = SharedPasts(models: SharedModelFolder(url: folder.file("Models")))
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(void)",
      range: SourceRange(
        startOffset: 0, endOffset: 24, startLine: 1, startColumn: 1, endLine: 1, endColumn: 25),
      text: "int f(void) { return 1; }")
    let fingerprint = FunctionFingerprint(of: function)
    #expect(pasts.sentence(for: fingerprint) == nil)
    try FileManager.default.createDirectory(at: pasts.url, withIntermediateDirectories: true)
    let file = pasts.url.appendingPathComponent("a.pasts.json")
    for text in ["", "[1]", "{\"\(fingerprint.hexadecimal)\": 3}", "{\"a\": \"b\", \"a\": \"c\"}"] {
      try Data(text.utf8).write(to: file)
      #expect(pasts.sentence(for: fingerprint) == nil)
    }
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createSymbolicLink(
      at: file, withDestinationURL: URL(fileURLWithPath: "/dev/zero"))
    #expect(pasts.sentence(for: fingerprint) == nil)
    try pasts.write(
      [fingerprint.hexadecimal: "\u{1b}[2J" + String(repeating: "x", count: 1000)], ofProject: "b")
    let sentence = try #require(pasts.sentence(for: fingerprint))
    #expect(sentence.hasPrefix("\\u{1b}[2J"))
    #expect(sentence.count < 300)
  }
}
