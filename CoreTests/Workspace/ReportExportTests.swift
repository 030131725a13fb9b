import Foundation
import Testing

@testable import Core

/// What the app writes is what `vulnadapt scan` writes of the same project with the same model.
@MainActor @Suite struct ReportExportTests {
  private let fixture: WorkspaceFixture
  private let workspace: WorkspaceModel
  private let findings: FindingsModel

  /// netkit with a function that a comment accepts, one that the baseline accepts, and a comment too many.
  init() async throws {
    fixture = try WorkspaceFixture()
    let folder = try fixture.copyOfSample("netkit")
    try fixture.write(
      """
      // vulnadapt: ignore — lengths are checked by the caller
      int commented(char *to, const char *from, int n)
      {
          memcpy(to, from, n);
          return n;
      }

      int known(char *to, const char *from, int n)
      {
          memcpy(to, from, n + 1);
          return n;
      }
      // vulnadapt: ignore
      int last;

      """, to: "netkit/accepted.c")
    try fixture.write("threshold: 0.4\nbaseline: known.json\n", to: "netkit/.vulnadapt.yml")
    let known = try #require(
      UnlabeledProject.load(from: folder.path).functions.first { $0.name == "known" })
    try BaselineFile.write(
      Baseline([
        .init(file: "accepted.c", function: "known", fingerprint: FunctionFingerprint(of: known)),
        .init(
          file: "gone.c", function: "gone",
          fingerprint: try #require(FunctionFingerprint(hexadecimal: String(repeating: "a", count: 32)))),
      ]), to: fixture.folder.file("netkit/known.json").path)
    workspace = fixture.makeWorkspace()
    let model = fixture.folder.file("sample.vulnmodel")
    try SampleModel.make().write(to: model)
    workspace.take([folder, model])
    await workspace.projects.settle()
    findings = workspace.makeFindings()
    findings.show(project: workspace.projects.unlabeled.first?.id)
    await findings.rank(withRun: try #require(workspace.runs.runs.first?.id))
    await findings.settle()
  }

  /// The report that the command line writes.
  private func commandLineReport(_ format: any ReportFormat.Type, _ scan: ScanRecord) throws -> String {
    let path = fixture.folder.file("netkit").path
    let file = try #require(try ConfigurationFile.find(for: path))
    let settings = EffectiveConfiguration(commandLine: [:], file: file)
    let root = ProjectRoot(of: path, fallback: file.folder)
    let detector = Detector(model: try SampleModel.make())
    let options = ReportFormats.rankingOptions(
      for: [format], ReportStyle(), threshold: try #require(settings.threshold),
      triage: try Triage(of: settings, pathInProject: root.pathToScanned))
    let result = try ProjectScan(
      scanner: RepositoryScanner(repository: Repository(path: path)), options: options
    ).run(with: detector, names: (path, fixture.store.modelFile(ofRun: scan.runID).path))
    return format.init(style: ReportStyle()).report(result)
  }

  @Test(arguments: ReportFormats.all.map { $0.name })
  func aReportIsThatOfTheCommandLine(format: String) async throws {
    let scan = try #require(findings.scan)
    let kind = try #require(ReportFormats.named(format))
    let file = fixture.folder.file("report.\(kind.fileExtension)")
    await workspace.runs.exportReport(scan, format: format, to: file)
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == (try commandLineReport(kind, scan)))
  }

  @Test func acceptedSuspectsAreShownAsSuch() async throws {
    let scan = try #require(findings.scan)
    #expect(scan.summary.threshold == 0.4)
    #expect(scan.summary.acceptedCount == 2)
    #expect(findings.summary.contains(" and 2 accepted among "))
    findings.filter = .accepted
    #expect(Set(findings.rows.map(\.name)) == ["commented", "known"])
    let comment = try #require(findings.rows.first { $0.name == "commented" })
    #expect(comment.acceptance == "accepted by a comment: lengths are checked by the caller")
    #expect(!comment.isSuspect)
    findings.selection = [comment.id]
    #expect(findings.selected?.function == "commented")
    findings.filter = .suspects
    #expect(!findings.rows.contains { $0.acceptance != nil })
    #expect(findings.rows.count == scan.summary.suspectCount)
  }

  @Test func aDamagedBaselineIsRefusedInWordsAndTheOldRankingStays() async throws {
    try fixture.write("{", to: "netkit/known.json")
    await findings.rank(withRun: try #require(workspace.runs.runs.first?.id))
    guard case .failed(let sentence) = findings.phase else {
      Issue.record("\(findings.phase)")
      return
    }
    #expect(sentence.contains("known.json"))
    #expect(!findings.rows.isEmpty)
  }

  @Test func aReportThatCannotBeWrittenIsToldAbout() async throws {
    await workspace.runs.exportReport(
      try #require(findings.scan), format: "html", to: fixture.folder.file("nowhere/report.html"))
    #expect(workspace.notices.notices.last?.text.contains("cannot be written") == true)
  }
}
