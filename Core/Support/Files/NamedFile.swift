import Foundation

/// A file with who named it, which decides how it is opened.
///
/// What the user names is the user's: links are followed. What a project names, in its configuration or by what lies
/// in its folders, is opened beneath the project's folder, and no link is followed on any part of the path.
public struct NamedFile: Hashable, Sendable {
  /// The path, for messages.
  public let path: String
  /// The folder that the file must not leave and the path from there; nil for a file of the user.
  private let place: Place?

  private struct Place: Hashable {
    var folder: String
    var name: String
  }

  /// A file that the user names.
  public init(_ path: String) {
    self.path = path
    place = nil
  }

  /// A file that a project names.
  ///
  /// - Parameters:
  ///   - name: The path from the folder.
  ///   - folder: The folder that the file must not leave.
  public init(_ name: String, beneath folder: String) {
    path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    place = Place(folder: folder, name: name)
  }

  /// Whether a project names the file, so that it is read with narrower bounds.
  var isOfProject: Bool { place != nil }

  /// What the system says of the file; nil when there is none, or none that may be opened.
  var stamp: FileStamp? {
    guard let (descriptor, status) = try? openForReading(sizeLimit: .max) else { return nil }
    close(descriptor)
    return FileStamp(status)
  }

  /// Whether something stands at the path, be it what it should or not.
  public var exists: Bool {
    guard let place else { return FileManager.default.fileExists(atPath: path) }
    do throws(FileRefusal) {
      _ = try ConfinedFolder(FilePathBytes(place.folder)).status(of: Array(place.name.utf8))
      return true
    } catch {
      return error != .system(ENOENT)
    }
  }

  /// Opens the file; the caller closes it.
  func openForReading(sizeLimit: Int) throws(FileRefusal) -> (descriptor: Int32, status: stat) {
    if let place {
      return try ConfinedFolder(FilePathBytes(place.folder)).openFile(
        Array(place.name.utf8), sizeLimit: sizeLimit)
    }
    return try RegularFile.open(FilePathBytes(path), followsLink: true, sizeLimit: sizeLimit)
  }

  /// Reads the file.
  func read(sizeLimit: Int) throws(FileRefusal) -> [UInt8] {
    try RegularFile.read(openForReading(sizeLimit: sizeLimit))
  }

  /// Makes the folder that a file of the user shall stand in; a project's must be there.
  func makeFolder() throws {
    guard place == nil else { return }
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  /// Runs `body` with the open folder that the file stands in, and its name there.
  func inFolder<Result>(
    _ body: (Int32, UnsafePointer<CChar>) throws(FileRefusal) -> Result
  ) throws(FileRefusal) -> Result {
    if let place {
      return try ConfinedFolder(FilePathBytes(place.folder)).inParent(of: Array(place.name.utf8), body)
    }
    // A link is followed, so that it keeps leading to the written file.
    let destination = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let folder = try ConfinedFolder(FilePathBytes(destination.deletingLastPathComponent().path))
    return try folder.inParent(of: Array(destination.lastPathComponent.utf8), body)
  }
}
