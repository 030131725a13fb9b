import Foundation

/// A git repository of test files that is gone when its owner is.
///
/// Its commits are made by git itself, with fixed names and dates.
final class TemporaryRepository {
  let path: String
  private var day = 1

  init() throws {
    path = FileManager.testPlace.appendingPathComponent("git-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try git("init", "--quiet", "--initial-branch=main")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Lets days pass before the next commit.
  func wait(days: Int) { day += days }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Commits everything and returns the commit's identifier.
  @discardableResult
  func commit(_ message: String, _ files: [String: String] = [:]) throws -> String {
    for (name, text) in files { try write(text, to: name) }
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message", message)
    return try git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Runs git as a careless user would: with all that the configuration names.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    day += 1
    var environment = ProcessInfo.processInfo.environment
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Test"
      environment["GIT_\(role)_EMAIL"] = "test@example.org"
      environment["GIT_\(role)_DATE"] = "\(1_700_000_000 + day * 86_400) +0000"
    }
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    return try ToolRun("git", arguments, in: URL(fileURLWithPath: path), environment: environment).text
  }
}
