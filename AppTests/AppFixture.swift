import Foundation
@_spi(Inspection) import SwiftUI

@testable import Core
@testable import VulnAdapt

/// A workspace of two tiny projects, and a window on it.
@MainActor final class AppFixture {
  nonisolated static let date = WorkspaceFixture.date

  private let base: WorkspaceFixture
  let workspace: WorkspaceModel
  let window: WindowModel
  init(hasSeenWelcome: Bool = true, starterModel: (@Sendable () throws -> ModelFile)? = nil) throws {
    base = try WorkspaceFixture()
    let container = base.folder.file("Group")
    let opened = Opened()
    base.environment.openInEditor = { opened.places.append("\($0.lastPathComponent):\($1)") }
    base.environment.editorFolder = { container }
    base.environment.starterModel = starterModel
    workspace = base.makeWorkspace()
    workspace.settings.hasSeenWelcome = hasSeenWelcome
    window = WindowModel(workspace: workspace)
    openedPlaces = opened
  }

  var folder: URL { base.folder.url }

  /// The places opened in the editor.
  private let openedPlaces: Opened
  var places: [String] { openedPlaces.places }

  @MainActor private final class Opened {
    var places: [String] = []
    nonisolated init() {}
  }

  /// The window as a test sees and uses it.
  func screen() -> ViewInspector<RootView> {
    let window = window
    return ViewInspector { RootView(window: window) }
  }

  func write(_ text: String, to path: String) throws { try base.write(text, to: path) }

  /// Adds a labelled project of forty functions and an unlabelled one of three.
  func addProjects() async throws {
    let labeled = TinyProjects(count: 40, oneVulnerableIn: 4).labeled
    try TinyProjects.write(labeled, to: folder.appendingPathComponent("lib"))
    try write(
      """
      int first(char *to, const char *from, int n)
      {
          memcpy(to, from, n);
          return n;
      }

      int second(int n)
      {
          return n;
      }

      int third(int n)
      {
          if (n > 8) return -1;
          return n * 2;
      }

      """, to: "mine/main.c")
    workspace.take([folder.appendingPathComponent("lib"), folder.appendingPathComponent("mine")])
    await workspace.projects.settle()
    workspace.training.chooseWhatIsObvious()
    workspace.training.choices.settings = .tiny
  }

  var mine: WorkspaceProject? { workspace.projects.unlabeled.first }

  /// A run with fixed figures, without files.
  func addRun(
    _ id: String, state: WorkspaceRun.State, hidden: Int = 128, auc: Double = 0.75
  ) throws -> WorkspaceRun {
    var settings = TrainingSettings()
    settings.hiddenSize = hidden
    var run = WorkspaceRun(
      id: id, name: "lib → mine \(id)", createdAt: Self.date, method: "ddan",
      plan: TrainingPlan(
        labeled: workspace.projects.labeled.map { .init($0) }, unlabeled: mine.map { .init($0) },
        method: "ddan", settings: settings, usesMarks: false), state: state)
    run.step = 40
    run.seconds = 75
    run.metrics = ["source-validation/auc": auc]
    for step in 1...3 { run.curves.add(Self.report(step)) }
    try workspace.runs.store.save(run)
    workspace.runs.load()
    return run
  }

  static func report(_ step: Int) -> StepReport {
    StepReport(
      step: step, terms: ["classification": 0.5, "adversarial": 1.25], discriminatorLoss: 0.6,
      discriminatorAccuracies: ["domain": 0.75], gradientNorm: 1)
  }

  /// Ranks the unlabelled project with made-up scores, so that outlines do not hang on arithmetic.
  ///
  /// - Parameters:
  ///   - count: How many functions there are.
  ///   - familySize: How many of the first are alike.
  /// - Throws: What a project or the store cannot do.
  func addRanking(count: Int = 3, familySize: Int = 1) async throws {
    let run = try addRun("ranked", state: .completed)
    guard let mine else { return }
    let scan = ScanRecord(
      id: "scan", runID: run.id, projectID: mine.id, scannedAt: Self.date,
      summary: .init(
        functionCount: count, fileCount: 1, suspectCount: 1, threshold: 0.5, skipped: [], method: "ddan"))
    let functions = try UnlabeledProject.load(from: mine.path).functions
    let findings = (0..<count).map { index -> StoredFinding in
      var function = functions[index % functions.count]
      if index >= functions.count {
        function.name += "\(index)"
        function.text += "/* \(index) */"
      }
      let body = SourceRange(
        startOffset: function.range.startOffset, endOffset: function.range.startOffset + 3,
        startLine: function.range.startLine, startColumn: 1, endLine: function.range.startLine, endColumn: 4)
      var finding = Finding(
        rank: index + 1, score: Float(0.9 - Double(index) / Double(count)), function: function,
        statements: [StatementAttribution(range: body, text: "int", share: 0.8)], isSuspect: index == 0)
      if (1..<familySize).contains(index) { finding.leader = 1 }
      return StoredFinding(finding, scanID: "scan")
    }
    try workspace.runs.store.save(scan, findings)
    window.findings.show(project: mine.id)
    await window.findings.settle()
  }
}
