import Foundation

@testable import Core

extension TemporaryRepository {
  /// The whole history of a commit, read anew.
  func history(of commit: String, options: HistoryReader.Options = .init()) throws -> ProjectHistory {
    var options = options
    options.threads = 1
    return try HistoryReader(git: try SafeGit(path: path), options: options).read(commit)
  }

  /// What the past says as of a commit.
  func evidence(at commit: String) throws -> HistoryEvidence {
    guard let evidence = HistoryEvidence(try history(of: commit), asOf: commit) else {
      throw CocoaError(.fileReadUnknown)
    }
    return evidence
  }

  /// What the past did to a function as of a commit.
  func past(_ path: String, _ name: String, at commit: String) throws -> PastChanges? {
    try evidence(at: commit).evidence(path: path, name: name)?.function
  }
}

/// A C function with a body of several lines.
func cFunction(_ name: String, _ lines: String...) -> String {
  "int \(name)(int a)\n{\n" + lines.map { "  \($0)\n" }.joined() + "  return a;\n}\n"
}
