import Foundation
import Testing

@testable import Core

@MainActor @Suite struct LabelsModelTests {
  private let fixture: WorkspaceFixture
  private let projects: ProjectsModel

  init() async throws {
    fixture = try WorkspaceFixture()
    projects = fixture.makeProjects()
    try fixture.write("int f(int a) { return a; }\n\nint g(int a) { return a + 1; }\n", to: "lib/f.c")
    try fixture.write("path,function,label\nf.c,f,1\n", to: "lib/labels.csv")
    projects.add([fixture.folder.file("lib")])
    await projects.settle()
  }

  private func open() async throws -> LabelsModel {
    let labels = LabelsModel(project: try #require(projects.projects.first), projects: projects)
    await labels.load()
    return labels
  }

  @Test func aLabelIsChangedUndoneAndRedone() async throws {
    let labels = try await open()
    let undo = UndoStack()
    #expect(labels.rows.map(\.function.name) == ["f", "g"])
    #expect(labels.rows.map(\.label) == [.vulnerable, nil])
    labels.selection = 1
    labels.setLabel(.vulnerable, undo: undo)
    #expect(labels.selectedRow?.label == .vulnerable)
    #expect(labels.selectedRow?.origin == "you")
    #expect(undo.undoNames == ["Change Label of g"])
    undo.undo()
    #expect(labels.selectedRow?.label == nil)
    undo.redo()
    labels.close()
    await projects.settle()
    let contents = try #require(projects.projects.first?.contents)
    #expect(contents.vulnerableCount == 2)
    #expect(contents.labeledCount == 2)
    #expect(contents.correctionCount == 1)
  }

  @Test func aLabelEqualToTheFilesIsNoCorrection() async throws {
    let labels = try await open()
    labels.selection = 0
    labels.setLabel(.notVulnerable)
    #expect(try fixture.store.labelCorrections(ofProject: labels.project.id).count == 1)
    labels.setLabel(.vulnerable)
    #expect(try fixture.store.labelCorrections(ofProject: labels.project.id).isEmpty)
    #expect(labels.selectedRow?.origin == "project")
  }

  @Test func aCorrectionOutlivesEditsElsewhereAndEndsWithTheFunction() async throws {
    let labels = try await open()
    labels.selection = 1
    labels.setLabel(.vulnerable)
    try fixture.write(
      "/* new */\nint h(void) { return 2; }\n\nint f(int a) { return a; }\n\nint g(int a) { return a + 1; }\n",
      to: "lib/f.c")
    let moved = try await open()
    #expect(moved.rows.map(\.label) == [nil, .vulnerable, .vulnerable])
    try fixture.write("int f(int a) { return a; }\n\nint g(int a) { return a + 2; }\n", to: "lib/f.c")
    let changed = try await open()
    #expect(changed.rows.map(\.label) == [.vulnerable, nil])
  }

  @Test func searchFindsNamesAndFiles() async throws {
    let labels = try await open()
    labels.search = "G"
    #expect(labels.shownRows.map(\.function.name) == ["g"])
    labels.search = "f.c"
    #expect(labels.shownRows.count == 2)
    labels.search = "nothing"
    #expect(labels.shownRows.isEmpty)
  }

  @Test func aVanishedFolderIsSaidInTheSheet() async throws {
    try FileManager.default.removeItem(at: fixture.folder.file("lib"))
    let labels = try await open()
    #expect(labels.rows.isEmpty)
    #expect(labels.problem?.contains("cannot be read") == true)
  }
}
