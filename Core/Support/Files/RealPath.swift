import Foundation

/// Where a path leads when all links are followed.
enum RealPath {
  /// The path without symbolic links, or nil with `errno` set.
  static func of(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
