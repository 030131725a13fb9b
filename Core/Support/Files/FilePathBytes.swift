/// A path as the system knows it: any bytes but NUL, not necessarily UTF-8.
public struct FilePathBytes: Hashable, Sendable, Comparable {
  /// The bytes, without the closing NUL.
  public let bytes: [UInt8]

  /// Creates a path from a string.
  public init(_ string: String) {
    bytes = Array(string.utf8)
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The path as text; bytes that are not UTF-8 show as U+FFFD.
  var displayName: String { String(decoding: bytes, as: UTF8.self) }

  /// This path with a component added.
  public func appending(_ component: [UInt8]) -> FilePathBytes {
    if bytes.isEmpty { return FilePathBytes(bytes: component) }
    let separator = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return FilePathBytes(bytes: bytes + separator + component)
  }

  /// The last component.
  var lastComponent: [UInt8] {
    Array(bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])
  }

  func withSystemPath<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    let characters = bytes.map(CChar.init(bitPattern:)) + [0]
    return try characters.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a path has its closing NUL") }
      return try body(base)
    }
  }

  /// The order of the bytes, the same on every system and in every locale.
  public static func < (left: FilePathBytes, right: FilePathBytes) -> Bool {
    left.bytes.withUnsafeBytes { left in
      right.bytes.withUnsafeBytes { right in
        let common = min(left.count, right.count)
        for index in 0..<common where left[index] != right[index] { return left[index] < right[index] }
        return left.count < right.count
      }
    }
  }
}
