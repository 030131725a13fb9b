import Foundation

/// The files that are being written, beside those that they will replace.
///
/// A process that is killed leaves its file behind. The next one that writes into the folder removes it, by its age:
/// the name cannot tell who wrote it, since a folder may be shared between machines.
enum TemporaryFiles {
  /// How long a file that is being written may go without a change, in seconds.
  static let lifetime = 3_600

  /// A name that no other file has.
  static func newName() -> String { ".vulnadapt-\(UUID().uuidString).tmp" }

  /// Whether a name is that of a file which is being written.
  static func isName(_ name: String) -> Bool { name.hasPrefix(".vulnadapt-") && name.hasSuffix(".tmp") }

  /// Removes what killed processes have left in a folder, once for each folder and process.
  ///
  /// - Parameters:
  ///   - folder: The open folder.
  ///   - now: The time, in seconds since 1970.
  static func removeAbandoned(in folder: Int32, now: Int = Int(Date().timeIntervalSince1970)) {
    var status = stat()
    guard fstat(folder, &status) == 0,
      seen.isNew("\(status.st_dev) \(status.st_ino)")
    else { return }
    remove(in: folder, now: now)
  }

  /// Removes what killed processes have left in a folder.
  static func remove(in folder: Int32, now: Int) {
    let listed = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard listed >= 0 else { return }
    guard let stream = fdopendir(listed) else {
      close(listed)
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      guard isName(name) else { continue }
      var status = stat()
      guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG,
        FileStamp(status).modified < Int64(now - lifetime)
      else { continue }
      unlinkat(folder, name, 0)
    }
  }

  private static let seen = Seen()

  private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var folders: Set<String> = []

    func isNew(_ folder: String) -> Bool { lock.withLock { folders.insert(folder).inserted } }
  }
}
