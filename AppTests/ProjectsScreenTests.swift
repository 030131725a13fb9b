import Foundation
@_spi(Inspection) import SwiftUI
import Testing

@testable import Core
@testable import VulnAdapt

@MainActor @Suite struct ProjectsScreenTests {
  @Test func anEmptyListSaysWhatToDrop() throws {
    let fixture = try AppFixture()
    let screen = fixture.screen()
    try expectSnapshot(screen.outline, "projects-empty")
    #expect(screen.press("Add Folder…"))
    #expect(screen.first("FileImporter") != nil)
  }

  @Test func droppedFoldersAreListedAndShown() async throws {
    let fixture = try AppFixture()
    let screen = fixture.screen()
    try fixture.write("int f(void) { return 1; }", to: "one/f.c")
    #expect(screen.drop([fixture.folder.appendingPathComponent("one")]))
    #expect(screen.first("Label", "Reading…") != nil)
    try expectSnapshot(outline(of: screen, in: fixture), "projects-reading")
    await fixture.workspace.projects.settle()
    let id = try #require(fixture.workspace.projects.projects.first?.id)
    #expect(screen.select(id))
    try expectSnapshot(outline(of: screen, in: fixture), "projects-unlabelled")
  }

  private func outline(of screen: ViewInspector<some View>, in fixture: AppFixture) -> String {
    screen.outline.replacingOccurrences(of: fixture.folder.path, with: "FOLDER")
  }

  @Test func aLabelledProjectShowsCountsAndOrigin() async throws {
    let fixture = try AppFixture()
    try await fixture.addProjects()
    fixture.window.selectedProject = fixture.workspace.projects.labeled.first?.id
    let screen = fixture.screen()
    try expectSnapshot(outline(of: screen, in: fixture), "projects-labelled")
    #expect(screen.first("LabeledContent", "Labels from")?.value == "labels.csv")
    #expect(screen.first("LabeledContent", "Labelled")?.value == "40, 10 vulnerable")
    #expect(screen.press("Leave Labels Unseen"))
    await fixture.workspace.projects.settle()
    #expect(fixture.workspace.projects.labeled.isEmpty)
  }

  @Test func aFileIsRefusedInANoticeThatCanBeDismissed() throws {
    let fixture = try AppFixture()
    try fixture.write("int f(void) { return 1; }", to: "f.c")
    let screen = fixture.screen()
    #expect(!screen.drop([fixture.folder.appendingPathComponent("f.c")]))
    #expect(screen.nodes.flatMap(\.all).contains { $0.label.contains("f.c is a file. Drop the folder") })
    #expect(screen.press("Dismiss"))
    #expect(fixture.workspace.notices.notices.isEmpty)
  }

  @Test func aVanishedFolderOffersToLocateIt() async throws {
    let fixture = try AppFixture()
    try await fixture.addProjects()
    let mine = fixture.folder.appendingPathComponent("mine")
    let moved = fixture.folder.appendingPathComponent("moved/deep")
    try FileManager.default.createDirectory(
      at: moved.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: mine, to: moved)
    await fixture.workspace.projects.checkForChanges()
    fixture.window.selectedProject = fixture.mine?.id
    let screen = fixture.screen()
    #expect(screen.first("Label", "Folder not found") != nil)
    try expectSnapshot(outline(of: screen, in: fixture), "projects-missing")
    // The first ones are in the context menus of the list.
    let locate = try #require(screen.all("Button", "Locate…").last)
    locate.press?()
    #expect(screen.choose([moved]))
    await fixture.workspace.projects.settle()
    #expect(fixture.workspace.projects.status(of: try #require(fixture.mine?.id)) == .ready)
  }

  @Test func labelsAreSetRightInTheSheet() async throws {
    let fixture = try AppFixture()
    try await fixture.addProjects()
    fixture.window.selectedProject = fixture.workspace.projects.labeled.first?.id
    let screen = fixture.screen()
    #expect(screen.press("Fix Labels…"))
    #expect(screen.first("ProgressView", "Reading lib…") != nil)
    await screen.settle()
    #expect(screen.first("Table")?.value == "40 rows")
    #expect(screen.select(1))
    try expectSnapshot(
      screen.outline.replacingOccurrences(of: fixture.folder.path, with: "FOLDER"), "labels-sheet")
    let window = UndoManager()
    screen.environment._undoManager = window
    #expect(screen.press("Vulnerable"))
    // The sheet is a window of its own: its steps are taken back there.
    #expect(!window.canUndo)
    #expect(screen.sheetUndoManager.undoActionName == "Change Label of f1")
    screen.sheetUndoManager.undo()
    #expect(screen.first("Sheet")?.all.contains { $0.label == "As in the Project" && $0.isDisabled } == true)
    screen.sheetUndoManager.redo()
    #expect(screen.set("Search", to: "f7"))
    #expect(screen.first("Table")?.value == "1 rows")
    #expect(screen.press("Done"))
    await fixture.workspace.projects.settle()
    #expect(fixture.workspace.projects.labeled.first?.contents?.vulnerableCount == 11)
    #expect(screen.first("Sheet") == nil)
  }

  @Test func theTextsForXcodesBuildsAreThereToCopy() async throws {
    let fixture = try AppFixture()
    try await fixture.addProjects()
    fixture.window.selectedProject = fixture.mine?.id
    let screen = fixture.screen()
    #expect(screen.press("Xcode Builds…"))
    #expect(screen.first("Sheet") != nil)
    #expect(screen.press("Copy the text for In an Xcode project"))
    #expect(pasted?.contains("scan \"$SRCROOT\" --format text") == true)
    #expect(screen.press("Copy the text for In a Swift package"))
    #expect(pasted?.contains("VulnAdaptCheck") == true)
    #expect(screen.press("Done"))
    #expect(screen.first("Sheet") == nil)
  }

  @Test func aProjectIsRevealedInTheFinder() async throws {
    let fixture = try AppFixture()
    try await fixture.addProjects()
    let screen = fixture.screen()
    #expect(screen.press("Reveal in Finder"))
    #expect(revealed.map(\.lastPathComponent) == ["lib"])
  }

  @Test func removingAProjectCanBeUndone() async throws {
    let fixture = try AppFixture()
    try await fixture.addProjects()
    let screen = fixture.screen()
    let undo = UndoManager()
    screen.environment._undoManager = undo
    await screen.settle()
    fixture.window.selectedProject = fixture.mine?.id
    #expect(screen.press("Remove"))
    #expect(fixture.workspace.projects.projects.count == 1)
    #expect(undo.undoActionName == "Remove lib")
    undo.undo()
    await fixture.workspace.projects.settle()
    #expect(fixture.workspace.projects.projects.count == 2)
    undo.redo()
    #expect(fixture.workspace.projects.projects.count == 1)
  }
}
