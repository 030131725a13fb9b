import Foundation

/// What the workspace needs of the system; tests put their own in its place.
public struct WorkspaceEnvironment: Sendable {
  /// The time.
  public var now: @Sendable () -> Date
  /// How folders are found again.
  public var bookmarks: FolderBookmarks
  /// Tells the user of something that ended while the app was out of sight: title and text.
  public var notify: @MainActor @Sendable (_ title: String, _ text: String) -> Void
  /// Opens a file at a line in the user's editor.
  public var openInEditor: @MainActor @Sendable (_ file: URL, _ line: Int) throws -> Void
  /// The folder that the Xcode extension reads the model from; nil where there is none.
  public var editorFolder: @Sendable () -> URL?
  /// Reads the model that comes with the program; nil where there is none.
  public var starterModel: (@Sendable () throws -> ModelFile)?

  /// Collects the functions.
  public init(
    now: @escaping @Sendable () -> Date = { Date() }, bookmarks: FolderBookmarks = .system,
    notify: @escaping @MainActor @Sendable (String, String) -> Void = { _, _ in },
    openInEditor: @escaping @MainActor @Sendable (URL, Int) throws -> Void = { _, _ in },
    editorFolder: @escaping @Sendable () -> URL? = { nil },
    starterModel: (@Sendable () throws -> ModelFile)? = nil
  ) {
    self.now = now
    self.bookmarks = bookmarks
    self.notify = notify
    self.openInEditor = openInEditor
    self.editorFolder = editorFolder
    self.starterModel = starterModel
  }
}
