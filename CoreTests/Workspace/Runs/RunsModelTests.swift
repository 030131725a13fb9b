import Foundation
import Testing

@testable import Core

@MainActor @Suite struct RunsModelTests {
  private let fixture: WorkspaceFixture
  private let container: URL

  init() throws {
    fixture = try WorkspaceFixture()
    let container = fixture.folder.file("Group")
    self.container = container
    fixture.environment.editorFolder = { container }
  }

  private func importedModel(_ name: String, seed: UInt64 = 1) throws -> URL {
    let file = fixture.folder.file("\(name).vulnmodel")
    try SampleModel.make(seed: seed).write(to: file)
    return file
  }

  @Test func aDroppedModelBecomesARun() throws {
    let workspace = fixture.makeWorkspace()
    #expect(!workspace.take([try importedModel("mine")]).isEmpty)
    let run = try #require(workspace.runs.runs.first)
    #expect(run.name == "mine")
    #expect(run.state == .imported)
    #expect(run.metrics["source-validation/auc"] == 0.75)
  }

  @Test func theSameModelTwiceIsOneRun() throws {
    let workspace = fixture.makeWorkspace()
    let file = try importedModel("mine")
    let first = workspace.take([file]).runs
    let copy = fixture.folder.file("copy of mine.vulnmodel")
    try FileManager.default.copyItem(at: file, to: copy)
    #expect(workspace.take([copy]).runs == first)
    #expect(workspace.take([try importedModel("other", seed: 2)]).runs != first)
    #expect(workspace.runs.runs.count == 2)
  }

  @Test func aModelOfAnotherVersionIsRefusedInWords() throws {
    let workspace = fixture.makeWorkspace()
    let file = try importedModel("future")
    var contents = try SafetensorsFile(contentsOf: file)
    try #require(contents.metadata["format_version"] != nil)
    contents.metadata["format_version"] = "99"
    try contents.write(to: file)
    #expect(workspace.take([file]).isEmpty)
    #expect(workspace.runs.runs.isEmpty)
    #expect(workspace.notices.notices.first?.text.contains("has format version 99") == true)
  }

  @Test func aFileThatIsNoModelIsRefusedInWords() throws {
    let workspace = fixture.makeWorkspace()
    try fixture.write("not a model", to: "fake.vulnmodel")
    #expect(workspace.take([fixture.folder.file("fake.vulnmodel")]).isEmpty)
    #expect(workspace.notices.notices.count == 1)
  }

  @Test func removingARunCanBeUndoneUntilTheNextStart() throws {
    let workspace = fixture.makeWorkspace()
    workspace.take([try importedModel("mine")])
    let run = try #require(workspace.runs.runs.first)
    let undo = UndoStack()
    workspace.runs.remove(run.id, undo: undo)
    #expect(workspace.runs.runs.isEmpty)
    undo.undo()
    #expect(workspace.runs.usableRuns.map(\.id) == [run.id])
    undo.redo()
    _ = fixture.makeWorkspace()
    #expect(!FileManager.default.fileExists(atPath: fixture.store.modelFile(ofRun: run.id).path))
  }

  @Test func runsAreRenamedWithUndo() throws {
    let workspace = fixture.makeWorkspace()
    workspace.take([try importedModel("mine")])
    let id = try #require(workspace.runs.runs.first?.id)
    let undo = UndoStack()
    workspace.runs.rename(id, to: "  best so far ", undo: undo)
    #expect(workspace.runs.run(id)?.name == "best so far")
    workspace.runs.rename(id, to: " ")
    #expect(workspace.runs.run(id)?.name == "best so far")
    undo.undo()
    #expect(workspace.runs.run(id)?.name == "mine")
  }

