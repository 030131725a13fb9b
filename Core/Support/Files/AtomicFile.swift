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
  /// A link is followed, so that it keeps leading to the written file.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - mode: Who may do what with it, less what the user's mask takes away.
  ///   - isSynced: Whether the contents shall survive a crash of the system right after.
  ///   - body: Writes the contents.
  /// - Throws: ``FileError``, also what `body` throws.
  static func write(
    to url: URL, mode: mode_t = 0o666, isSynced: Bool = true,
    _ body: (AtomicFile) throws(FileError) -> Void
  ) throws(FileError) {
    let destination = url.resolvingSymlinksInPath()
    var status = stat()
    if stat(destination.path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .notARegularFile(file: url.path)
    }
    let folder = destination.deletingLastPathComponent()
    let temporary = folder.appendingPathComponent(".vulnadapt-\(UUID().uuidString).tmp").path
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .unwritable(file: url.path, reason: systemMessage(errno)) }
    var isOpen = true
    do throws(FileError) {
      try body(AtomicFile(descriptor: descriptor, path: url.path))
      if isSynced { try check(fsync(descriptor) == 0, url) }
      isOpen = false
      try check(close(descriptor) == 0, url)
      try check(rename(temporary, destination.path) == 0, url)
    } catch {
      if isOpen { close(descriptor) }
      unlink(temporary)
      throw error
    }
    if isSynced { syncFolder(folder.path) }
  }

  /// Creates or replaces the file with a text.
  static func write(_ text: String, to url: URL) throws(FileError) {
    var text = text
    // Reports are large: their bytes are written from where they are.
    let result = text.withUTF8 { utf8 in
      Result { () throws(FileError) in
        try write(to: url) { (file) throws(FileError) in try file.append(UnsafeRawBufferPointer(utf8)) }
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

  private static func check(_ succeeded: Bool, _ url: URL) throws(FileError) {
    let number = errno
    if !succeeded { throw .unwritable(file: url.path, reason: systemMessage(number)) }
  }

  // The data are safe already; some file systems cannot sync a folder, which is no failure.
  private static func syncFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
