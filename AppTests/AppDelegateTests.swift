import Foundation
import Testing

@testable import Core
@testable import VulnAdapt

@MainActor @Suite struct AppDelegateTests {
  @Test func quittingWaitsUntilARunIsSafeOnDisk() async throws {
    let fixture = try AppFixture()
    let quitting = QuittingApp(workspace: fixture.workspace)
    #expect(quitting.terminatesAtOnce())
    try await fixture.addProjects()
    fixture.workspace.training.choices.method = "ddan"
    fixture.workspace.training.choices.settings.maximumSteps = 5000
    fixture.workspace.training.train()
    #expect(!quitting.terminatesAtOnce())
    #expect(await quitting.reply())
    #expect(!fixture.workspace.training.isRunning)
    #expect(fixture.workspace.runs.runs.first?.state == .paused)
  }

  @Test func theEndOfATrainingIsToldOnceTheUserWasAsked() async throws {
    await allowNotifications()
    let shown = await notified(title: "lib → mine", text: "Completed after 3 steps.")
    #expect(shown == ["lib → mine: Completed after 3 steps."])
  }
}
