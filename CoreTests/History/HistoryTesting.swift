import Foundation

@testable import Core

extension TemporaryRepository {
  /// The whole history of a commit, read anew.
  func history(of commit: String, options: HistoryReader.Options = .init()) throws -> ProjectHistory {
    var options = options
    options.threads = 1
    return try HistoryReader(git: try SafeGit(path: path), options: options).read(commit)
  }

  /// Commits on top of everything with a date of its own, and returns the commit's identifier.
  func plant(_ message: String, _ files: [String: String], date: Int) throws -> String {
    for (name, text) in files { try write(text, to: name) }
    try git("add", "--all")
    let tree = try git("write-tree").trimmingCharacters(in: .whitespacesAndNewlines)
    let parent = try git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    let who = "Later <later@example.org> \(date) +0000"
    let raw = FileManager.testPlace.appendingPathComponent("raw-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: raw) }
    let text = "tree \(tree)\nparent \(parent)\nauthor \(who)\ncommitter \(who)\n\n\(message)\n"
    try Data(text.utf8).write(to: raw)
    let id = try git("hash-object", "-t", "commit", "-w", raw.path)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try git("update-ref", "HEAD", id)
    return id
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
