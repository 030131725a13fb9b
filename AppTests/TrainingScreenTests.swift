import Foundation
@_spi(Inspection) import SwiftUI
import Testing

@testable import Core
@testable import VulnAdapt

@MainActor @Suite struct TrainingScreenTests {
  private let fixture: AppFixture
  private let screen: ViewInspector<RootView>

  init() throws {
    fixture = try AppFixture()
    fixture.window.screen = .training
    screen = fixture.screen()
  }

  @Test func withoutALabelledProjectItSaysWhatIsMissing() async throws {
    await screen.settle()
    fixture.window.screen = .training
    try expectSnapshot(screen.outline, "training-empty")
  }

  @Test func choicesAreMadeWithTheControls() async throws {
    try await fixture.addProjects()
    await screen.settle()
    fixture.window.screen = .training
    fixture.workspace.training.choices.settings = TrainingPreset.standard.settings
    try expectSnapshot(screen.outline, "training-ready")
    #expect(screen.set("Method", to: "DDAN"))
    #expect(screen.set("Preset", to: "small"))
    _ = screen.nodes
    #expect(fixture.workspace.training.choices.method == "ddan")
    #expect(fixture.workspace.training.choices.settings.hiddenSize == 64)
    #expect(screen.set("lib", to: "off"))
    #expect(fixture.workspace.training.obstacle != nil)
    #expect(!screen.press("Train"), "the button is disabled while something is missing")
    #expect(screen.press("Expert Settings"))
    #expect(screen.set("Learning rate", to: "0.01"))
    #expect(screen.set("Seed", to: "42"))
    #expect(!screen.set("Seed", to: "a seed"))
    #expect(fixture.workspace.training.choices.settings.seed == 42)
    #expect(fixture.workspace.training.choices.settings.learningRate == 0.01)
    try expectSnapshot(screen.outline, "training-expert")
  }

  @Test func onlySettingsThatTheMethodReadsAreShown() async throws {
    try await fixture.addProjects()
    await screen.settle()
    fixture.window.screen = .training
    #expect(screen.press("Expert Settings"))
    func fields() -> [String] {
      screen.nodes.flatMap(\.all).filter { $0.kind == "TextField" }.map(\.label)
    }
    #expect(fields() == ["Seed", "Validation share", "Share of suspects (0: from validation)"])
    #expect(screen.first("Picker", "Preset") == nil, "presets are of networks")
    #expect(screen.set("Method", to: "DIRT-T"))
    #expect(fields().contains("Refinement steps"))
    #expect(!fields().contains("θ, own project"))
    #expect(screen.set("Classifier and discriminators", to: "30, 20"))
    #expect(!screen.set("Classifier and discriminators", to: "wide"))
    #expect(screen.set("Keep library names", to: "off"))
    #expect(screen.set("Read-out", to: "mean"))
    let settings = fixture.workspace.training.choices.settings
    #expect(settings.headSizes == [30, 20])
    #expect(!settings.normalisation.keepsLibraryNames)
    #expect(settings.readOut == .mean)
  }

  @Test func aRunWithoutCurvesShowsItsPartAndItsFigures() async throws {
    try await fixture.addProjects()
    await screen.settle()
    fixture.window.screen = .training
    var run = try fixture.addRun("linear", state: .running)
    run.method = TrainingMethod.linearAdapted.id
    run.curves = TrainingCurves()
    var snapshot = TrainingSnapshot()
    snapshot.phase = .training
    snapshot.part = "self-training"
    snapshot.step = 1
    snapshot.maximumSteps = 3
    fixture.workspace.training.activity = .running(run: run, snapshot)
    try expectSnapshot(screen.outline, "training-running-linear")
    run.state = .completed
    fixture.workspace.training.activity = .finished(run: run)
    try expectSnapshot(screen.outline, "training-finished-linear")
  }

  @Test func aRunIsStartedAndEndsWithFindings() async throws {
    try await fixture.addProjects()
    await screen.settle()
    fixture.window.screen = .training
    #expect(screen.press("Train"))
    #expect(fixture.workspace.training.isRunning)
    await fixture.workspace.training.finish()
    #expect(screen.nodes.flatMap(\.all).contains { $0.label.hasPrefix("Completed after 1 step") })
    #expect(screen.press("Show Findings"))
    await fixture.window.findings.settle()
    #expect(screen.first("Table")?.value == "3 rows")
    fixture.window.screen = .training
    #expect(screen.press("Use in Xcode"))
    #expect(fixture.workspace.runs.editorRunID == fixture.workspace.runs.runs.first?.id)
  }

  @Test func aRunUnderWayShowsItsFiguresAndCanBeCancelled() async throws {
    try await fixture.addProjects()
    await screen.settle()
    fixture.window.screen = .training
    let run = try fixture.addRun("now", state: .running)
    var snapshot = TrainingSnapshot()
    snapshot.phase = .training
    snapshot.step = 30
    snapshot.maximumSteps = 120
    snapshot.seconds = 61
    snapshot.secondsLeft = 183
    snapshot.curves = run.curves
    snapshot.warnings = ["The source discriminator has told both projects apart without error."]
    fixture.workspace.training.activity = .running(run: run, snapshot)
    try expectSnapshot(screen.outline, "training-running")
    #expect(screen.press("Cancel"))
    #expect(fixture.workspace.training.isStopping)
    #expect(screen.first("ProgressView", "Stopping after this step") != nil)
  }

  @Test func aFailedRunSaysWhyAndOffersToGoOn() async throws {
    try await fixture.addProjects()
    await screen.settle()
    fixture.window.screen = .training
    let run = try fixture.addRun("broken", state: .paused)
    fixture.workspace.training.activity = .failed(
      run: run, WorkspaceError.diskFull(file: "workspace.sqlite").description)
    try expectSnapshot(screen.outline, "training-failed")
    #expect(screen.press("Show Runs"))
    #expect(fixture.window.screen == .runs)
  }
}
