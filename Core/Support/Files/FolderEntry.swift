#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An entry of a folder.
struct FolderEntry {
  enum Kind { case folder, file, link, other }

  /// The name as the system knows it.
  let name: [UInt8]
  let kind: Kind
  /// Set for the regular files that were asked for.
  var stamp: FileStamp?

  /// The entries of a folder, in no order.
  ///
  /// A folder that has become a link since it was found, or was reached through one, is not read. The system is asked
  /// about an entry only where the folder's listing does not say enough.
  ///
  /// - Parameters:
  ///   - name: The path of the folder from `root`; empty for the root.
  ///   - root: The folder to stay in.
  ///   - needsStamp: Whether the stamp of a file of this name is asked for.
  /// - Returns: The entries.
  /// - Throws: ``FileRefusal``.
  static func all(
    of name: [UInt8], in root: ConfinedFolder, needsStamp: ([UInt8]) -> Bool
  ) throws(FileRefusal) -> [FolderEntry] {
    let descriptor = try root.openFolder(name)
    guard let stream = fdopendir(descriptor) else {
      let number = errno
      close(descriptor)
      throw .system(number)
    }
    defer { closedir(stream) }
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
}
