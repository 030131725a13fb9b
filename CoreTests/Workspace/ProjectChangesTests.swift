import Foundation
import Testing

@testable import Core

@MainActor @Suite struct ProjectChangesTests {
  private let fixture: WorkspaceFixture
  private let projects: ProjectsModel

  init() async throws {
    fixture = try WorkspaceFixture()
    projects = fixture.makeProjects()
    try fixture.write("int f(void) { return 0; }", to: "lib/f.c")
    projects.add([fixture.folder.file("lib")])
    await projects.settle()
  }

  private var only: WorkspaceProject? { projects.projects.first }

  @Test func nothingIsReadAgainWhileNothingChanges() async throws {
    await projects.checkForChanges()
    #expect(!projects.isReading)
  }

  @Test func newChangedAndRemovedFilesAreNoticed() async throws {
    try fixture.write("int g(void) { return 0; }", to: "lib/g.c")
    await projects.checkForChanges()
    #expect(projects.isReading)
    await projects.settle()
    #expect(only?.contents?.functionCount == 2)
    try fixture.write("int f(void) { return 0; }\nint h(int a) { return a; }", to: "lib/f.c")
    await projects.checkForChanges()
    await projects.settle()
    #expect(only?.contents?.functionCount == 3)
    try FileManager.default.removeItem(at: fixture.folder.file("lib/g.c"))
    await projects.checkForChanges()
    await projects.settle()
    #expect(only?.contents?.functionCount == 2)
  }

  @Test func labelsThatAppearAreNoticedWhenTheProjectIsLabelled() async throws {
    try fixture.write("path,function,label\nf.c,f,1\n", to: "lib/labels.csv")
    projects.setRole(.labeled, of: try #require(only?.id))
    await projects.settle()
    #expect(only?.contents?.vulnerableCount == 1)
    try fixture.write("path,function,label\nf.c,f,no\n", to: "lib/labels.csv")
    await projects.checkForChanges()
    await projects.settle()
    #expect(only?.contents?.vulnerableCount == 0)
  }

  @Test func aRenamedFolderIsFollowed() async throws {
    try FileManager.default.moveItem(at: fixture.folder.file("lib"), to: fixture.folder.file("renamed"))
    await projects.checkForChanges()
    await projects.settle()
    let path = try #require(only?.path)
    #expect(path.hasSuffix("/renamed"))
    #expect(projects.status(of: try #require(only?.id)) == .ready)
    #expect(only?.name == "lib", "the user knows it by its name")
  }

  @Test func aVanishedFolderIsSaidAndFoundAgain() async throws {
    let id = try #require(only?.id)
    let elsewhere = fixture.folder.file("elsewhere/deep")
    try FileManager.default.createDirectory(
      at: elsewhere.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: fixture.folder.file("lib"), to: elsewhere)
    await projects.checkForChanges()
    #expect(projects.status(of: id) == .missing)
    #expect(only?.contents?.functionCount == 1, "what was known stays known")
    projects.locate(id, at: elsewhere)
    await projects.settle()
    #expect(projects.status(of: id) == .ready)
  }

  @Test func aFolderThatComesBackIsReadAgain() async throws {
    let id = try #require(only?.id)
    try FileManager.default.removeItem(at: fixture.folder.file("lib"))
    await projects.checkForChanges()
    #expect(projects.status(of: id) == .missing)
    try fixture.write("int f(void) { return 0; }", to: "lib/f.c")
    await projects.checkForChanges()
    await projects.settle()
    #expect(projects.status(of: id) == .ready)
  }
}

/// A clock whose sleepers wait to be woken.
final class ManualClock: Clock, @unchecked Sendable {
  typealias Instant = ContinuousClock.Instant

  private let lock = NSLock()
  private var sleepers: [CheckedContinuation<Void, Never>] = []

  let now = ContinuousClock.now
  let minimumResolution = Duration.zero

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    await withCheckedContinuation { continuation in lock.withLock { sleepers.append(continuation) } }
    try Task.checkCancellation()
  }

  func waitForSleeper() async {
    while lock.withLock({ sleepers.isEmpty }) { await Task.yield() }
  }

  func wake() {
    let woken = lock.withLock {
      defer { sleepers = [] }
      return sleepers
    }
    woken.forEach { $0.resume() }
  }
}
