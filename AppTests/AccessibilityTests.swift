import Foundation
@_spi(Inspection) import SwiftUI
import Testing

@testable import Core
@testable import VulnAdapt

/// Every control of every screen says what it is, and no state is told by colour alone.
@MainActor @Suite struct AccessibilityTests {
  private let fixture: AppFixture
  private let screen: ViewInspector<RootView>

  init() async throws {
    fixture = try AppFixture()
    screen = fixture.screen()
    await screen.settle()
  }

  /// The kinds of controls that VoiceOver would have no words for.
  private func silent() -> [String] {
    screen.nodes.flatMap(\.all).filter { ($0.press != nil || $0.set != nil) && $0.spoken.isEmpty }.map(\.kind)
  }

  @Test func emptyScreensAreSpoken() {
    for part in Screen.allCases {
      fixture.window.screen = part
      #expect(silent().isEmpty, "\(part.title)")
    }
  }

  @Test func filledScreensAreSpoken() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking()
    fixture.window.showsExpertSettings = true
    fixture.workspace.notices.post("Something is to be read.")
    fixture.window.selectedProject = fixture.workspace.projects.labeled.first?.id
    fixture.workspace.runs.selection = ["ranked"]
    fixture.window.findings.selection = [1]
    for method in [nil] + TrainingMethod.all.map({ Optional($0.id) }) {
      fixture.workspace.training.choices.method = method
      fixture.window.screen = .training
      #expect(silent().isEmpty, "\(method ?? "automatic")")
    }
    for part in Screen.allCases {
      fixture.window.screen = part
      await screen.settle()
      #expect(silent().isEmpty, "\(part.title)")
    }
    fixture.window.fixLabels(of: try #require(fixture.workspace.projects.labeled.first))
    await screen.settle()
    #expect(silent().isEmpty, "labels")
  }

  @Test func runsUnderWayAndEndedAreSpoken() async throws {
    try await fixture.addProjects()
    fixture.window.screen = .training
    let run = try fixture.addRun("now", state: .running)
    let activities: [TrainingModel.Activity] = [
      .idle, .running(run: run, TrainingSnapshot()), .finished(run: run), .failed(run: run, "It failed."),
    ]
    for activity in activities {
      fixture.workspace.training.activity = activity
      #expect(silent().isEmpty)
    }
  }

  @Test func suspectsMarksAndAcceptedSuspectsDifferInSymbolAndWord() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking()
    fixture.window.findings.findings[1].suppression = .baseline
    fixture.window.findings.findings[1].isSuspect = true
    fixture.window.findings.filter = .all
    fixture.window.screen = .findings
    fixture.window.findings.selection = [2]
    for state in TriageState.allCases { fixture.window.findings.mark(state, [1 + state.place]) }
    await screen.settle()
    try expectSnapshot(screen.outline, "findings-accepted")
    let symbols = Set(TriageState.allCases.map(\.symbol))
    #expect(symbols.count == TriageState.allCases.count)
    #expect(Set(TriageState.allCases.map(\.title)).count == TriageState.allCases.count)
  }
}

extension TriageState {
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
