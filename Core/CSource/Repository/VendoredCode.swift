/// Tells copies of other projects' code in a project by the folders that hold them.
///
/// A finding there is rarely for this project's reviewers, who would report it elsewhere; so it is ranked apart.
enum VendoredCode {
  /// The names of folders, in small letters, that hold copies by convention.
  static let folders: Set<String> = [
    "third_party", "third-party", "thirdparty", "3rd_party", "3rd-party", "3rdparty", "vendor", "vendors",
    "vendored", "deps", "dependencies", "external", "externals", "extern", "subprojects", "submodules",
    "bundled", "node_modules",
  ]

  /// Whether a file stands in such a folder.
  ///
  /// - Parameter path: The path from the scanned folder: whoever scans such a folder itself means it.
  /// - Returns: Whether one of the folders in the path has such a name.
  public static func contains(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { folders.contains($0.lowercased()) }
  }
}
