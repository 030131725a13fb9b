import Foundation

/// The part of a project that a scan can judge: which baseline entries it may call stale.
struct ScannedPart {
  private let read: Set<String>
  /// Files that were not read, and folders, with "/" at their ends.
  private let unread: [String]
  private let root: String
  /// The only files and folders that were looked at, with "/" at the end of folders; empty for all.
  private let parts: [String]

  /// Describes the part.
  ///
  /// - Parameters:
  ///   - listing: The files that were to be read.
  ///   - unread: Files and folders that could not be read.
  ///   - repository: What was scanned.
  init(listing: Repository.Listing, unread: [SkippedFile], repository: Repository) {
    let skipped = Set(unread.map(\.path))
    read = Set(listing.files.map(\.path).filter { !skipped.contains($0) })
    self.unread = skipped.sorted()
    root = repository.root.displayName
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: root, isDirectory: &isFolder)
    // A single file stands for itself, whatever else its folder holds.
    parts = exists && !isFolder.boolValue ? listing.files.map(\.path) : repository.options.parts
  }

  /// Whether a file, its path from the scanned folder, was read or is gone.
  ///
  /// A file that is there but was not read, such as an excluded one, is not judged, nor is one outside of what was
  /// looked at, there or not.
  func covers(_ file: String) -> Bool {
    if read.contains(file) { return true }
    guard parts.isEmpty || parts.contains(where: { $0 == file || file.hasPrefix($0 + "/") }) else {
      return false
    }
    // A folder that could not be read hides what is below it.
    guard !unread.contains(where: { $0 == file || $0 == "." || file.hasPrefix($0 + "/") }) else {
      return false
    }
    return !exists(file)
  }

  private func exists(_ file: String) -> Bool {
    var status = stat()
    return lstat(root + "/" + file, &status) == 0
  }
}
