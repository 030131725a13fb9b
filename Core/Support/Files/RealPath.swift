import Foundation

/// Where a path leads when all links are followed.
enum RealPath {
  /// The path without symbolic links, or nil with `errno` set.
  static func of(_ path: String) -> String? {
    of(FilePathBytes(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The path without symbolic links as far as it exists, and the rest as it stands.
  ///
  /// Foundation alone answers `/tmp` where the system answers `/private/tmp`, and only for what exists: the two do not compare.
  static func asFarAsItExists(_ path: String) -> String {
    var existing = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    var rest = ""
    while existing.path != "/" {
      if let real = of(existing.path) { return real + rest }
      rest = "/" + existing.lastPathComponent + rest
      existing.deleteLastPathComponent()
    }
    return rest.isEmpty ? "/" : rest
  }

  /// The bytes of the path without symbolic links, or nil with `errno` set.
  static func of(_ path: FilePathBytes) -> [UInt8]? {
    guard let real = path.withSystemPath({ realpath($0, nil) }) else { return nil }
    defer { free(real) }
    return UnsafeBufferPointer(start: real, count: strlen(real)).map(UInt8.init(bitPattern:))
  }
}
