import Foundation
@_spi(Inspection) import SwiftUI
import Testing

@testable import Core
@testable import VulnAdapt

@MainActor @Suite struct RunsScreenTests {
  private let fixture: AppFixture
  private let screen: ViewInspector<RootView>

  init() async throws {
    fixture = try AppFixture()
    screen = fixture.screen()
    await screen.settle()
    fixture.window.screen = .runs
  }

  @Test func anEmptyListSaysHowToGetAModel() throws {
    try expectSnapshot(screen.outline, "runs-empty")
  }

  @Test func oneRunIsShownWithItsSettings() async throws {
    try await fixture.addProjects()
    _ = try fixture.addRun("a", state: .cancelled)
    #expect(screen.select("a"))
    #expect(screen.first("Button", "Export Model…")?.isDisabled == true, "there is no model yet")
    #expect(screen.set("Name", to: "first try"))
    #expect(fixture.workspace.runs.run("a")?.name == "first try")
    try expectSnapshot(screen.outline, "runs-one")
  }

  @Test func twoRunsAreComparedByWhatDiffers() async throws {
    try await fixture.addProjects()
    _ = try fixture.addRun("a", state: .completed, hidden: 64)
    _ = try fixture.addRun("b", state: .stoppedEarly, hidden: 128, auc: 0.8)
    fixture.workspace.runs.selection = ["a", "b"]
    try expectSnapshot(screen.outline, "runs-comparison")
  }
}

@MainActor @Suite struct WelcomeAndSettingsTests {
  @Test func theFirstWindowShowsHowToBegin() async throws {
    let fixture = try AppFixture(hasSeenWelcome: false)
    let screen = fixture.screen()
    await screen.settle()
    try expectSnapshot(screen.outline, "welcome")
    #expect(screen.press("Continue"))
    #expect(fixture.window.screen == .projects)
    #expect(WindowModel(workspace: fixture.workspace).screen == .projects)
  }

  @Test func settingsCountAtOnce() throws {
    let fixture = try AppFixture()
    let settings = fixture.workspace.settings
    let screen = ViewInspector { SettingsForm(settings: settings) }
    try expectSnapshot(screen.outline, "settings")
    #expect(screen.set("Notify me when a training ends", to: "off"))
    #expect(screen.press("Read projects again when their files change"))
    #expect(screen.set("Processor cores", to: "1"))
    #expect(!settings.notifies)
    #expect(!settings.watchesFolders)
    #expect(settings.threadCount == 1)
    settings.threadCount = 0
  }

  @Test func aWorkspaceInUseIsSaidAndTriedAgain() throws {
    let folder = FileManager.testPlace.appendingPathComponent("app-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var first: WorkspaceStore? = try WorkspaceStore(folder: WorkspaceFolder(folder))
    let launch = AppLaunch { try WorkspaceModel(folder: WorkspaceFolder(folder)) }
    let screen = ViewInspector { LaunchView(launch: launch) }
    let outline = screen.outline.replacingOccurrences(of: folder.path, with: "FOLDER")
    try expectSnapshot(outline, "workspace-in-use")
    #expect(first != nil)
    first = nil
    #expect(screen.press("Try Again"))
    #expect(launch.workspace != nil)
  }
}

@MainActor @Suite struct WindowTests {
  @Test func menusActOnTheWindowInFront() async throws {
    let fixture = try AppFixture()
    let window = fixture.window
    let menus = CommandInspector(WorkspaceCommands(), window: window)
    try expectSnapshot(menus.outline, "menus")
    #expect(menus.press("Add Folder…"))
    #expect(window.isChoosingFiles && window.fileChoice == .projects)
    #expect(menus.press("Add Model…"))
    #expect(window.fileChoice == .models)
    #expect(menus.press("Search Findings"))
    #expect(window.screen == .findings && window.isSearching)
    #expect(menus.press("Show or Hide Inspector"))
    #expect(!window.showsInspector)
    #expect(!menus.press("Cancel Training"), "nothing is under way")
    #expect(menus.press("Train"))
    #expect(window.screen == .training)
    #expect(menus.press("First Steps and Xcode Extension"))
    #expect(window.screen == .welcome)
    #expect(menus.press("VulnAdapt Help"))
    #expect(menus.openedWindows == [HelpView.windowID])
  }

