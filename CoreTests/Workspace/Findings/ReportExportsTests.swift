import Foundation
import Testing

@testable import Core

/// What the app writes is what `vulnadapt scan` writes of the same project with the same model.
@MainActor @Suite struct ReportExportsTests {
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
    // A family, and code that is ranked apart.
    let twins = (0..<3).map { LikenessSketchTests.function("twin\($0)", 0..<(30 + $0)).text }.joined()
    try fixture.write(twins, to: "netkit/twins.c")
    try fixture.write(twins.replacing("twin", with: "tried"), to: "netkit/tests/tried.c")
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

  /// The report that the command line writes, perhaps with `--baseline`.
  private func commandLineReport(
    _ format: any ReportFormat.Type, _ scan: ScanRecord, baseline: URL? = nil
  ) throws -> String {
    let path = fixture.folder.file("netkit").path
    let file = try #require(try ConfigurationFile.find(for: path))
    let settings = EffectiveConfiguration(
      commandLine: baseline.map { [.baseline: $0.path] } ?? [:], file: file)
    let root = ProjectRoot(of: path, known: file.folder)
    let detector = Detector(model: try SampleModel.make())
    var options = ReportFormats.rankingOptions(
      for: [format], ReportStyle(), threshold: try #require(settings.threshold),
      triage: try Triage(of: settings, pathInProject: root.pathToScanned))
    options.families = .together
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
    await workspace.reports.writeReport(scan, format: format, to: file)
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == (try commandLineReport(kind, scan)))
  }

  /// Marks are to reports from the app what `--baseline` is to those of the command line.
  @Test func suspectsThatLookFineAreAcceptedFindings() async throws {
    let middle = findings.rows[findings.rows.count / 2].score
    try fixture.write("threshold: \(middle)\nbaseline: known.json\n", to: "netkit/.vulnadapt.yml")
    await findings.rank(withRun: try #require(workspace.runs.runs.first?.id))
    await findings.settle()
    let scan = try #require(findings.scan)
    findings.filter = .suspects
    let suspects = findings.rows
    let (marked, other) = (suspects[1], suspects[2])
    findings.filter = .all
    let harmless = try #require(findings.rows.last)
    #expect(!harmless.isSuspect)
    workspace.triage.mark(.looksFine, [marked.fingerprint, harmless.fingerprint], in: scan.projectID)
    workspace.triage.mark(.unsure, [other.fingerprint], in: scan.projectID)

    let baseline = fixture.folder.file("exported.json")
    await workspace.reports.writeBaseline(of: scan, to: baseline)
    let entries = try BaselineFile.read(baseline.path).entries
    #expect(Set(entries.map(\.function)) == ["gone", "known", marked.name])
    for format in ReportFormats.all {
      let file = fixture.folder.file("report.\(format.fileExtension)")
      await workspace.reports.writeReport(scan, format: format.name, to: file)
      let written = try String(contentsOf: file, encoding: .utf8)
      #expect(written == (try commandLineReport(format, scan, baseline: baseline)), "\(format.name)")
    }

    // Without the mark, it is a finding again.
    workspace.triage.mark(nil, [marked.fingerprint], in: scan.projectID)
    await workspace.reports.writeBaseline(of: scan, to: baseline)
    #expect(try BaselineFile.read(baseline.path).entries.map(\.function) == ["known", "gone"])
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
    let own = findings.rows.filter { $0.kind == nil }
    #expect(own.reduce(0) { $0 + 1 + $1.alikeCount } == scan.summary.suspectCount)
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
    let scan = try #require(findings.scan)
    let file = fixture.folder.file("nowhere/report.html")
    let expected = WorkspaceError.unwritable(file: file.path, reason: "No such file or directory").description
    #expect(expected.hasSuffix("Make room there or choose another place, and repeat the last step."))
    await workspace.reports.writeReport(scan, format: "html", to: file)
    #expect(workspace.notices.notices.last?.text == expected)
    await workspace.reports.writeBaseline(of: scan, to: file)
    #expect(workspace.notices.notices.last?.text == expected)
    workspace.runs.exportModel(scan.runID, to: file)
    #expect(workspace.notices.notices.last?.text == expected)
  }

  /// The sentences of the command line end with "run the command again".
  @Test(arguments: [
    FileError.unwritable(file: "a", reason: "No space left on device") as any Error,
    ModelFileError.file(.unwritable(file: "a", reason: "No space left on device")),
    ReportFileError.unwritable(file: "a", reason: "No space left on device"),
    BaselineError.unwritable(file: "a", reason: "No space left on device"),
  ])
  func aFullDiskIsToldInWordsOfTheApp(_ error: any Error) {
    let sentence = WorkspaceError.sentence(for: error)
    #expect(sentence == WorkspaceError.unwritable(file: "a", reason: "No space left on device").description)
    #expect(!sentence.contains("command"))
  }
}
