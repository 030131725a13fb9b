import Foundation

/// A file in a folder of sources that lists what an unfinished run adds there, so that the next one may remove it.
struct SourcesJournal {
  private static let name = ".vulnadapt-unfinished"
  private static let sizeLimit = 64 << 20

  private let folder: ConfinedFolder

  init(in folder: ConfinedFolder) { self.folder = folder }

  /// Whether a run is, or was left, unfinished.
  var exists: Bool { (try? folder.status(of: Array(Self.name.utf8))) != nil }

  /// The paths that are listed; each ends with a NUL, so that any name can be.
  var paths: [String] {
    let bytes = (try? folder.read(Array(Self.name.utf8), sizeLimit: Self.sizeLimit)) ?? []
    // What a killed process has not written to its end names nothing.
    let whole = bytes[..<(bytes.lastIndex(of: 0) ?? 0)]
    return whole.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Lists more paths.
  func add(_ paths: [String]) throws(FileRefusal) {
    guard !paths.isEmpty else { return }
    var bytes: [UInt8] = []
    for path in paths { bytes += Array(path.utf8) + [0] }
    try folder.inParent(of: Array(Self.name.utf8)) { [bytes] parent, name throws(FileRefusal) in
      let descriptor = openat(
        parent, name, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw .system(errno) }
      defer { close(descriptor) }
      var done = 0
      while done < bytes.count {
        let written = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw .system(errno) }
        done += written
      }
    }
  }

  /// Ends the run.
  func remove() {
    _ = try? folder.inParent(of: Array(Self.name.utf8)) { unlinkat($0, $1, 0) }
  }
}