  @Test func recentProjectsAreInTheFileMenu() async throws {
    let fixture = try AppFixture()
    let window = fixture.window
    let menus = CommandInspector(WorkspaceCommands(), window: window)
    try fixture.write("int f(void) { return 1; }", to: "one/f.c")
    try fixture.write("int g(void) { return 1; }", to: "two/g.c")
    window.take([fixture.folder.appendingPathComponent("one"), fixture.folder.appendingPathComponent("two")])
    await fixture.workspace.projects.settle()
    window.screen = .runs
    #expect(fixture.workspace.recent.folders.map(\.lastPathComponent) == ["two", "one"])
    #expect(menus.press("one"))
    await fixture.workspace.projects.settle()
    #expect(window.screen == .findings)
    #expect(fixture.workspace.projects.project(window.findings.projectID)?.name == "one")
    #expect(
      WindowModel(workspace: fixture.workspace).workspace.recent.folders.first?.lastPathComponent == "one")
    #expect(menus.press("Clear Menu"))
    #expect(fixture.workspace.recent.folders.isEmpty)
    #expect(!menus.press("Clear Menu"))
  }

  @Test func aModelOpenedInTheFinderIsOfferedToXcode() async throws {
    let fixture = try AppFixture()
    let launch = AppLaunch { fixture.workspace }
    let screen = ViewInspector { LaunchView(launch: launch) }
    await screen.settle()
    let file = fixture.folder.appendingPathComponent("given.vulnmodel")
    try StarterModel.load().write(to: file)
    #expect(screen.open(file))
    #expect(screen.first("Alert", "Use This Model in Xcode?") != nil)
    #expect(fixture.workspace.runs.runs.map(\.name) == ["given"])
    let answer = screen.first("Alert")?.children.first { $0.label == "Use in Xcode" }
    answer?.press?()
    #expect(screen.first("Alert") == nil)
    #expect(fixture.workspace.runs.editorRunID == fixture.workspace.runs.runs.first?.id)
    // The same model again is neither another run nor another question.
    #expect(screen.open(file))
    #expect(fixture.workspace.runs.runs.count == 1)
    #expect(screen.first("Alert") == nil)
  }

  @Test func foldersDroppedOnTheDockArriveHoweverTheyCome() async throws {
    let fixture = try AppFixture()
    let launch = AppLaunch { fixture.workspace }
    for name in ["one", "two", "three"] { try fixture.write("int f(void) { return 1; }", to: "\(name)/f.c") }
    // Before there is a window, by the delegate.
    launch.open([fixture.folder.appendingPathComponent("one")])
    let screen = ViewInspector { LaunchView(launch: launch) }
    await screen.settle()
    #expect(fixture.workspace.projects.projects.map(\.name) == ["one"])
    // By the window and, for the rest of several, by the delegate.
    #expect(screen.open(fixture.folder.appendingPathComponent("two")))
    launch.open([fixture.folder.appendingPathComponent("three")])
    _ = screen.nodes
    #expect(fixture.workspace.projects.projects.map(\.name).sorted() == ["one", "three", "two"])
    #expect(launch.opened.isEmpty)
    await fixture.workspace.projects.settle()
  }

