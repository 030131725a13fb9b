import Foundation

/// The folder of the files that labels speak of, beside the label file.
///
/// A path there means the same text for ever: new sources join the old ones, then the label file is replaced at once, and
/// then the old sources that no row names are removed. So whatever ends the process, each row finds the text that it was made
/// from. Nothing is removed but what the old label file names and what an unfinished run has noted in ``SourcesJournal``.
public struct SourcesFolder {
  private let folder: URL
  private let root: ConfinedFolder
  private let journal: SourcesJournal
  private var added: [String] = []

  /// What the folder of sources beside a label file is called: `labels-sources` for `labels.csv`.
  public static func url(of labels: URL) -> URL {
    labels.deletingPathExtension().deletingLastPathComponent()
      .appendingPathComponent(
        labels.deletingPathExtension().lastPathComponent + SourcesFolderName.ending, isDirectory: true)
  }

  /// Checks that labels can be written without losing what is there.
  ///
  /// - Parameters:
  ///   - labels: The label file, ending in `.csv`.
  ///   - replaces: Whether existing labels are replaced.
  /// - Throws: ``HistoryError``.
  public static func check(_ labels: URL, replaces: Bool) throws {
    let folder = url(of: labels)
    for output in [labels, folder] where !replaces && FileManager.default.fileExists(atPath: output.path) {
      throw HistoryError.outputExists(path: output.path)
    }
    // A folder that is missing holds nothing; what else keeps it from being opened is said where it is opened to write.
    guard let root = try? ConfinedFolder(FilePathBytes(folder.path)) else { return }
    _ = try removable(labels, in: root, folder)
  }

