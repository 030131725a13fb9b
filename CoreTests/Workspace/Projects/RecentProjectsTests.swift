import Foundation
import Testing

@testable import Core

@MainActor @Suite struct RecentProjectsTests {
  @Test func theLastTenAreKeptNewestFirstEachOnce() async throws {
    let fixture = try WorkspaceFixture()
    var noted: [String] = []
    fixture.environment.noteRecent = { noted.append($0.lastPathComponent) }
    let workspace = fixture.makeWorkspace()
    for number in 0..<12 { try fixture.write("int f(void) { return 1; }", to: "p\(number)/f.c") }
    let projects = workspace.projects.add((0..<12).map { fixture.folder.file("p\($0)") })
    await workspace.projects.settle()
    for project in projects { workspace.recent.note(project) }
    workspace.recent.note(projects[5])
    workspace.recent.note(projects[5])
    let expected = [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map { "p\($0)" }
    #expect(workspace.recent.folders.map(\.lastPathComponent) == expected)
    #expect(noted.suffix(2) == ["p5", "p5"], "the system hears of it each time")
    let again = fixture.makeWorkspace()
    #expect(again.recent.folders.map(\.lastPathComponent) == expected)
    again.recent.clear()
    #expect(fixture.makeWorkspace().recent.folders.isEmpty)
    #expect(again.projects.projects.count == 12)
  }

  @Test func aDamagedListIsAnEmptyOne() throws {
    let fixture = try WorkspaceFixture()
    try fixture.store.set("recent-projects", to: "{")
    #expect(fixture.makeWorkspace().recent.folders.isEmpty)
  }
}
