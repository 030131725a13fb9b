import Foundation

extension Baseline {
  /// How many entries are looked for on disk.
  private static let lookLimit = 1_000

  /// The folder that the entries' paths start from, as far as their files tell: of a scanned folder and those above it the
  /// one that most of the files are in, the nearest of equals.
  ///
  /// - Parameter scanned: The folder or file that is scanned.
  /// - Returns: The folder; nil where none of the files is in any.
  public func folder(above scanned: String) -> String? {
    let files = Set(entries.prefix(Self.lookLimit).map(\.file)).filter {
      !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..")
    }
    var best: (folder: String, count: Int)?
    for folder in ProjectRoot.foldersAbove(scanned) {
      let count = files.count { file in
        var status = stat()
        return lstat((folder == "/" ? "" : folder) + "/" + file, &status) == 0
      }
      if count > best?.count ?? 0 { best = (folder, count) }
    }
    return best?.folder
  }

  /// The folder that the paths of some baseline files start from; what cannot be read is told of when it is used.
  ///
  /// - Parameters:
  ///   - files: The baseline files; the first that tells decides.
  ///   - scanned: The folder or file that is scanned.
  /// - Returns: The folder; nil where none tells.
  public static func folder(ofPathsIn files: [NamedFile], above scanned: String) -> String? {
    files.lazy.compactMap { file in (try? BaselineFile.read(file))?.folder(above: scanned) }.first
  }
}
