import Foundation

/// Where a path leads when all links are followed.
enum RealPath {
  /// The path without symbolic links, or nil with `errno` set.
  static func of(_ path: String) -> String? {
    of(FilePathBytes(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of the path without symbolic links, or nil with `errno` set.
  static func of(_ path: FilePathBytes) -> [UInt8]? {
    guard let real = path.withSystemPath({ realpath($0, nil) }) else { return nil }
    defer { free(real) }
    return UnsafeBufferPointer(start: real, count: strlen(real)).map(UInt8.init(bitPattern:))
  }
}
