import Foundation
import Testing

@testable import Core

@MainActor @Suite struct TrainingModelTests {
  private let fixture: WorkspaceFixture

  init() throws { fixture = try WorkspaceFixture() }

  @Test func anEmptyWorkspaceSaysWhatToChooseFirst() {
    let workspace = fixture.makeWorkspace()
    #expect(workspace.training.obstacle == "Choose at least one labelled project to learn from.")
    workspace.training.train()
    #expect(workspace.training.activity == .idle)
  }

  @Test func theOnlyProjectsAreChosen() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    #expect(workspace.training.chosenLabeled.map(\.name) == ["pixkit"])
    #expect(workspace.training.chosenUnlabeled?.name == "netkit")
    #expect(workspace.training.canTrain)
    workspace.training.choices.unlabeled = nil
    #expect(workspace.training.obstacle == "Choose the unlabelled project to adapt to.")
    workspace.training.choices.method = "vuld"
    #expect(workspace.training.canTrain, "no adaptation, no unlabelled project")
    workspace.training.choices.settings.learningRate = 7
    #expect(workspace.training.obstacle?.contains("“Learning rate” is 7") == true)
  }

  @Test func whereTheUserNamesNoMethodTheProgramChooses() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.choices.method = nil
    #expect(workspace.training.method?.id == "linear-adapted")
    workspace.training.choices.unlabeled = nil
    #expect(workspace.training.method?.id == "linear")
    #expect(workspace.training.canTrain)
    workspace.training.choices.choose(.paper)
    #expect(workspace.training.method?.id == "dual-gd-ddan")
    workspace.training.choices.method = "of-next-year"
    #expect(workspace.training.obstacle?.contains("this version has no “of-next-year”") == true)
  }

  @Test func thePermissionToNotifyIsAskedForWhenATrainingBegins() async throws {
    var events: [String] = []
    fixture.environment.askToNotify = { events.append("ask") }
    fixture.environment.notify = { _, _ in events.append("tell") }
    let workspace = try await fixture.makeWorkspaceWithSamples()
    #expect(events.isEmpty)
    workspace.training.choices.method = nil
    workspace.training.train()
    #expect(events == ["ask"])
    await workspace.training.finish()
    #expect(events == ["ask", "tell"])
    workspace.settings.notifies = false
    workspace.training.train()
    await workspace.training.finish()
    #expect(events.count == 2)
  }

  @Test func theStandardMethodGivesARankingWithoutCurves() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.choices.method = nil
    workspace.training.train()
    guard case .running(let started, _) = workspace.training.activity else {
      Issue.record("\(workspace.training.activity)")
      return
    }
    #expect(started.method == "linear-adapted")
    #expect(workspace.training.cancelHint.contains("written only at the end"))
    await workspace.training.finish()
    let run = try #require(workspace.runs.run(started.id))
    #expect(run.state == .completed)
    #expect(run.step == 1)
    #expect(run.curves.curves(of: .losses).isEmpty)
    #expect(run.metrics["source-validation/auc"] != nil)
    #expect(workspace.newestScan?.summary.functionCount == 187)
  }

  @Test func aStandardRunThatIsCancelledStartsAnewWhenResumed() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.choices.method = nil
    workspace.training.train()
    workspace.training.cancel()
    await workspace.training.finish()
    let run = try #require(workspace.runs.runs.first)
    #expect(run.state == .cancelled)
    #expect(!workspace.runs.hasModel(run))
    #expect(run.message == "It was stopped before there was a model. Resume it to go on.")
    workspace.training.resume(run)
    await workspace.training.finish()
    let later = try #require(workspace.runs.run(run.id))
    #expect(later.state == .completed)
    #expect(later.message == nil)
  }

  @Test func choicesOutliveTheWindow() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.choices.method = "ddan"
    #expect(fixture.makeWorkspace().training.choices == workspace.training.choices)
  }

  @Test func aPresetKeepsTheSeed() {
    var choices = TrainingChoices()
    choices.settings.seed = 9
    choices.choose(.small)
    #expect(choices.settings.seed == 9)
    #expect(choices.settings.hiddenSize == 64)
    #expect(!choices.isCustomised)
    choices.settings.dropout = 0.5
    #expect(choices.isCustomised)
  }

  @Test func aRunGivesAModelCurvesAndARanking() async throws {
    var told: [String] = []
    fixture.environment.notify = { title, text in told = [title, text] }
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.train()
    #expect(workspace.training.isRunning)
    #expect(workspace.training.obstacle == "A run is under way. Wait for its end, or cancel it.")
    await workspace.training.finish()
    guard case .finished(let run) = workspace.training.activity else {
      Issue.record("\(workspace.training.activity)")
      return
    }
    #expect(run.state == .completed)
    #expect(run.step == 6)
    #expect(run.name == "pixkit → netkit")
    #expect(run.curves.curves(of: .losses).map(\.name).contains("classification"))
    #expect(run.curves.curves(of: .validation).map(\.name) == ["AUC", "average precision"])
    #expect(run.metrics["source-validation/auc"] != nil)
    #expect(workspace.runs.usableRuns == [run])
    #expect(workspace.newestScan?.summary.functionCount == 187)
    #expect(told.first == "pixkit → netkit")
    #expect(told.last?.contains("of 187 functions are suspects") == true)
    let folder = fixture.store.folder.run(run.id)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model.vulnmodel"])
  }

  @Test func notificationsCanBeTurnedOff() async throws {
    var count = 0
    fixture.environment.notify = { _, _ in count += 1 }
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.settings.notifies = false
    workspace.training.train()
    await workspace.training.finish()
    #expect(count == 0)
  }

  @Test func cancellingKeepsTheBestModelAndTheRunGoesOnLater() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.choices.settings.maximumSteps = 4000
    workspace.training.train()
    try await workspace.untilTrained(steps: 2)
    workspace.training.cancel()
    #expect(workspace.training.isStopping)
    await workspace.training.finish()
    let run = try #require(workspace.runs.runs.first)
    #expect(run.state == .cancelled)
    #expect(run.canResume)
    #expect(workspace.runs.hasModel(run))
    workspace.training.resume(run)
    try await workspace.untilTrained(steps: run.step + 2)
    await workspace.training.suspend()
    let later = try #require(workspace.runs.runs.first)
    #expect(later.id == run.id)
    #expect(later.step > run.step)
    #expect(later.state == .paused)
  }

  @Test func quittingPausesTheRunAndARelaunchEndsItAsAnUnbrokenOne() async throws {
    let settings = TrainingSettings.tiny
    func train() async throws -> String {
      let workspace = try await fixture.makeWorkspaceWithSamples()
      workspace.training.choices.settings.maximumSteps = 40
      workspace.training.train()
      try await workspace.untilTrained(steps: 1)
      await workspace.quit()
      let run = try #require(workspace.runs.runs.first)
      #expect(run.state == .paused || run.state == .completed)
      return run.id
    }
    let id = try await train()
    try await fixture.relaunch()
    let workspace = fixture.makeWorkspace()
    let run = try #require(workspace.runs.run(id))
    if run.state == .paused {
      #expect(run.message?.contains("Resume it to go on from step") == true)
      workspace.training.resume(run)
      await workspace.training.finish()
    }
    #expect(workspace.runs.run(id)?.state == .completed)
    let resumed = try ModelFile(contentsOf: fixture.store.modelFile(ofRun: id))
    workspace.training.choices.settings = settings
    workspace.training.choices.settings.maximumSteps = 40
    workspace.training.train()
    await workspace.training.finish()
    let whole = try #require(workspace.runs.runs.first { $0.id != id })
    let unbroken = try ModelFile(contentsOf: fixture.store.modelFile(ofRun: whole.id))
    #expect(resumed.tensors == unbroken.tensors)
  }

  @Test func aCrashLeavesARunThatCanGoOn() async throws {
    let plan = TrainingPlan(
      labeled: [], unlabeled: nil, method: "vuld", settings: TrainingSettings.tiny, usesMarks: false)
    try fixture.store.save(
      WorkspaceRun(
        id: "r", name: "a → b", createdAt: WorkspaceFixture.date, method: "vuld", plan: plan, state: .running)
    )
    try await fixture.relaunch()
    let workspace = fixture.makeWorkspace()
    #expect(workspace.runs.run("r")?.canResume == true)
    #expect(
      workspace.notices.notices.map(\.text) == [
        "a → b was training when VulnAdapt ended. Resume it in Runs."
      ])
  }

  @Test func aVanishedFolderFailsTheRunInWords() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    try FileManager.default.removeItem(at: fixture.folder.file("netkit"))
    workspace.training.train()
    await workspace.training.finish()
    guard case .failed(let run, let sentence) = workspace.training.activity else {
      Issue.record("\(workspace.training.activity)")
      return
    }
    #expect(run.state == .failed)
    #expect(sentence.contains("of netkit is gone"))
    await workspace.projects.checkForChanges()
    #expect(workspace.training.obstacle?.contains("The folder of netkit is gone") == true)
  }

  @Test func aProjectThatChangedCannotBeResumedAndSaysSo() async throws {
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.choices.settings.maximumSteps = 4000
    workspace.training.train()
    try await workspace.untilTrained(steps: 2)
    workspace.training.cancel()
    await workspace.training.finish()
    let run = try #require(workspace.runs.runs.first)
    try fixture.write("int added(int a) { return a; }", to: "netkit/added.c")
    workspace.training.resume(run)
    await workspace.training.finish()
    #expect(workspace.runs.run(run.id)?.message?.contains("other data") == true)
    #expect(workspace.runs.hasModel(run), "the model of before is kept")
  }
}

extension WorkspaceModel {
  /// Waits until the run under way has taken some steps.
  func untilTrained(steps: Int) async throws {
    for _ in 0..<60_000 {
      if case .running(_, let snapshot) = training.activity, snapshot.phase == .training,
        snapshot.step >= steps
      {
        return
      }
      if !training.isRunning { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("no step within ten minutes")
  }
}
