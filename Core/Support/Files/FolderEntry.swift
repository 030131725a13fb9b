#if canImport(Darwin)
  import Darwin
  private typealias FolderStream = UnsafeMutablePointer<DIR>
#elseif canImport(Glibc)
  import Glibc
  private typealias FolderStream = OpaquePointer
#elseif canImport(Musl)
  import Musl
  private typealias FolderStream = OpaquePointer
#endif

/// An entry of a folder.
struct FolderEntry {
  enum Kind { case folder, file, link, other }

  /// The name as the system knows it.
  let name: [UInt8]
  let kind: Kind
  /// Set for the regular files that were asked for.
  var stamp: FileStamp?

  /// The entries of a folder, in no order; nil when it cannot be read, with the reason in `errno`.
  ///
  /// A folder that has become a link since it was found is not read. The system is asked about an entry only where
  /// the folder's listing does not say enough.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - followsLink: Whether the path itself may be a link.
  ///   - needsStamp: Whether the stamp of a file of this name is asked for.
  /// - Returns: The entries.
  static func all(
    of path: FilePathBytes, followsLink: Bool, needsStamp: ([UInt8]) -> Bool
  ) -> [FolderEntry]? {
    guard let stream = open(path, followsLink: followsLink) else { return nil }
    defer { closedir(stream) }
    let descriptor = dirfd(stream)
    var entries: [FolderEntry] = []
    while let entry = readdir(stream) {
      let type = Int(entry.pointee.d_type)
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      guard name != Array(".".utf8), name != Array("..".utf8) else { continue }
      entries.append(FolderEntry(name, type: type, in: descriptor, needsStamp: needsStamp(name)))
    }
    return entries
  }

  /// Whether a folder can be opened; the reason is in `errno` when not.
  static func canList(_ path: FilePathBytes) -> Bool {
    guard let stream = open(path, followsLink: true) else { return false }
    closedir(stream)
    return true
  }

  /// What stands at a path; links are not followed.
  static func kind(of path: FilePathBytes) -> Kind {
    var status = stat()
    return path.withSystemPath { lstat($0, &status) } == 0 ? kind(of: status) : .other
  }

  private init(_ name: [UInt8], type: Int, in folder: Int32, needsStamp: Bool) {
    self.name = name
    if type == Int(DT_DIR) {
      kind = .folder
    } else if type == Int(DT_LNK) {
      kind = .link
    } else if type == Int(DT_REG), !needsStamp {
      kind = .file
    } else {
      var status = stat()
      let isKnown = FilePathBytes(bytes: name).withSystemPath {
        fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) == 0
      }
      kind = isKnown ? Self.kind(of: status) : .other
      if kind == .file { stamp = FileStamp(status) }
    }
  }

  private static func kind(of status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFREG: .file
    case S_IFLNK: .link
    default: .other
    }
  }

  private static func open(_ path: FilePathBytes, followsLink: Bool) -> FolderStream? {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = path.withSystemPath { openFile($0, flags) }
    guard descriptor >= 0 else { return nil }
    guard let stream = fdopendir(descriptor) else {
      let number = errno
      close(descriptor)
      errno = number
      return nil
    }
    return stream
  }
}

private func openFile(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 { open(path, flags) }
