import Foundation
import Observation

/// The folders of the projects that were looked into last, newest first.
@MainActor @Observable public final class RecentProjects {
  /// The folders, each once.
  public private(set) var folders: [URL] = []
  /// How many are kept.
  static let limit = 10

  private let store: WorkspaceStore
  private let notices: NoticesModel
  private let noteRecent: @MainActor @Sendable (URL) -> Void
  private static let name = "recent-projects"

  /// Creates the list of a store; call ``load()`` next.
  public init(store: WorkspaceStore, environment: WorkspaceEnvironment, notices: NoticesModel) {
    self.store = store
    self.notices = notices
    noteRecent = environment.noteRecent
  }

  /// Reads the list.
  public func load() {
    notices.attempt {
      let text = try store.settings()[Self.name] ?? "[]"
      let paths = (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
      folders = paths.prefix(Self.limit).map { URL(fileURLWithPath: $0, isDirectory: true) }
    }
  }

  /// Puts a project first.
  public func note(_ project: WorkspaceProject) {
    noteRecent(project.url)
    guard folders.first?.path != project.path else { return }
    keep([project.url] + folders.filter { $0.path != project.path })
  }

  /// Forgets all of them; the projects stay.
  public func clear() { keep([]) }

  private func keep(_ folders: [URL]) {
    self.folders = Array(folders.prefix(Self.limit))
    notices.attempt {
      let text = String(decoding: try JSONEncoder.canonical.encode(self.folders.map(\.path)), as: UTF8.self)
      try store.set(Self.name, to: text)
    }
  }
}
