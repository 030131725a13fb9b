/// A list of commits, one a line: its identifier, then, if wanted, words that stand beside it. `#` begins a comment.
public struct CommitList: Sendable {
  /// The commits' full identifiers and the words beside them, in the order of the list.
  public let entries: [(id: String, words: String)]
  /// The full identifiers of the list that the repository has no commit of, as lists made from public records hold them.
  public let missing: [String]

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: The list.
  ///   - file: The list's path for messages.
  ///   - git: The repository that has the commits.
  /// - Throws: ``HistoryError`` for a line that names no commit, but by a full identifier, and for a list without any line;
  ///   `GitError.cancelled`.
  public init(_ text: String, file: String, in git: SafeGit) throws {
    var entries: [(id: String, words: String)] = []
    var missing: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.prefix { $0 != "#" }.split(maxSplits: 1) { $0.isWhitespace || $0 == "," }
      guard let name = fields.first else { continue }
      let isHexadecimal = name.utf8.count >= 7 && name.allSatisfy(\.isHexDigit)
      guard isHexadecimal, let id = try? git.commit(named: String(name)) else {
        if git.shouldStop() { throw GitError.cancelled }
        if SafeGit.isID(name.lowercased()) {
          missing.append(String(name))
          continue
        }
        throw HistoryError.badCommitLine(file: file, line: index + 1, text: String(name.prefix(80)))
      }
      entries.append((id, fields.count > 1 ? String(fields[1]) : ""))
    }
    guard !entries.isEmpty || !missing.isEmpty else { throw HistoryError.noCommits(file: file) }
    self.entries = entries
    self.missing = missing
  }
}
