import Foundation
@_spi(Inspection) import SwiftUI
import Testing

@testable import Core
@testable import VulnAdapt

@MainActor @Suite struct FindingsScreenTests {
  private let fixture: AppFixture
  private let screen: ViewInspector<RootView>

  init() async throws {
    fixture = try AppFixture()
    screen = fixture.screen()
    await screen.settle()
    fixture.window.screen = .findings
  }

  @Test func emptyStatesSayWhatToDoNext() async throws {
    try expectSnapshot(screen.outline, "findings-no-project")
    try await fixture.addProjects()
    fixture.window.showFindings(ofProject: fixture.mine?.id)
    try expectSnapshot(screen.outline, "findings-no-model")
    #expect(screen.press("Go to Training"))
    #expect(fixture.window.screen == .training)
  }

  @Test func aFunctionIsReadMarkedAndOpened() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking()
    let undo = UndoManager()
    screen.environment._undoManager = undo
    await screen.settle()
    #expect(screen.select(1))
    await screen.settle()
    try expectSnapshot(screen.outline, "findings-reading")
    #expect(screen.press("Confirmed"))
    #expect(fixture.window.findings.state(of: fixture.window.findings.rows[0]) == .confirmed)
    #expect(undo.undoActionName == "Mark as Confirmed")
    #expect(screen.set("Show", to: "Not Marked Yet"))
    #expect(screen.first("Table")?.value == "2 rows")
    undo.undo()
    #expect(screen.first("Table")?.value == "3 rows")
    #expect(screen.press("Open in Xcode"))
    await fixture.window.findings.settle()
    #expect(fixture.places == ["main.c:1"])
  }

  @Test func whatGitKnowsOfAFunctionIsShown() async throws {
    let repository = try TemporaryRepository()
    func code(_ value: String) -> [String: String] {
      ["a.c": "int f(const char *p, int n)\n{\n  return \(value);\n}\n"]
    }
    try repository.commit("Begin", code("p[n]"))
    try repository.commit("fix overflow in f", code("n < 4 ? p[n] : 0"))
    try repository.commit("fix wrong result", code("n < 5 ? p[n] : 0"))
    let fixture = try AppFixture(starterModel: { try StarterModel.load() })
    let screen = fixture.screen()
    await screen.settle()
    fixture.window.take([URL(fileURLWithPath: repository.path)])
    await fixture.workspace.projects.settle()
    fixture.window.showFindings(ofProject: fixture.mine?.id)
    await fixture.window.findings.rankWithStarterModel()
    await fixture.window.findings.settle()
    await fixture.workspace.pasts.settle()
    #expect(screen.select(1))
    await screen.settle()
    let summary = screen.all("Text").first {
      $0.label.hasPrefix("It was changed by 1 security fix, last in ")
    }
    #expect(summary?.label.hasSuffix(" \"fix overflow in f\".") == true)
    let other = screen.all("Label").first { $0.label.hasSuffix("\"fix wrong result\"") }
    #expect(other?.spoken.hasPrefix("Fix ") == true)
  }

  @Test func rowsAreCopiedAndTheirFilesRevealed() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking()
    await screen.settle()
    fixture.window.findings.selection = [2, 1]
    let rows = "0.90\tfirst\tmain.c\t1\t\n0.57\tsecond\tmain.c\t7\t"
    #expect(screen.copied() == [rows])
    #expect(screen.press("Copy"), "the context menu of the selected rows")
    #expect(pasted == rows)
    #expect(screen.press("Reveal in Finder"))
    #expect(revealed.map(\.lastPathComponent) == ["main.c"])
  }

  @Test func theSourceIsColouredAndHotStatementsAreUnderlinedToo() throws {
    let text = "int f(int n)\n{\n  return n; // é\n}"
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(int n)",
      range: SourceRange(
        startOffset: 0, endOffset: text.utf8.count, startLine: 1, startColumn: 1, endLine: 4, endColumn: 2),
      text: text)
    let statement = StoredFinding.Statement(
      range: SourceRange(
        startOffset: 17, endOffset: 26, startLine: 3, startColumn: 3, endLine: 3, endColumn: 12),
      text: "return n;", share: 1)
    let shown = SourceTextView.text(of: FunctionSource(function, statements: [statement]))
    #expect(shown.isColoured(.type, at: "int"))
    #expect(shown.isColoured(.call, at: "f("))
    #expect(shown.isColoured(.keyword, at: "return"))
    #expect(shown.isColoured(.comment, at: "// é"))
    #expect(shown.isColoured(.plain, at: "n;"))
    #expect(shown.isUnderlined(at: "return"))
    #expect(shown.hint(at: "n;") == "100 % of the score")
    #expect(!shown.isUnderlined(at: "// é"))
  }

  @Test func columnsSortAndTheSearchNarrows() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking()
    #expect(screen.press("Function"))
    #expect(fixture.window.findings.rows.map(\.name) == ["first", "second", "third"])
    #expect(screen.press("Function"))
    #expect(fixture.window.findings.rows.map(\.name) == ["third", "second", "first"])
    #expect(screen.set("Name or file", to: "seco"))
    #expect(screen.first("Table")?.value == "1 rows")
    #expect(screen.set("Name or file", to: "nothing of the kind"))
    #expect(screen.first("ContentUnavailableView", "No Function Matches") != nil)
  }

  @Test func tenThousandFindingsAreShownAsFewRows() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking(count: 10_000)
    try expectSnapshot(screen.outline, "findings-10000")
  }

  @Test func aFamilyIsOneRowThatAButtonOpens() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking(familySize: 2)
    await screen.settle()
    #expect(screen.first("Table")?.value == "2 rows")
    #expect(screen.press("and 1 alike"))
    #expect(screen.first("Table")?.value == "3 rows")
    #expect(fixture.window.findings.rows.map(\.isBelowFirst) == [false, true, false])
    #expect(screen.press("and 1 alike"))
    #expect(screen.first("Table")?.value == "2 rows")
  }

  @Test func loadingRankingAndFailureAreShown() async throws {
    try await fixture.addProjects()
    try await fixture.addRanking()
    fixture.window.findings.phase = .loading
    try expectSnapshot(screen.outline, "findings-loading")
    fixture.window.findings.phase = .ranking(files: 12, functions: 340)
    try expectSnapshot(screen.outline, "findings-ranking")
    #expect(screen.press("Stop"))
    #expect(fixture.window.findings.phase == .idle)
    fixture.window.findings.phase = .failed("The folder of mine is gone.")
    try expectSnapshot(screen.outline, "findings-failed")
    #expect(screen.press("Show Earlier Findings"))
    await fixture.window.findings.settle()
    #expect(screen.first("Table")?.value == "3 rows")
  }
}
