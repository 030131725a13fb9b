import Foundation

/// Finds a folder again after the user moved or renamed it.
public struct FolderBookmarks: Sendable {
  /// Makes what is kept of a folder; nil where the system has no such thing.
  public var make: @Sendable (URL) throws -> Data?
  /// The folder that something kept leads to; throws when it leads nowhere.
  var resolve: @Sendable (Data) throws -> URL

  /// Creates bookmarks from two functions.
  public init(
    make: @escaping @Sendable (URL) throws -> Data?, resolve: @escaping @Sendable (Data) throws -> URL
  ) {
    self.make = make
    self.resolve = resolve
  }

  /// The system's bookmarks; where there are none, a folder is found by its path alone.
  public static var system: FolderBookmarks {
    #if canImport(Darwin)
      FolderBookmarks(
        make: { try $0.bookmarkData() },
        resolve: { data in
          var isStale = false
          return try URL(resolvingBookmarkData: data, bookmarkDataIsStale: &isStale)
        })
    #else
      FolderBookmarks(make: { _ in nil }, resolve: { _ in throw CocoaError(.fileNoSuchFile) })
    #endif
  }
}
