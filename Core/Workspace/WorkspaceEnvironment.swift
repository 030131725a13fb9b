import Foundation

/// What the workspace needs of the system; tests put their own in its place.
public struct WorkspaceEnvironment: Sendable {
  /// The time.
  public var now: @Sendable () -> Date
  /// How folders are found again.
  var bookmarks: FolderBookmarks
  /// Tells the user of something that ended while the app was out of sight: title and text.
  public var notify: @MainActor @Sendable (_ title: String, _ text: String) -> Void
  /// Asks the user, once, whether ``notify`` may speak; called when there will be something to tell.
  public var askToNotify: @MainActor @Sendable () -> Void
  /// Opens a file at a line in the user's editor; throws when the editor says that it cannot.
  public var openInEditor: @MainActor @Sendable (_ file: URL, _ line: Int) async throws -> Void
  /// Tells the system that a folder was looked into, for its lists of recent items.
  public var noteRecent: @MainActor @Sendable (_ folder: URL) -> Void
  /// The folder that the Xcode extension reads the model from; nil where there is none.
  public var editorFolder: @Sendable () -> URL?
  /// Reads the model that comes with the program; nil where there is none.
  public var starterModel: (@Sendable () throws -> ModelFile)?
  /// What is remembered of the histories of repositories.
  var historyCache = HistoryCache()

  /// Collects the functions.
  public init(
    now: @escaping @Sendable () -> Date = { Date() }, bookmarks: FolderBookmarks = .system,
    notify: @escaping @MainActor @Sendable (String, String) -> Void = { _, _ in },
    askToNotify: @escaping @MainActor @Sendable () -> Void = {},
    openInEditor: @escaping @MainActor @Sendable (URL, Int) async throws -> Void = { _, _ in },
    noteRecent: @escaping @MainActor @Sendable (URL) -> Void = { _ in },
    editorFolder: @escaping @Sendable () -> URL? = { nil },
    starterModel: (@Sendable () throws -> ModelFile)? = nil
  ) {
    self.now = now
    self.bookmarks = bookmarks
    self.notify = notify
    self.askToNotify = askToNotify
    self.openInEditor = openInEditor
    self.noteRecent = noteRecent
    self.editorFolder = editorFolder
    self.starterModel = starterModel
  }
}
