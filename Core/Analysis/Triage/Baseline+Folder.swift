import Foundation

extension Baseline {
  /// How many entries are looked for on disk.
  private static let lookLimit = 1_000

  /// The folder that the entries' paths start from, as far as their files tell: of a scanned folder and those above it the
  /// one that most of the files are in, the nearest of equals.
  ///
  /// - Parameter scanned: The folder or file that is scanned.
  /// - Returns: The folder; nil where none of the files is in any.
  func folder(above scanned: String) -> String? {
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
}

extension ProjectRoot {
  /// Finds the root of a project with marks.
  ///
  /// Outside of repositories the configuration's folder comes first, then the one that the marks' paths tell, then as without
  /// them; marks that cannot be read are told of when they are used.
  ///
  /// - Parameters:
  ///   - scanned: The folder or file that is scanned.
  ///   - configuration: The folder of the configuration.
  ///   - marks: Baseline files; the first that tells decides.
  ///   - workingFolder: A folder that stands for the project where nothing else does.
  public init(
    of scanned: String, configuration: String?, marks: [NamedFile], workingFolder: String? = nil
  ) {
    self.init(
      of: scanned,
      known: configuration
        ?? marks.lazy.compactMap { (try? BaselineFile.read($0))?.folder(above: scanned) }.first,
      baselines: marks.map(\.path), workingFolder: workingFolder)
  }
}
