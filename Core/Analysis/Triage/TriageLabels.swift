import CryptoKit
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

  /// Writes the labels and the files that they speak of; see ``SourcesFolder``.
  ///
  /// The path of a source names its content, so that it means the same text for ever.
  ///
  /// - Parameters:
  ///   - labels: The label file, ending in `.csv`.
  ///   - replaces: Whether labels that are there are replaced.
  /// - Throws: ``HistoryError`` when something is there or cannot be written, ``SourceTextError`` when a file cannot be read.
  public func write(to labels: URL, replaces: Bool) throws {
    try SourcesFolder.publish(labels, replaces: replaces) { folder in
      var paths: [String: String] = [:]
      try SourcesFolder.write(to: folder) { sources in
        for file in Set(marks.marks.map(\.function.file)).sorted() {
          let text = Data(try source(file).utf8)
          let path = "\(SHA256.hash(data: text).prefix(6).hexadecimal)/\(file)"
          paths[file] = path
          try sources.add([UInt8](text), as: path)
        }
      }
      return (csv(sources: folder.lastPathComponent, paths), Set(paths.values))
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
  private func csv(sources: String, _ paths: [String: String]) -> String {
    let rows = marks.marks.map { mark in
      [
        "\(sources)/\(paths[mark.function.file] ?? mark.function.file)", mark.function.name,
        String(mark.function.range.startLine), mark.isFound ? "1" : "0", mark.source,
      ]
    }
    return ([Self.columns] + rows).map(CSVText.line).joined()
  }
}
