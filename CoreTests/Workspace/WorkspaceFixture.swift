import Foundation
import Testing

@testable import Core

/// A workspace in a folder of its own, with the bundled samples, a fixed clock and what the system was asked.
@MainActor final class WorkspaceFixture {
  nonisolated static let samples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Samples")
  /// 2026-11-24 13:45:00 UTC.
  nonisolated static let date = Date(timeIntervalSince1970: 1_795_527_900)

  let folder: TemporaryFolder
  private var openStore: WorkspaceStore?
  let notices = NoticesModel()
  var environment: WorkspaceEnvironment

  init(maximumPageCount: Int? = nil) throws {
    folder = try TemporaryFolder()
    openStore = try Self.open(folder, maximumPageCount)
    environment = WorkspaceEnvironment(now: { Self.date }, bookmarks: .byInode)
    environment.historyCache = HistoryCache(ScanCacheFolder(folder.file("Cache")))
  }

  var store: WorkspaceStore {
    guard let openStore else { preconditionFailure("the workspace is closed") }
    return openStore
  }

  /// Ends this "process" and opens the workspace again, as a relaunch does; fails while models are in use.
  func relaunch() async throws {
    openStore = nil
    for _ in 0..<60_000 where openStore == nil {
      // Tasks that have ended may hold on to the store for a moment.
      do { openStore = try Self.open(folder, nil) } catch WorkspaceError.inUse {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  private static func open(_ folder: TemporaryFolder, _ maximumPageCount: Int?) throws -> WorkspaceStore {
    try WorkspaceStore(
      folder: WorkspaceFolder(folder.file("Workspace")),
      options: .init(now: { date }, maximumPageCount: maximumPageCount))
  }

  func makeProjects() -> ProjectsModel {
    let projects = ProjectsModel(store: store, environment: environment, notices: notices)
    projects.load()
    return projects
  }

  /// A copy of a sample that the test may change.
  func copyOfSample(_ name: String, as copy: String? = nil) throws -> URL {
    let url = folder.file(copy ?? name)
    try FileManager.default.copyItem(at: Self.samples.appendingPathComponent(name), to: url)
    return url
  }

  func write(_ text: String, to path: String) throws {
    let file = folder.file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The app's models over this workspace.
  func makeWorkspace() -> WorkspaceModel {
    WorkspaceModel(store: store, environment: environment)
  }

  /// A workspace with both samples in it, chosen for a tiny training of networks.
  func makeWorkspaceWithSamples() async throws -> WorkspaceModel {
    let workspace = makeWorkspace()
    workspace.take([try copyOfSample("pixkit"), try copyOfSample("netkit")])
    await workspace.projects.settle()
    workspace.training.chooseWhatIsObvious()
    workspace.training.choices.method = AdaptationMethod.dualGDDDAN.id
    workspace.training.choices.settings = .tiny
    let notices = workspace.projects.notices.notices.map(\.text)
    #expect(workspace.training.obstacle == nil, "the samples can be learnt from; notices: \(notices)")
    return workspace
  }
}

/// An undo manager with the two stacks of the real one.
@MainActor final class UndoStack: UndoRecording {
  private(set) var undoNames: [String] = []
  private var undos: [@MainActor () -> Void] = []
  private var redos: [@MainActor () -> Void] = []
  private var isUndoing = false

  func record(_ name: String, undo: @escaping @MainActor () -> Void) {
    if isUndoing {
      redos.append(undo)
    } else {
      undos.append(undo)
      undoNames.append(name)
    }
  }

  func undo() {
    isUndoing = true
    undoNames.removeLast()
    undos.removeLast()()
    isUndoing = false
  }

  func redo() { redos.removeLast()() }
}

extension FolderBookmarks {
  /// Finds a renamed folder among its neighbours, as the bookmarks of macOS find it anywhere.
  static var byInode: FolderBookmarks {
    FolderBookmarks(
      make: { url in
        let number = try FileManager.default.attributesOfItem(atPath: url.path)[.systemFileNumber] as? Int
        return Data("\(number ?? 0) \(url.path)".utf8)
      },
      resolve: { data in
        let parts = String(decoding: data, as: UTF8.self).split(separator: " ", maxSplits: 1)
        let parent = URL(fileURLWithPath: String(parts[1])).deletingLastPathComponent()
        for name in try FileManager.default.contentsOfDirectory(atPath: parent.path) {
          let url = parent.appendingPathComponent(name)
          let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
          if (attributes[.systemFileNumber] as? Int).map(String.init) == String(parts[0]) { return url }
        }
        throw CocoaError(.fileNoSuchFile)
      })
  }
}
