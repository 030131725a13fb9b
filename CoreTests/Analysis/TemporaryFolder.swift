import Foundation

/// A folder that is removed when the test's value goes away.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.testPlace.appendingPathComponent("vulnadapt-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
