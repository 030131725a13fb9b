import Foundation

/// The folder of the files that labels speak of, beside the label file.
///
/// A path there means the same text for ever: new sources join the old ones, then the label file is replaced at once, and
/// then the sources that no row names are removed. So whatever ends the process, each row finds the text that it was made
/// from.
public struct SourcesFolder {
  private let folder: URL
  private let root: ConfinedFolder
  private var added: [String] = []

  private static let ending = "-sources"

  /// What the folder of sources beside a label file is called: `labels-sources` for `labels.csv`.
  public static func url(of labels: URL) -> URL {
    labels.deletingPathExtension().deletingLastPathComponent()
      .appendingPathComponent(
        labels.deletingPathExtension().lastPathComponent + ending, isDirectory: true)
  }

  /// The name of the label file whose sources a folder of this name holds; nil for other names.
  static func labels(ofFolder name: [UInt8]) -> [UInt8]? {
    let ending = Array(ending.utf8)
    guard name.count > ending.count, name.suffix(ending.count).elementsEqual(ending) else { return nil }
    return name.dropLast(ending.count) + Array(".csv".utf8)
  }

  /// Writes a label file and its sources.
  ///
  /// - Parameters:
  ///   - labels: The label file, ending in `.csv`.
  ///   - replaces: Whether existing labels are replaced.
  ///   - writing: Writes the sources to a folder, and gives the label file's text and the paths of sources that it names.
  /// - Throws: ``HistoryError``, or what `writing` throws.
  static func publish(
    _ labels: URL, replaces: Bool, writing: (URL) throws -> (csv: String, named: Set<String>)
  ) throws {
    let files = FileManager.default
    let folder = url(of: labels)
    for output in [labels, folder] where !replaces && files.fileExists(atPath: output.path) {
      throw HistoryError.outputExists(path: output.path)
    }
    do {
      try files.createDirectory(
        at: labels.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch let error as CocoaError {
      throw HistoryError.unwritable(path: labels.path, reason: error.localizedDescription)
    }
    let (csv, named) = try writing(folder)
    do throws(FileError) {
      try AtomicFile.write(csv, to: NamedFile(labels.path))
    } catch {
      throw HistoryError.unwritable(path: labels.path, reason: error.reason)
    }
    removeAll(in: folder, except: named)
  }

  /// Writes sources that are not there yet; on an error those that were written are removed again.
  static func write(to folder: URL, adding: (inout SourcesFolder) throws -> Void) throws {
    var sources = try SourcesFolder(folder)
    do {
      try adding(&sources)
    } catch {
      for path in sources.added {
        try? FileManager.default.removeItem(at: folder.appendingPathComponent(path))
      }
      throw error
    }
  }

  /// Opens the folder, which is made if it is not there.
  private init(_ folder: URL) throws(HistoryError) {
    self.folder = folder
    let parent = try Self.opened(folder.deletingLastPathComponent())
    try Self.make(Array(folder.lastPathComponent.utf8), in: parent, folder)
    root = try Self.opened(folder)
  }

  /// Writes a source, unless it is there and the same.
  mutating func add(_ contents: [UInt8], as path: String) throws(HistoryError) {
    let name = Array(path.utf8)
    if (try? root.read(name, sizeLimit: contents.count)) == contents { return }
    let isNew = (try? root.status(of: name)) == nil
    try Self.make(Array(name[..<(name.lastIndex(of: UInt8(ascii: "/")) ?? 0)]), in: root, folder)
    let file = NamedFile(path, beneath: folder.path)
    do throws(FileError) {
      // What a crash of the system leaves of it is not what was read, and is written again.
      try AtomicFile.write(to: file, isSynced: false) { output throws(FileError) in
        try output.append(contents)
      }
    } catch {
      throw .unwritable(path: file.path, reason: error.reason)
    }
    if isNew { added.append(path) }
  }

  private static func opened(_ folder: URL) throws(HistoryError) -> ConfinedFolder {
    do throws(FileRefusal) { return try ConfinedFolder(FilePathBytes(folder.path)) } catch {
      throw .unwritable(path: folder.path, reason: error.reason)
    }
  }

  /// Makes a folder and those above it; a link in the place of one is refused.
  private static func make(
    _ name: [UInt8], in root: ConfinedFolder, _ folder: URL
  ) throws(HistoryError) {
    do throws(FileRefusal) { try root.makeFolder(name) } catch {
      throw .unwritable(path: folder.path, reason: error.reason)
    }
  }

  /// Removes what no row names, and folders that are empty then.
  private static func removeAll(in folder: URL, except named: Set<String>) {
    let files = FileManager.default
    let kept = named.union(named.flatMap { folders(above: $0) })
    // The enumerator does not follow links.
    let found = files.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for path in found where !kept.contains(path) {
      try? files.removeItem(at: folder.appendingPathComponent(path))
    }
  }

  private static func folders(above path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (1..<max(parts.count, 1)).map { parts[..<$0].joined(separator: "/") }
  }
}
