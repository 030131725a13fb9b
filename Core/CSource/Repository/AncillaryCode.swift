/// Code in a project's folder that is not the project's own product, told by the names of folders and files.
enum AncillaryCode: CaseIterable {
  /// Tests and fuzz targets: fixes change them too, but they are not vulnerable.
  case tests
  /// Files that are tests more often than not.
  case likelyTests
  /// Examples, documentation, contributions and benchmarks.
  case examples
  /// Copies of other projects' code: a finding there is rarely for this project's reviewers.
  case vendored

  /// The names of its folders and files, in the syntax of `.gitignore`.
  var patterns: [String] {
    switch self {
    case .tests: ["test/", "tests/", "testing/", "*test.c", "*tests.c", "test_*.c", "fuzz*/"]
    case .likelyTests: ["test*.c", "*_test*"]
    case .examples:
      [
        "example/", "examples/", "doc/", "docs/", "contrib/", "sample*/", "demo*/", "benchmark/",
        "benchmarks/",
      ]
    case .vendored: Self.vendoredFolders.sorted().map { $0 + "/" }
    }
  }

  /// The names of folders, in small letters, that hold copies by convention.
  private static let vendoredFolders: Set<String> = [
    "third_party", "third-party", "thirdparty", "3rd_party", "3rd-party", "3rdparty", "vendor", "vendors",
    "vendored", "deps", "dependencies", "external", "externals", "extern", "subprojects", "submodules",
    "bundled", "node_modules",
  ]

  /// Whether a file is vendored code.
  ///
  /// - Parameter path: The path from the scanned folder: whoever scans such a folder itself means it.
  /// - Returns: Whether one of the folders in the path has such a name, in whatever letters.
  static func isVendored(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { vendoredFolders.contains($0.lowercased()) }
  }
}
