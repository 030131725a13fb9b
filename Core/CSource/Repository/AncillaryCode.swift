/// Code in a project's folder that is not the project's own product, told by the names of folders and files.
enum AncillaryCode: String, CaseIterable, Sendable {
  /// Tests: fixes change them too, but they are not vulnerable.
  case tests
  /// Fuzz targets, which are like tests.
  case fuzzing
  /// Files that are tests more often than not.
  case likelyTests
  case examples, documentation, contributed, benchmarks
  /// Copies of other projects' code: a finding there is rarely for this project's reviewers.
  case vendored

  /// The names of its folders and files, in the syntax of `.gitignore`.
  var patterns: [String] {
    switch self {
    case .tests:
      ["test/", "tests/", "testing/", "*test.c", "*tests.c", "test_*.c"]
        + Self.wordsLikeTest.map { "!*\($0).c" }
    case .fuzzing: ["fuzz/", "fuzzing/", "fuzzer/", "fuzzers/", "fuzz_*/", "fuzz-*/"]
    case .likelyTests: ["test*.c", "*_test*"]
    case .examples:
      [
        "example/", "examples/", "sample/", "samples/", "sample_*/", "sample-*/", "demo/", "demos/",
        "demo_*/", "demo-*/",
      ]
    case .documentation: ["doc/", "docs/"]
    case .contributed: ["contrib/"]
    case .benchmarks: ["benchmark/", "benchmarks/"]
    case .vendored: Self.vendoredFolders.sorted().map { $0 + "/" }
    }
  }

  /// Words that only end like "test": a file of such a name is none.
  private static let wordsLikeTest = [
    "attest", "contest", "fastest", "greatest", "latest", "protest", "shortest",
  ]

  /// The names of folders, in small letters, that hold copies by convention.
  private static let vendoredFolders: Set<String> = [
    "third_party", "third-party", "thirdparty", "3rd_party", "3rd-party", "3rdparty", "vendor", "vendors",
    "vendored", "deps", "dependencies", "external", "externals", "extern", "subprojects", "submodules",
    "bundled", "node_modules",
  ]

  /// The names of the folders and files of all kinds.
  static let allPatterns = allCases.flatMap(\.patterns)

  /// What the code is called, to stand before "code".
  var word: String {
    switch self {
    case .tests, .likelyTests: "test"
    case .fuzzing: "fuzzing"
    case .examples: "example"
    case .documentation: "documentation"
    case .contributed: "contributed"
    case .benchmarks: "benchmark"
    case .vendored: "vendored"
    }
  }

  private static let rules = allCases.map { (kind: $0, rules: IgnoreRules(patterns: $0.patterns)) }

  /// Finds the kind of a file's code; nil for the project's own product.
  ///
  /// The outermost folder that says something decides, in whatever letters: tests of vendored code are vendored.
  ///
  /// - Parameters:
  ///   - path: The path from the scanned folder: whoever scans such a folder itself means it.
  ///   - parts: The only files and folders below it that are scanned: they are meant, too.
  init?(path: String, scanning parts: [String] = []) {
    if parts.contains(path) { return nil }
    let part = parts.filter { path.hasPrefix($0 + "/") }.map { $0.utf8.count + 1 }.max() ?? 0
    let names = path.utf8.dropFirst(part).split(separator: UInt8(ascii: "/")).map {
      Array(String(decoding: $0, as: UTF8.self).lowercased().utf8)
    }
    for index in names.indices {
      let isFolder = index < names.count - 1
      let found = Self.rules.first { $0.rules.verdict(names[...index], isFolder: isFolder) == true }
      guard let found else { continue }
      self = found.kind
      return
    }
    return nil
  }
}
