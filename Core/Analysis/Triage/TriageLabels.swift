import Foundation

/// The marks of a project as labels, for `train`.
///
/// The label file names copies of the marked files beside it: what changes in the project does not change what was learnt.
public struct TriageLabels: Sendable {
  /// The header of the written labels.
  static let columns = ["path", "function", "line", "label", "mark"]

  private let marks: TriageMarks
  private let root: String

  /// Takes marks for labels.
  ///
  /// - Parameters:
  ///   - marks: The marks.
  ///   - root: The project's folder, or the file.
  public init(_ marks: TriageMarks, root: String) {
    self.marks = marks
    self.root = root
  }

  /// Writes the labels and the files that they speak of.
  ///
  /// - Parameters:
  ///   - labels: The label file, ending in `.csv`.
  ///   - replaces: Whether labels that are there are replaced.
  /// - Throws: ``HistoryError`` when something is there or cannot be written.
  public func write(to labels: URL, replaces: Bool) throws(HistoryError) {
    let folder = LabelHistory.sourcesFolder(of: labels)
    let manager = FileManager.default
    for output in [labels, folder] where !replaces && manager.fileExists(atPath: output.path) {
      throw .outputExists(path: output.path)
    }
    do {
      if replaces { try? manager.removeItem(at: folder) }
      for mark in Dictionary(grouping: marks.marks, by: \.function.file).sorted(by: { $0.key < $1.key }) {
        let file = NamedFile(mark.key, beneath: folder.path)
        try manager.createDirectory(
          at: folder.appendingPathComponent(mark.key).deletingLastPathComponent(),
          withIntermediateDirectories: true)
        try AtomicFile.write(try source(mark.key), to: file)
      }
      try AtomicFile.write(csv(sources: folder.lastPathComponent), to: NamedFile(labels.path))
    } catch let error as FileError {
      throw .unwritable(path: labels.path, reason: error.reason)
    } catch {
      throw .unwritable(path: labels.path, reason: error.localizedDescription)
    }
  }

  /// A marked file as it was read.
  private func source(_ file: String) throws -> String {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: root, isDirectory: &isFolder)
    let path = exists && !isFolder.boolValue ? root : root + "/" + file
    return try SourceText(reading: FilePathBytes(path), followsLink: false).string
  }

  /// The labels as CSV; paths begin with the folder of sources.
  func csv(sources: String) -> String {
    let rows = marks.marks.map { mark in
      [
        "\(sources)/\(mark.function.file)", mark.function.name, String(mark.function.range.startLine),
        mark.isFound ? "1" : "0", mark.source,
      ]
    }
    return ([Self.columns] + rows).map { $0.map(LabelHistory.quoted).joined(separator: ",") + "\n" }.joined()
  }
}
