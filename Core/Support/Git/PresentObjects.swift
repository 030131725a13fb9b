import Foundation

/// Which objects a partial clone has.
///
/// Git fetches what a partial clone lacks as soon as it is asked for, and dies where it may not. So what is there is listed once,
/// and nothing else is asked for.
final class PresentObjects: @unchecked Sendable {
  private let lock = NSLock()
  private var known: Set<UInt64>?

  /// Whether the objects were listed before.
  var areKnown: Bool { lock.withLock { known != nil } }

  /// The keys of all objects that are there.
  ///
  /// - Throws: ``GitError``.
  func ids(in git: SafeGit) throws -> Set<UInt64> {
    try lock.withLock {
      if let known { return known }
      var ids: Set<UInt64> = []
      var line: [UInt8] = []
      try git.stream(["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)"]) {
        piece in
        for byte in piece {
          if byte == UInt8(ascii: "\n") {
            ids.insert(Self.key(String(decoding: line, as: UTF8.self)))
            line.removeAll(keepingCapacity: true)
          } else if line.count < 64 {
            line.append(byte)
          }
        }
      }
      known = ids
      return ids
    }
  }

  /// The first 64 bits of an identifier.
  static func key(_ id: String) -> UInt64 { UInt64(id.prefix(16), radix: 16) ?? 0 }
}