  @Test func theChosenModelReachesTheExtensionWhole() throws {
    let workspace = fixture.makeWorkspace()
    workspace.take([try importedModel("first"), try importedModel("second", seed: 2)])
    let runs = workspace.runs.runs
    workspace.runs.useInEditor(runs[0].id)
    workspace.runs.useInEditor(runs[1].id)
    #expect(workspace.runs.editorRunID == runs[1].id)
    let newest = try #require(try SharedModelFolder(url: container).newest())
    #expect(
      try ModelFile(contentsOf: newest.url)
        == ModelFile(contentsOf: fixture.store.modelFile(ofRun: runs[1].id)))
    #expect(fixture.makeWorkspace().runs.editorRunID == runs[1].id)
  }

  @Test func theStarterModelRanksBeforeAnythingWasTrained() async throws {
    fixture.environment.starterModel = { try SampleModel.make(seed: 3) }
    let workspace = try await fixture.makeWorkspaceWithSamples()
    #expect(workspace.runs.hasStarterModel)
    let findings = workspace.makeFindings()
    findings.show(project: workspace.projects.unlabeled.first?.id)
    await findings.rankWithStarterModel()
    await findings.settle()
    // Two of the 187 functions are alike and make one row.
    #expect(findings.rows.count == 186)
    #expect(workspace.runs.runs.map(\.name) == ["Starter model"])
    #expect(workspace.notices.notices.map(\.text).filter { $0.contains("starter model ranks") }.count == 1)
    workspace.notices.notices.forEach(workspace.notices.dismiss)
    await findings.rankWithStarterModel()
    #expect(workspace.runs.runs.count == 1)
    #expect(workspace.notices.notices.isEmpty, "it is said once")
    workspace.runs.remove(workspace.runs.runs[0].id)
    #expect(workspace.runs.addStarterModel() != nil)
    #expect(workspace.runs.usableRuns.count == 1)
  }

  @Test func aStarterModelThatCannotBeReadIsSaidInANotice() throws {
    fixture.environment.starterModel = { throw WorkspaceError.noModel(run: "that came with VulnAdapt") }
    let workspace = fixture.makeWorkspace()
    #expect(workspace.runs.addStarterModel() == nil)
    #expect(workspace.runs.runs.isEmpty)
    #expect(workspace.notices.notices.count == 1)
  }

  @Test func withoutASharedContainerTheExtensionsModelStays() throws {
    fixture.environment.editorFolder = { nil }
    let workspace = fixture.makeWorkspace()
    workspace.take([try importedModel("mine")])
    workspace.runs.useInEditor(try #require(workspace.runs.runs.first?.id))
    #expect(workspace.runs.editorRunID == nil)
    #expect(workspace.notices.notices.last?.text.contains("Use a signed copy") == true)
  }

  @Test func modelsAndReportsAreExported() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.take([try importedModel("mine")])
    let run = try #require(workspace.runs.runs.first)
    let copy = fixture.folder.file("copy.vulnmodel")
    workspace.runs.exportModel(run.id, to: copy)
    #expect(try ModelFile(contentsOf: copy) == SampleModel.make())
    let findings = workspace.makeFindings()
    findings.show(project: workspace.projects.unlabeled.first?.id)
    await findings.rank(withRun: run.id)
    await findings.settle()
    let scan = try #require(findings.scan)
    for format in ReportFormats.all {
      let file = fixture.folder.file("report.\(format.fileExtension)")
      await workspace.reports.writeReport(scan, format: format.name, to: file)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains(findings.rows[0].name))
    }
    workspace.runs.exportModel(run.id, to: fixture.folder.file("nowhere/model.vulnmodel"))
    #expect(workspace.notices.notices.last?.text.contains("cannot be written") == true)
  }

  @Test func aComparisonShowsFiguresAndDifferingSettings() {
    func run(_ name: String, hidden: Int, auc: Double?) -> WorkspaceRun {
      var settings = TrainingSettings()
      settings.hiddenSize = hidden
      var run = WorkspaceRun(
        id: name, name: name, createdAt: WorkspaceFixture.date, method: "ddan",
        plan: TrainingPlan(labeled: [], unlabeled: nil, method: "ddan", settings: settings, usesMarks: false),
        state: .completed)
      run.seconds = 125
      if let auc { run.metrics = ["source-validation/auc": auc, "source-validation/auc/longest-first": 0.5] }
      return run
    }
    let two = RunComparison([run("a", hidden: 64, auc: 0.6951), run("b", hidden: 128, auc: nil)])
    #expect(two.titles == ["a", "b"])
    #expect(two.settings == [.init(name: "Hidden units", values: ["64", "128"])])
    #expect(two.figures.contains(.init(name: "source validation: auc", values: ["0.695", "–"])))
    #expect(
      two.figures.contains(.init(name: "source validation: auc (longest first)", values: ["0.500", "–"])))
    #expect(two.figures.contains(.init(name: "Time", values: ["2 min 5 s", "2 min 5 s"])))
  }

  @Test func aRunShowsTheSettingsThatItsMethodReads() {
    func settings(_ method: TrainingMethod, _ change: (inout TrainingSettings) -> Void = { _ in }) -> [String]
    {
      var settings = TrainingSettings()
      change(&settings)
      let plan = TrainingPlan(
        labeled: [], unlabeled: nil, method: method.id, settings: settings, usesMarks: false)
      let run = WorkspaceRun(
        id: "a", name: "a", createdAt: WorkspaceFixture.date, method: method.id, plan: plan, state: .completed
      )
      return RunComparison([run]).settings.map { "\($0.name): \($0.values[0])" }
    }
    let linear = ["Seed: 1", "Validation share: 0.2", "Share of suspects (0: from validation): 0.1"]
    #expect(settings(.linearAdapted) == linear)
    let networks = settings(TrainingMethod(.ddan)) { $0.headSizes = [300, 100] }
    #expect(Set(networks).isSuperset(of: linear))
    #expect(networks.contains("Classifier and discriminators: 300,100"))
    #expect(networks.contains("Leave out padding: true"))
    #expect(networks.contains("β, adversarial: 0.1"))
    #expect(!networks.contains { $0.hasPrefix("α") || $0.hasPrefix("Pull") || $0.contains("_") })
  }

  @Test(arguments: [(0.4, "0 s"), (59.6, "1 min 0 s"), (3725, "1 h 2 min"), (.infinity, "–"), (-1, "–")])
  func timesAreWordedInTwoUnits(seconds: Double, text: String) {
    #expect(DurationText.of(seconds: seconds) == text)
  }
}
