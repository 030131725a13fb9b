import Foundation

extension LabelHistory {
  /// The header of the written labels.
  static let columns = [
    "path", "function", "line", "label", "cve", "cwe", "project", "commit", "parent", "known", "advisory",
    "introduced", "reason", "pair",
  ]

  /// What the folder of sources beside a label file is called: `labels-sources` for `labels.csv`.
  public static func sourcesFolder(of labels: URL) -> URL {
    labels.deletingPathExtension().deletingLastPathComponent()
      .appendingPathComponent(
        labels.deletingPathExtension().lastPathComponent + "-sources", isDirectory: true)
  }

  /// Writes the labels and, in a folder beside them, the files at the fixes' parents.
  ///
  /// The path of a source names its fix, so that it means the same text for ever: new sources join the old ones, then
  /// the label file is replaced at once, and then the sources that no row names are removed. So whatever ends the
  /// process, each row finds the text that it was made from.
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
    do {
      try files.createDirectory(
        at: labels.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch let error as CocoaError {
      throw HistoryError.unwritable(path: labels.path, reason: error.localizedDescription)
    }
    for history in histories { try writeSources(of: history, to: folder) }
    do throws(FileError) {
      try AtomicFile.write(csv(sources: folder.lastPathComponent), to: NamedFile(labels.path))
    } catch {
      throw HistoryError.unwritable(path: labels.path, reason: error.reason)
    }
    removeOtherSources(in: folder)
  }

  /// Writes the sources that are not there yet; on an error those that were written are removed again.
  func writeSources(of history: HistoryLabels, to folder: URL) throws {
    var paths: [String: [String]] = [:]
    for row in rows where row.project == history.name && paths[row.contentID]?.contains(row.source) != true {
      paths[row.contentID, default: []].append(row.source)
    }
    let ids = paths.keys.sorted()
    var written: [String] = []
    do {
      let parent = try opened(folder.deletingLastPathComponent())
      try made(Array(folder.lastPathComponent.utf8), in: parent, folder)
      let sources = try opened(folder)
      try history.git.readContents(of: ids, sizeLimit: SourceText.defaultSizeLimit) { index, contents in
        guard let contents else { return }
        for path in paths[ids[index]] ?? [] {
          let name = Array(path.utf8)
          if (try? sources.read(name, sizeLimit: contents.count)) == contents { continue }
          let isNew = (try? sources.status(of: name)) == nil
          try made(Array(name[..<(name.lastIndex(of: UInt8(ascii: "/")) ?? 0)]), in: sources, folder)
          try write(contents, to: NamedFile(path, beneath: folder.path))
          if isNew { written.append(path) }
        }
      }
    } catch {
      for path in written { try? FileManager.default.removeItem(at: folder.appendingPathComponent(path)) }
      throw error
    }
  }

  private func opened(_ folder: URL) throws(HistoryError) -> ConfinedFolder {
    do throws(FileRefusal) { return try ConfinedFolder(FilePathBytes(folder.path)) } catch {
      throw .unwritable(path: folder.path, reason: error.reason)
    }
  }

  /// Makes a folder and those above it; a link in the place of one is refused.
  private func made(_ name: [UInt8], in root: ConfinedFolder, _ folder: URL) throws(HistoryError) {
    do throws(FileRefusal) { try root.makeFolder(name) } catch {
      throw .unwritable(path: folder.path, reason: error.reason)
    }
  }

  private func write(_ contents: [UInt8], to file: NamedFile) throws(HistoryError) {
    do throws(FileError) {
      // What a crash of the system leaves of it is not what git has, and is written again.
      try AtomicFile.write(to: file, isSynced: false) { output throws(FileError) in
        try output.append(contents)
      }
    } catch {
      throw .unwritable(path: file.path, reason: error.reason)
    }
  }

  /// Removes what no row names, and folders that are empty then.
  private func removeOtherSources(in folder: URL) {
    let files = FileManager.default
    let named = Set(rows.map(\.source))
    let kept = named.union(named.flatMap { Self.folders(above: $0) })
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

  /// The labels as CSV; paths begin with the folder of sources.
  func csv(sources: String) -> String {
    var text = Self.columns.joined(separator: ",") + "\n"
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
      text += values.map(Self.quoted).joined(separator: ",") + "\n"
    }
    return text
  }

  /// A value as a cell of CSV.
  static func quoted(_ value: String) -> String {
    let value = value.printable
    guard value.contains(where: { ",\"".contains($0) }) else { return value }
    return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
