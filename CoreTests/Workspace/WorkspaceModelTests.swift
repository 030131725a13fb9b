import Foundation
import Testing

@testable import Core

@MainActor @Suite struct WorkspaceModelTests {
  @Test func fromDropToRetrainingWithTheNewLabels() async throws {
    let fixture = try WorkspaceFixture()
    func first() async throws -> [String] {
      let workspace = try await fixture.makeWorkspaceWithSamples()
      workspace.training.train()
      await workspace.training.finish()
      let findings = workspace.makeFindings()
      findings.show(project: workspace.newestScan?.projectID)
      await findings.settle()
      findings.mark(.confirmed, [1, 2])
      findings.mark(.looksFine, [100])
      findings.mark(.unsure, [101])
      #expect(workspace.training.usableMarkCount() == 3)
      await workspace.quit()
      return workspace.runs.runs.map(\.id)
    }
    let before = try await first()
    try await fixture.relaunch()
    let workspace = fixture.makeWorkspace()
    #expect(workspace.projects.projects.map(\.name).sorted() == ["netkit", "pixkit"])
    workspace.training.choices.usesMarks = true
    workspace.training.train()
    await workspace.training.finish()
    let run = try #require(workspace.runs.runs.first { !before.contains($0.id) })
    #expect(run.state == .completed)
    let model = try ModelFile(contentsOf: fixture.store.modelFile(ofRun: run.id))
    let marked = try #require(model.provenance.labeled.last)
    #expect(marked.name == "netkit (marked)")
    #expect(marked.functionCount == 3)
    #expect(marked.vulnerableCount == 2)
    #expect(workspace.runs.usableRuns.count == 2)
  }

  @Test func aDamagedDatabaseIsSaidInANotice() throws {
    let fixture = try WorkspaceFixture()
    let place = WorkspaceFolder(fixture.folder.file("Damaged"))
    try FileManager.default.createDirectory(at: place.url, withIntermediateDirectories: true)
    try Data("no database, whatever its name says".utf8).write(to: place.database)
    let workspace = try WorkspaceModel(folder: place)
    #expect(workspace.notices.notices.first?.text.contains("It is kept as workspace-damaged-") == true)
  }

  @Test func aFullDiskDuringTrainingKeepsWhatWasSaved() async throws {
    let fixture = try WorkspaceFixture(maximumPageCount: 36)
    let workspace = try await fixture.makeWorkspaceWithSamples()
    workspace.training.train()
    await workspace.training.finish()
    guard case .failed(_, let sentence) = workspace.training.activity else {
      let notices = workspace.projects.notices.notices.map(\.text)
      Issue.record("187 functions do not fit into so few pages: \(workspace.training.activity), \(notices)")
      return
    }
    #expect(sentence.contains("There is no room to write"))
    #expect(try fixture.store.projects().count == 2)
    #expect(workspace.runs.usableRuns.count == 1, "the model was written before the ranking")
  }

  @Test func changesAreLookedForUntilTheModelIsQuit() async throws {
    let fixture = try WorkspaceFixture()
    let workspace = fixture.makeWorkspace()
    try fixture.write("int f(void) { return 0; }", to: "lib/f.c")
    workspace.take([fixture.folder.file("lib")])
    await workspace.projects.settle()
    let clock = ManualClock()
    workspace.startWatching(clock: clock)
    await clock.waitForSleeper()
    try fixture.write("int g(void) { return 0; }", to: "lib/g.c")
    clock.wake()
    await clock.waitForSleeper()
    await workspace.projects.settle()
    #expect(workspace.projects.projects.first?.contents?.functionCount == 2)
    workspace.settings.watchesFolders = false
    try fixture.write("int h(void) { return 0; }", to: "lib/h.c")
    clock.wake()
    await clock.waitForSleeper()
    #expect(!workspace.projects.isReading)
    await workspace.quit()
    clock.wake()
  }

  @Test func settingsAreKeptAtOnceAndBounded() throws {
    let fixture = try WorkspaceFixture()
    let workspace = fixture.makeWorkspace()
    workspace.settings.notifies = false
    workspace.settings.hasSeenWelcome = true
    let again = fixture.makeWorkspace()
    #expect(!again.settings.notifies)
    #expect(again.settings.hasSeenWelcome)
    try fixture.store.set("threads", to: "100000")
    #expect(fixture.makeWorkspace().settings.threadCount <= SettingsModel.maximumThreadCount)
  }

  @Test func noticesAreNotRepeatedAndMakeRoom() {
    let notices = NoticesModel()
    for number in 0..<8 { notices.post("notice \(number)") }
    notices.post("notice 5")
    #expect(notices.notices.map(\.text) == ["notice 3", "notice 4", "notice 6", "notice 7", "notice 5"])
    notices.dismiss(notices.notices[0])
    #expect(notices.notices.count == 4)
  }
}
