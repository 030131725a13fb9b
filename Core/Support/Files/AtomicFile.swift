import Foundation

/// Writes a file so that its path always leads to the old contents or to all of the new ones.
///
/// The bytes go to a temporary file in the same folder, which is synced and renamed; the folder is
/// synced last. When anything fails, the temporary file is removed and an existing file stays as it was.
struct AtomicFile {
  private let descriptor: Int32
  private let path: String

  /// Creates or replaces the file with what `body` writes.
  ///
  /// A link at the end of a path of the user is followed, so that it keeps leading to the written file; a file that a
  /// project names is written beneath the project's folder or not at all.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - mode: Who may do what with a new file, less what the user's mask takes away; one that is replaced keeps its own.
  ///   - isSynced: Whether the contents shall survive a crash of the system right after.
  ///   - body: Writes the contents.
  /// - Throws: ``FileError``, also what `body` throws.
  static func write(
    to file: NamedFile, mode: mode_t = 0o666, isSynced: Bool = true,
    _ body: (AtomicFile) throws(FileError) -> Void
  ) throws(FileError) {
    let path = file.path
    let result: Result<Void, FileError>
    do throws(FileRefusal) {
      result = try file.inFolder { folder, name in
        do throws(FileError) {
          return .success(try write(name, in: folder, path: path, mode: mode, isSynced: isSynced, body))
        } catch { return .failure(error) }
      }
    } catch {
      throw .unwritable(file: path, reason: error.reason)
    }
    try result.get()
  }

  /// Creates or replaces the file of a URL, which is the user's, with what `body` writes.
  static func write(
    to url: URL, mode: mode_t = 0o666, isSynced: Bool = true,
    _ body: (AtomicFile) throws(FileError) -> Void
  ) throws(FileError) {
    try write(to: NamedFile(url.path), mode: mode, isSynced: isSynced, body)
  }

  private static func write(
    _ name: UnsafePointer<CChar>, in folder: Int32, path: String, mode: mode_t, isSynced: Bool,
    _ body: (AtomicFile) throws(FileError) -> Void
  ) throws(FileError) {
    var status = stat()
    let replaces = fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
    if replaces, status.st_mode & S_IFMT != S_IFREG {
      if status.st_mode & S_IFMT == S_IFLNK {
        throw .unwritable(file: path, reason: FileRefusal.symbolicLink.reason)
      }
      throw .notARegularFile(file: path)
    }
    TemporaryFiles.removeAbandoned(in: folder)
    let temporary = TemporaryFiles.newName()
    let descriptor = openat(
      folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, replaces ? 0o600 : mode)
    guard descriptor >= 0 else { throw .unwritable(file: path, reason: systemMessage(errno)) }
    var isOpen = true
    do throws(FileError) {
      // Some file systems know no modes, which is no failure.
      if replaces { fchmod(descriptor, status.st_mode & 0o777) }
      try body(AtomicFile(descriptor: descriptor, path: path))
      if isSynced { try check(fsync(descriptor) == 0, path) }
      isOpen = false
      try check(close(descriptor) == 0, path)
      try check(renameat(folder, temporary, folder, name) == 0, path)
    } catch {
      if isOpen { close(descriptor) }
      unlinkat(folder, temporary, 0)
      throw error
    }
    if isSynced { syncFolder(folder) }
  }

  /// Creates or replaces the file with a text.
  static func write(_ text: String, to file: NamedFile) throws(FileError) {
    var text = text
    // Reports are large: their bytes are written from where they are.
    let result = text.withUTF8 { utf8 in
      Result { () throws(FileError) in
        try write(to: file) { (file) throws(FileError) in try file.append(UnsafeRawBufferPointer(utf8)) }
      }
    }
    try result.get()
  }

  /// Appends bytes to the file.
  func append(_ bytes: [UInt8]) throws(FileError) {
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(FileError) in try append(buffer) }
    }
    try result.get()
  }

  /// Appends bytes to the file.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw .unwritable(file: path, reason: systemMessage(errno)) }
      done += written
    }
  }

  private static func check(_ succeeded: Bool, _ path: String) throws(FileError) {
    let number = errno
    if !succeeded { throw .unwritable(file: path, reason: systemMessage(number)) }
  }

  // The data are safe already; some file systems cannot sync a folder, which is no failure.
  private static func syncFolder(_ folder: Int32) {
    let descriptor = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
