import Foundation

/// The folder a project's paths start from: that of its git repository, or what is scanned.
public struct ProjectRoot: Hashable, Sendable {
  /// The folder.
  public let folder: String
  /// The path from the root to the scanned folder, or to the folder of the scanned file, with "/" at its end;
  /// empty at the root.
  public let pathToScanned: String

  /// Finds the root of a project.
  ///
  /// - Parameters:
  ///   - scanned: The folder or file that is scanned.
  ///   - fallback: A folder above it to take outside of git repositories.
  public init(of scanned: String, fallback: String? = nil) {
    let folders = Self.foldersAbove(scanned)
    let own = folders.first ?? "/"
    let last = folders.last ?? "/"
    let resolvedFallback = fallback.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    if Self.hasRepository(last) {
      folder = last
    } else if let resolvedFallback, folders.contains(resolvedFallback) {
      folder = resolvedFallback
    } else {
      folder = own
    }
    let rest = own.dropFirst(folder == "/" ? 0 : folder.count).drop { $0 == "/" }
    pathToScanned = rest.isEmpty ? "" : rest + "/"
  }

  /// A file to write that the user names: one that lies in the project is written beneath its root, without following
  /// a link that the project holds.
  public func output(_ path: String) -> NamedFile {
    let parts = URL(fileURLWithPath: path).path.split(separator: "/")
    for count in 0..<parts.count {
      let above = "/" + parts[..<count].joined(separator: "/")
      guard URL(fileURLWithPath: above).resolvingSymlinksInPath().path == folder else { continue }
      let rest = parts[count...]
      return rest.contains("..") ? NamedFile(path) : NamedFile(rest.joined(separator: "/"), beneath: above)
    }
    return NamedFile(path)
  }

  /// The folder of something scanned and the folders above it, up to that of its git repository.
  static func foldersAbove(_ scanned: String) -> [String] {
    var url = URL(fileURLWithPath: scanned).resolvingSymlinksInPath()
    var status = stat()
    if stat(url.path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { url.deleteLastPathComponent() }
    var folder = url.path
    var folders: [String] = []
    while folders.count < 256 {
      folders.append(folder)
      guard folder != "/", !hasRepository(folder), let slash = folder.lastIndex(of: "/") else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    return folders
  }

  private static func hasRepository(_ folder: String) -> Bool {
    var status = stat()
    return lstat(folder + "/.git", &status) == 0
  }
}