  @Test func theHelpWindowShowsTheDocumentationAndFollowsItsLinks() async throws {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs")
    let screen = ViewInspector { HelpView(folder: docs) }
    await screen.settle()
    #expect(screen.nodes.flatMap(\.all).contains { $0.kind == "Title" && $0.label == "The companion app" })
    #expect(
      screen.all("Text").contains { $0.label.hasPrefix("VulnAdapt.app is a window on the same library") })
    #expect(screen.select("triage.md"))
    #expect(!screen.all("Text").contains { $0.label.hasPrefix("VulnAdapt.app is a window") })
    let missing = ViewInspector { HelpView(folder: nil) }
    #expect(missing.nodes.flatMap(\.all).contains { $0.label.contains("The Documentation Is Missing") })
  }

  @Test func twoWindowsShowDifferentPartsOfOneWorkspace() async throws {
    let fixture = try AppFixture()
    let other = WindowModel(workspace: fixture.workspace)
    let (first, second) = (fixture.screen(), ViewInspector { RootView(window: other) })
    await first.settle()
    await second.settle()
    other.screen = .runs
    try fixture.write("int f(void) { return 1; }", to: "one/f.c")
    #expect(first.drop([fixture.folder.appendingPathComponent("one")]))
    #expect(other.screen == .runs)
    #expect(second.nodes.flatMap(\.all).contains { $0.label == "Projects" && $0.notes.contains("badge 1") })
  }

  @Test func aNewWindowComesUpWhereTheLastOneWas() async throws {
    let fixture = try AppFixture()
    let current = Current(window: fixture.window)
    let screen = ViewInspector { RootView(window: current.window) }
    await screen.settle()
    try await fixture.addProjects()
    fixture.window.findings.show(project: fixture.workspace.projects.labeled.first?.id)
    fixture.window.screen = .runs
    _ = screen.nodes
    current.window = WindowModel(workspace: fixture.workspace)
    screen.reappear()
    await screen.settle()
    #expect(current.window.screen == .runs)
    #expect(current.window.findings.projectID == fixture.workspace.projects.labeled.first?.id)
  }

  @MainActor private final class Current {
    var window: WindowModel
    init(window: WindowModel) { self.window = window }
  }

  @Test func xcodeIsAskedForTheLineThroughItsOwnTools() {
    #expect(
      XcodeLauncher.arguments(file: URL(fileURLWithPath: "/a b/c.c"), line: 42) == [
        "--line", "42", "/a b/c.c",
      ])
    let environment = XcodeLauncher.environment(
      xcode: URL(fileURLWithPath: "/Applications/Xcode 26.app"),
      ["DEVELOPER_DIR": "/Library/Developer/CommandLineTools", "HOME": "/Users/me"])
    #expect(environment["DEVELOPER_DIR"] == "/Applications/Xcode 26.app/Contents/Developer")
    #expect(environment["HOME"] == "/Users/me")
  }

  @Test func whatXcodesToolSaysIsPassedOn() async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "echo 'xed: no such line' >&2; exit 3"]
    let outcome = try await XcodeLauncher.run(process)
    #expect(outcome.status == 3)
    #expect(outcome.message == "xed: no such line")
    let error = XcodeLaunchError.refused(file: "a.c", xcode: "Xcode.app", reason: outcome.message)
    #expect(
      WorkspaceError.sentence(for: error).hasPrefix("Xcode.app did not open a.c: xed: no such line. Open"))
    let missing = Process()
    missing.executableURL = URL(fileURLWithPath: "/nowhere/xed")
    await #expect(throws: (any Error).self) { try await XcodeLauncher.run(missing) }
  }

  @Test func hotStatementsAreMarkedByMoreThanColour() {
    let function = CFunction(
      file: "a.c", name: "f", signature: "int f(void)",
      range: SourceRange(
        startOffset: 0, endOffset: 24, startLine: 1, startColumn: 1, endLine: 1, endColumn: 25),
      text: "int f(void) { return 1; }")
    let source = FunctionSource(
      function,
      statements: [
        .init(
          range: SourceRange(
            startOffset: 14, endOffset: 23, startLine: 1, startColumn: 15, endLine: 1, endColumn: 24),
          text: "return 1;", share: 1)
      ])
    let text = SourceTextView.text(of: source)
    #expect(text.underlined(at: 15) == "return 1;")
    #expect(text.shaded(at: 15) == "return 1;")
    #expect(text.hint(at: "return 1;") == "100 % of the score")
  }
}
