import Foundation

extension LabelHistory {
  /// The header of the written labels.
  static let columns = [
    "path", "function", "line", "label", "cve", "cwe", "project", "commit", "parent", "known", "advisory",
    "introduced", "reason",
  ]

  /// What the folder of sources beside a label file is called: `labels-sources` for `labels.csv`.
  public static func sourcesFolder(of labels: URL) -> URL {
    labels.deletingPathExtension().deletingLastPathComponent()
      .appendingPathComponent(
        labels.deletingPathExtension().lastPathComponent + "-sources", isDirectory: true)
  }

  /// Writes the labels and, in a folder beside them, the files at the fixes' parents.
  ///
  /// The folder is complete before the labels appear; when anything fails, what was there stays.
  ///
  /// - Parameters:
  ///   - labels: The label file, ending in `.csv`.
  ///   - histories: The repositories that the labels come from.
  ///   - replaces: Whether existing labels are replaced.
  /// - Throws: ``HistoryError`` or ``GitError``.
  public func write(to labels: URL, histories: [HistoryLabels], replaces: Bool) throws {
    let files = FileManager.default
    let folder = Self.sourcesFolder(of: labels)
    for output in [labels, folder] where !replaces && files.fileExists(atPath: output.path) {
      throw HistoryError.outputExists(path: output.path)
    }
    let parent = labels.deletingLastPathComponent()
    let staging = parent.appendingPathComponent(".vulnadapt-\(UUID().uuidString).tmp", isDirectory: true)
    do {
      try files.createDirectory(at: staging, withIntermediateDirectories: true)
      defer { try? files.removeItem(at: staging) }
      for history in histories { try writeSources(of: history, to: staging) }
      if files.fileExists(atPath: folder.path) { try files.removeItem(at: folder) }
      try files.moveItem(at: staging, to: folder)
      try Data(csv(sources: folder.lastPathComponent).utf8).write(to: labels, options: .atomic)
    } catch let error as CocoaError {
      throw HistoryError.unwritable(path: labels.path, reason: error.localizedDescription)
    }
  }

  private func writeSources(of history: HistoryLabels, to folder: URL) throws {
    var paths: [String: [String]] = [:]
    for row in rows where row.project == history.name && paths[row.contentID]?.contains(row.source) != true {
      paths[row.contentID, default: []].append(row.source)
    }
    let ids = paths.keys.sorted()
    try history.git.readContents(of: ids, sizeLimit: SourceText.defaultSizeLimit) { index, contents in
      guard let contents else { return }
      for path in paths[ids[index]] ?? [] {
        let file = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(contents).write(to: file, options: .withoutOverwriting)
      }
    }
  }

  /// The labels as CSV; paths begin with the folder of sources.
  func csv(sources: String) -> String {
    var text = Self.columns.joined(separator: ",") + "\n"
    for row in rows {
      let values = [
        "\(sources)/\(row.source)", row.function, String(row.line), row.isVulnerable ? "1" : "0",
        row.isVulnerable ? row.fix.cves.joined(separator: " ") : "",
        row.isVulnerable ? row.fix.cwes.joined(separator: " ") : "", row.project, row.fix.id, row.fix.parent,
        row.fix.knownDate, row.isVulnerable ? row.fix.advisories.joined(separator: " ") : "",
        row.isVulnerable ? row.fix.introduced.joined(separator: " ") : "", row.reason,
      ]
      text += values.map(Self.quoted).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func quoted(_ value: String) -> String {
    let value = value.printable
    guard value.contains(where: { ",\"".contains($0) }) else { return value }
    return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
