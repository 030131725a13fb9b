import Foundation

extension FileManager {
  /// Where tests put what they make, by the path that the system gives it.
  ///
  /// On macOS the folder for temporary files is reached through a link, and projects are known by their real paths.
  static let testPlace: URL = {
    let usual = FileManager.default.temporaryDirectory
    guard let real = realpath(usual.path, nil) else { return usual }
    defer { free(real) }
    return URL(fileURLWithPath: String(cString: real), isDirectory: true)
  }()
}
