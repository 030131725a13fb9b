#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the system says of a file without reading it: the same stamp means the same content.
struct FileStamp: Hashable, Sendable {
  var size: Int64
  var modified: Int64
  var modifiedNanoseconds: Int64
  var changed: Int64
  var changedNanoseconds: Int64
  var inode: UInt64
  var device: UInt64

  /// The stamp of a regular file; nil for anything else, and for links, which are not followed.
  init?(_ path: FilePathBytes) {
    var status = stat()
    guard path.withSystemPath({ lstat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    self.init(status)
  }

  /// The stamp in what the system said of a file.
  init(_ status: stat) {
    size = Int64(status.st_size)
    inode = UInt64(status.st_ino)
    device = UInt64(truncatingIfNeeded: status.st_dev)
    #if canImport(Darwin)
      let (modification, change) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modification, change) = (status.st_mtim, status.st_ctim)
    #endif
    (modified, modifiedNanoseconds) = (Int64(modification.tv_sec), Int64(modification.tv_nsec))
    (changed, changedNanoseconds) = (Int64(change.tv_sec), Int64(change.tv_nsec))
  }

  init(numbers: [Int64]) {
    size = numbers[0]
    (modified, modifiedNanoseconds) = (numbers[1], numbers[2])
    (changed, changedNanoseconds) = (numbers[3], numbers[4])
    (inode, device) = (UInt64(bitPattern: numbers[5]), UInt64(bitPattern: numbers[6]))
  }

  static let numberCount = 7

  var numbers: [Int64] {
    [
      size, modified, modifiedNanoseconds, changed, changedNanoseconds, Int64(bitPattern: inode),
      Int64(bitPattern: device),
    ]
  }

  /// Whether the file was changed so shortly before a time that it may change again within its time stamps' step.
  func isFresh(at seconds: Int64) -> Bool { max(modified, changed) >= seconds - 2 }
}
