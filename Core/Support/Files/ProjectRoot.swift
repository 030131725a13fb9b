import Foundation

/// The folder a project's paths start from, such as that of its git repository.
public struct ProjectRoot: Hashable, Sendable {
  /// The folder.
  public let folder: String
  /// The path from the root to the scanned folder, or to the folder of the scanned file, with "/" at its end;
  /// empty at the root.
  public let pathToScanned: String

  /// Finds the root of a project.
  ///
  /// It is the folder of the git repository. Outside of one it is the first of these that lies at or above what is
  /// scanned: the one that is known, those of the baselines named, the nearest one that holds a baseline of the
  /// standard name, the working folder; else what is scanned.
  ///
  /// - Parameters:
  ///   - scanned: The folder or file that is scanned.
  ///   - known: The folder of the configuration, or the one that paths are known to start from; not asked for in a repository.
  ///   - baselines: Baseline files that the user names.
  ///   - workingFolder: A folder that stands for the project where nothing else does.
  public init(
    of scanned: String, known: @autoclosure () -> String? = nil, baselines: [String] = [],
    workingFolder: String? = nil
  ) {
    let folders = Self.foldersAbove(scanned)
    let own = folders.first ?? "/"
    let last = folders.last ?? "/"
    if Self.hasRepository(last) {
      folder = last
    } else {
      let named = baselines.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
      let marked = folders.first { !Self.isOpenToAnyone($0) && Self.isFile($0 + "/" + Self.baselineName) }
      let candidates = [known()].compactMap { $0 } + named + [marked, workingFolder].compactMap { $0 }
      folder =
        candidates.lazy.map(RealPath.asFarAsItExists).first(where: folders.contains) ?? own
    }
    let rest = own.dropFirst(folder == "/" ? 0 : folder.count).drop { $0 == "/" }
    pathToScanned = rest.isEmpty ? "" : rest + "/"
  }

  /// The path of a file from the root; nil when it lies elsewhere.
  public func path(of file: String) -> String? {
    let path = RealPath.asFarAsItExists(file)
    let start = folder == "/" ? "/" : folder + "/"
    return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : nil
  }

  /// The repository that a file's path names, where a link in it leads out of it; nil elsewhere.
  public static func repositoryLeft(by file: String) -> String? {
    let real = RealPath.asFarAsItExists(file)
    var named = URL(fileURLWithPath: file).standardizedFileURL.deletingLastPathComponent()
    while named.path != "/" {
      if hasRepository(named.path) {
        let root = RealPath.asFarAsItExists(named.path)
        return real.hasPrefix(root + "/") ? nil : root
      }
      named.deleteLastPathComponent()
    }
    return nil
  }

  /// A file to write that the user names: what follows the first part that leads into the project is written beneath that
  /// part, without following a link that the project holds.
  public func output(_ path: String) -> NamedFile {
    let parts = URL(fileURLWithPath: path).path.split(separator: "/").map(String.init)
    for count in 0..<parts.count {
      let above = "/" + parts[..<count].joined(separator: "/")
      let real = RealPath.asFarAsItExists(above)
      guard real == folder || real.hasPrefix(folder == "/" ? "/" : folder + "/") else { continue }
      let rest = parts[count...]
      guard rest.contains("..") else { return NamedFile(rest.joined(separator: "/"), beneath: above) }
      // Where the path goes upwards, it does so by its text, past links of the project as well.
      var plain: [String] = []
      for part in real.split(separator: "/").map(String.init) + rest {
        if part == ".." { _ = plain.popLast() } else { plain.append(part) }
      }
      return output("/" + plain.joined(separator: "/"))
    }
    return NamedFile(path)
  }

  /// A file to write, which is the user's or the project's.
  public func output(_ file: NamedFile) -> NamedFile { file.isOfProject ? file : output(file.path) }

  /// The folder of something scanned and the folders above it, up to that of its git repository.
  static func foldersAbove(_ scanned: String) -> [String] {
    var folder = RealPath.asFarAsItExists(scanned)
    var status = stat()
    if stat(folder, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
    }
    var folders: [String] = []
    while folders.count < 256 {
      folders.append(folder)
      guard folder != "/", !hasRepository(folder), let slash = folder.lastIndex(of: "/") else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    return folders
  }

  /// What a project's baseline is called when nobody says otherwise.
  static let baselineName = "vulnadapt-baseline.json"

  /// Whether anyone can write to a folder, such as /tmp: what lies there was not put there by the project.
  static func isOpenToAnyone(_ folder: String) -> Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IWOTH != 0
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a folder is that of a git repository; one that somebody else has put into a folder which is open to anyone,
  /// such as /tmp, is none.
  static func hasRepository(_ folder: FilePathBytes) -> Bool {
    var (own, above) = (stat(), stat())
    guard folder.appending(Array(".git".utf8)).withSystemPath({ lstat($0, &own) }) == 0 else { return false }
    let isOpen = folder.withSystemPath { stat($0, &above) } == 0 && above.st_mode & S_IWOTH != 0
    return own.st_uid == geteuid() || !isOpen
  }

  private static func hasRepository(_ folder: String) -> Bool { hasRepository(FilePathBytes(folder)) }
}
