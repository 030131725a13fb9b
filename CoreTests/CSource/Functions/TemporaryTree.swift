import Foundation

/// A folder of test files that is gone when its owner is.
final class TemporaryTree {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.testPlace.appendingPathComponent("tree-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, content) in files { try write(name, Data(content.utf8)) }
  }

  func write(_ name: String, _ content: Data) throws {
    let file = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try content.write(to: file)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
