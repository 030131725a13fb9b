import Foundation

extension LabelHistory {
  /// The header of the written labels.
  static let columns = [
    "path", "function", "line", "label", "cve", "cwe", "project", "commit", "parent", "known", "advisory",
    "introduced", "reason", "pair",
  ]

  /// Writes the labels and, in a folder beside them, the files at the fixes' parents; see ``SourcesFolder``.
  ///
  /// The path of a source names its fix, so that it means the same text for ever.
  ///
  /// - Parameters:
  ///   - labels: The label file, ending in `.csv`.
  ///   - histories: The repositories that the labels come from.
  ///   - replaces: Whether existing labels are replaced.
  /// - Throws: ``HistoryError`` or ``GitError``.
  public func write(to labels: URL, histories: [HistoryLabels], replaces: Bool) throws {
    try SourcesFolder.publish(labels, replaces: replaces) { folder in
      for history in histories { try writeSources(of: history, to: folder) }
      return (csv(sources: folder.lastPathComponent), Set(rows.map(\.source)))
    }
  }

  /// Writes the sources that are not there yet; on an error those that were written are removed again.
  func writeSources(of history: HistoryLabels, to folder: URL) throws {
    var paths: [String: [String]] = [:]
    for row in rows where row.project == history.name && paths[row.contentID]?.contains(row.source) != true {
      paths[row.contentID, default: []].append(row.source)
    }
    let ids = paths.keys.sorted()
    try SourcesFolder.write(to: folder) { sources in
      try history.git.readContents(of: ids, sizeLimit: SourceText.defaultSizeLimit) { index, contents in
        guard let contents else { return }
        for path in paths[ids[index]] ?? [] { try sources.add(contents, as: path) }
      }
    }
  }

  /// The labels as CSV; paths begin with the folder of sources.
  func csv(sources: String) -> String {
    var text = CSVText.line(Self.columns)
    for row in rows {
      // What a fix names says something of what was wrong, and nothing of what was right.
      let named: (KeyPath<FixCommit, [String]>) -> String = { list in
        row.isVulnerable ? row.fix[keyPath: list].joined(separator: " ") : ""
      }
      let values: [String] = [
        "\(sources)/\(row.source)", row.function, String(row.line), row.isVulnerable ? "1" : "0",
        named(\.cves), named(\.cwes), row.project, row.fix.id, row.fix.parent, row.fix.knownDate,
        named(\.advisories), named(\.introduced), row.reason, row.pair ?? "",
      ]
      text += CSVText.line(values)
    }
    return text
  }
}