  /// Writes a label file and its sources.
  ///
  /// - Parameters:
  ///   - labels: The label file, ending in `.csv`.
  ///   - replaces: Whether existing labels are replaced.
  ///   - patience: How long another run is waited for.
  ///   - writing: Writes the sources to a folder, and gives the label file's text and the paths of sources that it names.
  /// - Throws: ``HistoryError``, or what `writing` throws.
  static func publish(
    _ labels: URL, replaces: Bool, patience: Duration = NamedFile.patience,
    writing: (URL) throws -> (csv: String, named: Set<String>)
  ) throws {
    try check(labels, replaces: replaces)
    do {
      try FileManager.default.createDirectory(
        at: labels.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch let error as CocoaError {
      throw HistoryError.unwritable(path: labels.path, reason: error.localizedDescription)
    }
    let folder = url(of: labels)
    let sources = try SourcesFolder(folder)
    let descriptor = try opened { () throws(FileRefusal) in try sources.root.openFolder([]) }
    defer { close(descriptor) }
    guard NamedFile.lock(descriptor, patience) else { throw HistoryError.busy(path: folder.path) }
    let isContinued = sources.journal.exists
    do {
      let old = try removable(labels, in: sources.root, folder)
      let (csv, named) = try writing(folder)
      let obsolete = old.subtracting(named).sorted()
      // After this moment the old label file names them no longer.
      try sources.note(obsolete)
      do throws(FileError) {
        try AtomicFile.write(csv, to: NamedFile(labels.path))
      } catch {
        throw HistoryError.unwritable(path: labels.path, reason: error.reason)
      }
      sources.remove(obsolete, leftIn: sources.journal.paths)
    } catch {
      if !isContinued { sources.journal.remove() }
      // Only an empty folder can be removed so.
      rmdir(folder.path)
      throw error
    }

    func opened(_ body: () throws(FileRefusal) -> Int32) throws -> Int32 {
      do throws(FileRefusal) { return try body() } catch {
        throw HistoryError.unwritable(path: folder.path, reason: error.reason)
      }
    }
  }

  /// Writes sources that are not there yet; on an error those that were written are removed again.
  static func write(to folder: URL, adding: (inout SourcesFolder) throws -> Void) throws {
    var sources = try SourcesFolder(folder)
    do {
      try adding(&sources)
    } catch {
      sources.remove(sources.added, leftIn: [], isFinished: false)
      throw error
    }
  }

  /// Opens the folder, which is made if it is not there.
  private init(_ folder: URL) throws(HistoryError) {
    self.folder = folder
    let parent = try Self.opened(folder.deletingLastPathComponent())
    try Self.make(Array(folder.lastPathComponent.utf8), in: parent, folder)
    root = try Self.opened(folder)
    journal = SourcesJournal(in: root)
  }

  /// Writes a source, unless it is there and the same.
  mutating func add(_ contents: [UInt8], as path: String) throws(HistoryError) {
    let name = Array(path.utf8)
    if (try? root.read(name, sizeLimit: contents.count)) == contents { return }
    let isNew = (try? root.status(of: name)) == nil
    if isNew { try note([path]) }
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

  private func note(_ paths: [String]) throws(HistoryError) {
    do throws(FileRefusal) { try journal.add(paths) } catch {
      throw .unwritable(path: folder.path, reason: error.reason)
    }
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

  // MARK: What is removed

  /// The sources that a label file and an unfinished run have put into a folder.
  ///
  /// - Throws: ``HistoryError/foreignSources(path:)`` when the folder holds files and none of them is such a source.
  private static func removable(
    _ labels: URL, in root: ConfinedFolder, _ folder: URL
  ) throws(HistoryError) -> Set<String> {
    let journal = SourcesJournal(in: root)
    let named = try named(in: labels, folder.lastPathComponent).union(journal.paths)
    let isOwn =
      journal.exists || isEmpty(root) || named.contains { (try? root.status(of: Array($0.utf8))) != nil }
    guard isOwn else { throw .foreignSources(path: folder.path) }
    return named
  }

  /// The paths, from the folder of sources, that a label file names.
  ///
  /// Labels that this program writes have the path in the first column, and a row on each line.
  private static func named(in labels: URL, _ folder: String) throws(HistoryError) -> Set<String> {
    let bytes: [UInt8]
    do throws(FileRefusal) {
      bytes = try NamedFile(labels.path).read(sizeLimit: SourceText.defaultSizeLimit)
    } catch {
      if error == .system(ENOENT) { return [] }
      throw .unwritable(path: labels.path, reason: error.reason)
    }
    let start = folder + "/"
    var paths: Set<String> = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let path = firstCell(of: line)
      if path.hasPrefix(start) { paths.insert(String(path.dropFirst(start.count))) }
    }
    return paths
  }

  private static func firstCell(of line: ArraySlice<UInt8>) -> String {
    let quote = UInt8(ascii: "\"")
    guard line.first == quote else {
      return String(decoding: line.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
    }
    var cell: [UInt8] = []
    var rest = line.dropFirst()
    while let byte = rest.popFirst() {
      if byte == quote, rest.popFirst() != quote { break }
      cell.append(byte)
    }
    return String(decoding: cell, as: UTF8.self)
  }

  private static func isEmpty(_ root: ConfinedFolder) -> Bool {
    guard let descriptor = try? root.openFolder([]), let stream = fdopendir(descriptor) else { return false }
    defer { closedir(stream) }
    var count = 0
    while readdir(stream) != nil { count += 1 }
    return count <= 2
  }

  /// Removes sources, what killed processes have left beside those of a journal, and the folders that are empty then.
  private func remove(_ paths: [String], leftIn noted: [String], isFinished: Bool = true) {
    for path in paths {
      _ = try? root.inParent(of: Array(path.utf8)) { unlinkat($0, $1, 0) }
    }
    let folders = Set((paths + noted).flatMap(Self.folders))
    // What is deeper comes first.
    for path in folders.sorted(by: >) {
      let name = Array(path.utf8)
      if let descriptor = try? root.openFolder(name) {
        TemporaryFiles.remove(in: descriptor, now: .max)
        close(descriptor)
      }
      _ = try? root.inParent(of: name) { unlinkat($0, $1, AT_REMOVEDIR) }
    }
    if isFinished { journal.remove() }
  }

  private static func folders(above path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (1..<max(parts.count, 1)).map { parts[..<$0].joined(separator: "/") }
  }
}
