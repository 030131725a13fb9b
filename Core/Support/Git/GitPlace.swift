import Foundation

/// What stands at the end of a path, for this process and for git alike.
enum GitPlace {
  case missing
  /// The kind of what is there, and its device and number.
  case found(mode_t, [UInt64])
  /// The path leads through files that show each process its own.
  case differsByProcess

  /// Follows a path and its links part by part, since `/proc/self` and the like lead each process elsewhere.
  init(_ path: [UInt8]) {
    var rest: [[UInt8]] = Self.parts(path).reversed()
    var real: [UInt8] = []
    var links = 0
    var status = stat()
    self = .missing
    while let part = rest.popLast() {
      if part == [.dot] { continue }
      if part == [.dot, .dot] {
        real.removeSubrange((real.lastIndex(of: .slash) ?? 0)...)
        continue
      }
      let next = real + [UInt8.slash] + part
      if Self.differsByProcess(next) {
        self = .differsByProcess
        return
      }
      // What cannot be looked at cannot be opened by git, either.
      guard FilePathBytes(bytes: next).withSystemPath({ lstat($0, &status) }) == 0 else { return }
      guard status.st_mode & S_IFMT == S_IFLNK else {
        real = next
        continue
      }
      links += 1
      guard links <= 40, let target = Self.target(of: next) else { return }
      if target.first == .slash { real = [] }
      rest += Self.parts(target).reversed()
    }
    let end = FilePathBytes(bytes: real.isEmpty ? [UInt8.slash] : real)
    guard end.withSystemPath({ lstat($0, &status) }) == 0 else { return }
    self = .found(
      status.st_mode & S_IFMT, [UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino)])
  }

  private static func parts(_ path: [UInt8]) -> [[UInt8]] { path.split(separator: .slash).map(Array.init) }

  private static func differsByProcess(_ path: [UInt8]) -> Bool {
    ["/proc", "/dev/fd"].contains { path.elementsEqual($0.utf8) }
  }

  private static func target(of link: [UInt8]) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = FilePathBytes(bytes: link).withSystemPath { readlink($0, &buffer, buffer.count) }
    return count < 0 || count == buffer.count ? nil : buffer[..<count].map(UInt8.init(bitPattern:))
  }
}
