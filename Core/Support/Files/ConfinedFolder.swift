import Foundation

/// An open folder; what is named beneath it is opened without following a link on any part of the path.
///
/// Each part is opened from the folder before it, so that a folder which becomes a link meanwhile is not followed
/// either. The path of the folder itself is the user's, whose links are followed.
final class ConfinedFolder: Sendable {
  /// The folder, for messages.
  let path: FilePathBytes
  private let descriptor: Int32

  /// The top of the file system, to open a path that holds no link.
  static let top: ConfinedFolder? = try? ConfinedFolder(FilePathBytes("/"))

  /// Opens a folder.
  init(_ path: FilePathBytes) throws(FileRefusal) {
    self.path = path
    descriptor = path.withSystemPath { open($0, Self.searchFlags) }
    guard descriptor >= 0 else { throw .system(errno) }
  }

  deinit { close(descriptor) }

  /// Opens a regular file for reading; the caller closes it.
  ///
  /// - Parameters:
  ///   - name: The path from this folder; it cannot lead upwards.
  ///   - sizeLimit: The largest size accepted, in bytes.
  /// - Returns: The descriptor and what the system says of the file.
  /// - Throws: ``FileRefusal``.
  func openFile(_ name: [UInt8], sizeLimit: Int) throws(FileRefusal) -> (descriptor: Int32, status: stat) {
    try inParent(of: name) { folder, last throws(FileRefusal) in
      try RegularFile.open(last, in: folder, followsLink: false, sizeLimit: sizeLimit)
    }
  }

  /// Reads a regular file.
  func read(_ name: [UInt8], sizeLimit: Int) throws(FileRefusal) -> [UInt8] {
    try RegularFile.read(openFile(name, sizeLimit: sizeLimit))
  }

  /// Opens a folder to list it; the caller closes it. The empty name is this folder.
  func openFolder(_ name: [UInt8]) throws(FileRefusal) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    if name.isEmpty {
      let opened = openat(descriptor, ".", flags)
      guard opened >= 0 else { throw .system(errno) }
      return opened
    }
    return try inParent(of: name) { folder, last throws(FileRefusal) in
      let opened = openat(folder, last, flags)
      guard opened >= 0 else { throw Self.refusal(of: last, in: folder) }
      return opened
    }
  }

  /// Makes a folder and those above it, where they are missing; a link is no folder. The empty name is this folder.
  func makeFolder(_ name: [UInt8]) throws(FileRefusal) {
    var path: [UInt8] = []
    for part in name.split(separator: UInt8(ascii: "/")) {
      path += (path.isEmpty ? [] : [UInt8(ascii: "/")]) + part
      let status = try inParent(of: path) { folder, last throws(FileRefusal) in
        let isMade = mkdirat(folder, last, 0o777) == 0
        guard isMade || errno == EEXIST else { throw .system(errno) }
        var status = stat()
        guard fstatat(folder, last, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw .system(errno) }
        return status
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: continue
      case S_IFLNK: throw .symbolicLink
      default: throw .system(ENOTDIR)
      }
    }
  }

  /// What the system says of a file or link; links are not followed.
  func status(of name: [UInt8]) throws(FileRefusal) -> stat {
    try inParent(of: name) { folder, last throws(FileRefusal) in
      var status = stat()
      guard fstatat(folder, last, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw .system(errno) }
      return status
    }
  }

  /// Runs `body` with the open folder that holds what is named, and the last part of its name.
  ///
  /// - Throws: ``FileRefusal/leadsOut`` for a name that is absolute, empty, or holds `..`, and
  ///   ``FileRefusal/symbolicLink`` when a part before the last is a link.
  func inParent<Result>(
    of name: [UInt8], _ body: (Int32, UnsafePointer<CChar>) throws(FileRefusal) -> Result
  ) throws(FileRefusal) -> Result {
    let slash = UInt8(ascii: "/")
    guard name.first != slash, !name.contains(0) else { throw .leadsOut }
    let parts = name.split(separator: slash).map { FilePathBytes(bytes: Array($0)) }.filter {
      $0.bytes != [UInt8(ascii: ".")]
    }
    guard let last = parts.last, !parts.contains(where: { $0.bytes == Array("..".utf8) }) else {
      throw .leadsOut
    }
    var folder = descriptor
    defer { if folder != descriptor { close(folder) } }
    for part in parts.dropLast() {
      let next = part.withSystemPath { openat(folder, $0, Self.searchFlags | O_NOFOLLOW) }
      guard next >= 0 else {
        throw part.withSystemPath { Self.refusal(of: $0, in: folder) }
      }
      if folder != descriptor { close(folder) }
      folder = next
    }
    let found = folder
    let result: Swift.Result<Result, FileRefusal> = last.withSystemPath { name in
      do throws(FileRefusal) { return .success(try body(found, name)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// Why something could not be opened as a folder or without following a link, by `errno`.
  private static func refusal(of name: UnsafePointer<CChar>, in folder: Int32) -> FileRefusal {
    let number = errno
    var status = stat()
    let isLink =
      fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
    return isLink ? .symbolicLink : .system(number)
  }

  // Folders on the way need not be readable, only searchable. The flags are macros that Swift does not import.
  #if canImport(Darwin)
    /// `O_SEARCH`.
    private static let searchFlags: Int32 = 0x4000_0000 | O_DIRECTORY | O_CLOEXEC
  #else
    /// `O_PATH`.
    private static let searchFlags: Int32 = 0x20_0000 | O_DIRECTORY | O_CLOEXEC
  #endif
}
