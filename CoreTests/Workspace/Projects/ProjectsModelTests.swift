import Foundation
import Testing

@testable import Core

@MainActor @Suite struct ProjectsModelTests {
  @Test func droppedFoldersBecomeLabelledAndUnlabelledProjects() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    let (pixkit, netkit) = (try fixture.copyOfSample("pixkit"), try fixture.copyOfSample("netkit"))
    #expect(!projects.add([pixkit, netkit]).isEmpty)
    #expect(projects.isReading)
    await projects.settle()
    #expect(projects.labeled.map(\.name) == ["pixkit"])
    #expect(projects.unlabeled.map(\.name) == ["netkit"])
    let contents = try #require(projects.labeled.first?.contents)
    #expect(contents.functionCount == 336)
    #expect(contents.labelSource == "labels.csv")
    #expect(contents.summary == "336 functions, \(contents.vulnerableCount) vulnerable")
    #expect(projects.unlabeled.first?.contents?.functionCount == 187)
    #expect(fixture.notices.notices.isEmpty)
    let again = fixture.makeProjects()
    #expect(again.projects == projects.projects)
  }

  @Test func aFileAFolderWithoutCAndNothingAreRefusedInWords() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    try fixture.write("int f(void) { return 0; }", to: "single.c")
    try fixture.write("# Notes", to: "notes/README.md")
    try fixture.write("int a;", to: "data/values.h")
    #expect(projects.add([fixture.folder.file("single.c")]).isEmpty)
    #expect(projects.add([fixture.folder.file("nowhere")]).isEmpty)
    projects.add([fixture.folder.file("notes"), fixture.folder.file("data")])
    await projects.settle()
    #expect(projects.projects.isEmpty)
    let texts = fixture.notices.notices.map(\.text)
    #expect(texts.count == 4)
    #expect(texts.contains { $0.contains("single.c is a file. Drop the folder") })
    #expect(texts.contains { $0.contains("nowhere cannot be read") })
    #expect(texts.contains { $0.contains("notes holds no .c or .h file") })
    #expect(texts.contains { $0.contains("data has no C functions") })
  }

  @Test func foldersInsideAndAroundAProjectAreRefused() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    try fixture.write("int f(void) { return 0; }", to: "outer/lib/f.c")
    try fixture.write("int g(void) { return 0; }", to: "outer/lib/deep/g.c")
    try fixture.write("int h(void) { return 0; }", to: "outer/library/h.c")
    projects.add([fixture.folder.file("outer/lib")])
    #expect(projects.add([fixture.folder.file("outer/lib/deep")]).isEmpty)
    #expect(projects.add([fixture.folder.file("outer")]).isEmpty)
    #expect(
      !projects.add([fixture.folder.file("outer/library")]).isEmpty,
      "a common beginning of names is no overlap")
    await projects.settle()
    #expect(projects.projects.map(\.name) == ["lib", "library"])
    let texts = fixture.notices.notices.map(\.text)
    #expect(texts.contains { $0.contains("is part of the project lib already") })
    #expect(texts.contains { $0.contains("holds the project lib, whose functions would count twice") })
  }

  @Test func theSameFolderByAnotherPathIsOneProject() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    let netkit = try fixture.copyOfSample("netkit")
    try FileManager.default.createSymbolicLink(
      at: fixture.folder.file("link"), withDestinationURL: netkit)
    #expect(!projects.add([netkit]).isEmpty)
    #expect(!projects.add([fixture.folder.file("link"), netkit]).isEmpty)
    await projects.settle()
    #expect(projects.projects.count == 1)
  }

  @Test func removalIsUndoneAndRedone() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    let undo = UndoStack()
    projects.add([try fixture.copyOfSample("netkit")])
    await projects.settle()
    let id = try #require(projects.projects.first?.id)
    projects.remove(id, undo: undo)
    #expect(projects.projects.isEmpty)
    #expect(undo.undoNames == ["Remove netkit"])
    undo.undo()
    await projects.settle()
    #expect(projects.projects.map(\.id) == [id])
    undo.redo()
    #expect(try fixture.store.projects().isEmpty)
  }

  @Test func aRemovedFolderComesBackWithItsMarks() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    let netkit = try fixture.copyOfSample("netkit")
    projects.add([netkit])
    await projects.settle()
    let id = try #require(projects.projects.first?.id)
    try fixture.store.setTriage(["ab": .confirmed], ofProject: id)
    projects.remove(id)
    projects.add([netkit])
    await projects.settle()
    #expect(projects.projects.map(\.id) == [id])
    #expect(try fixture.store.triage(ofProject: id) == ["ab": .confirmed])
  }

  @Test func labelsOfAProjectCanBeLeftUnseen() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    let undo = UndoStack()
    projects.add([try fixture.copyOfSample("pixkit")])
    await projects.settle()
    let id = try #require(projects.projects.first?.id)
    projects.setRole(.unlabeled, of: id, undo: undo)
    await projects.settle()
    #expect(projects.unlabeled.first?.contents?.labelSource == nil)
    undo.undo()
    await projects.settle()
    #expect(projects.labeled.first?.contents?.labelSource == "labels.csv")
  }

  @Test func aProjectWithoutLabelsCannotBeUsedAsLabelled() async throws {
    let fixture = try WorkspaceFixture()
    let projects = fixture.makeProjects()
    projects.add([try fixture.copyOfSample("netkit")])
    await projects.settle()
    let id = try #require(projects.projects.first?.id)
    projects.setRole(.labeled, of: id)
    await projects.settle()
    guard case .failed(let sentence) = projects.status(of: id) else {
      Issue.record("there are no labels to use")
      return
    }
    #expect(sentence.contains("has no labels"))
  }

  @Test func aFullDiskLeavesTheListAsItWas() async throws {
    let fixture = try WorkspaceFixture(maximumPageCount: 40)
    let projects = fixture.makeProjects()
    for number in 0..<400 {
      try fixture.write("int f(void) { return \(number); }", to: "many/project\(number)/f.c")
      projects.add([fixture.folder.file("many/project\(number)")])
      if !fixture.notices.notices.isEmpty { break }
    }
    await projects.settle()
    #expect(fixture.notices.notices.contains { $0.text.contains("There is no room to write") })
    #expect(try fixture.store.projects().map(\.id) == projects.projects.map(\.id))
  }
}
