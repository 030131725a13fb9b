import Foundation

/// A script that `make lint` runs over sources.
struct SourceCheck {
  static let hasPython = (try? ToolRun("python3", ["-c", ""]).status == 0) ?? false

  /// The script's name in `Scripts`.
  let script: String
  /// The option that names the folder to look at.
  var option = "--root"

  /// What the script says of a folder that consists of some files.
  func run(on files: [String: String]) throws -> ToolRun {
    let folder = FileManager.testPlace.appending(path: "sources-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let scripts = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scripts")
    return try ToolRun(
      "python3", [scripts.appending(path: script).path, option, folder.path], keepsErrors: true)
  }
}
