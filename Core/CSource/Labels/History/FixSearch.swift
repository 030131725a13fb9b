import Foundation

/// Finds the commits of a history that fix vulnerabilities.
struct FixSearch {
  /// What was found.
  struct Result {
    /// The fixes, newest first or in the order of the list.
    var fixes: [FixCommit] = []
    /// How many commits were looked at.
    var examined = 0
    /// How many fixes were left out, by reason.
    var leftOut: [HistoryLabels.LeftOut: Int] = [:]
  }

  let git: SafeGit
  let patterns: FixPatterns

  /// Looks at every commit that leads to a revision.
  ///
  /// - Throws: ``GitError``.
  func run(revision: String) throws -> Result {
    try read(["rev-list", Self.format, try git.commit(named: revision)], input: [], notes: [:])
  }

  /// Takes the commits of a list, whatever their messages say.
  ///
  /// - Parameters:
  ///   - list: One commit a line: its identifier, then, if wanted, CVE and CWE identifiers. `#` begins a comment.
  ///   - file: The list's path for messages.
  /// - Returns: The listed fixes that can be used.
  /// - Throws: ``GitError`` or ``HistoryError``.
  func run(list: String, file: String) throws -> Result {
    var notes: [String: String] = [:]
    var ids: [String] = []
    for (index, line) in list.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = line.prefix { $0 != "#" }.split(maxSplits: 1) { $0.isWhitespace || $0 == "," }
      guard let name = fields.first else { continue }
      let isHexadecimal = name.utf8.count >= 7 && name.allSatisfy(\.isHexDigit)
      guard isHexadecimal, let id = try? git.commit(named: String(name)) else {
        if git.shouldStop() { throw GitError.cancelled }
        throw HistoryError.badCommitLine(file: file, line: index + 1, text: String(name.prefix(80)))
      }
      if notes.updateValue(fields.count > 1 ? String(fields[1]) : "", forKey: id) == nil { ids.append(id) }
    }
    guard !ids.isEmpty else { throw HistoryError.noCommits(file: file) }
    return try read(
      ["rev-list", "--no-walk=unsorted", Self.format, "--stdin"],
      input: Array(ids.joined(separator: "\n").utf8) + [0x0a], notes: notes)
  }

  /// Identifier, parents and message, closed by a NUL.
  private static let format = "--format=%H %P%n%B%x00"
  /// A longer message is cut: what a fix says of itself stands at its beginning.
  static let messageLimit = 64 << 10

  private func read(_ arguments: [String], input: [UInt8], notes: [String: String]) throws -> Result {
    let matcher = patterns.matcher
    var result = Result()
    var record: [UInt8] = []
    try git.stream(arguments, input: input) { piece in
      var rest = piece[...]
      while let end = rest.firstIndex(of: 0) {
        record += rest[..<end].prefix(max(0, Self.messageLimit - record.count))
        rest = rest[(end + 1)...]
        // A piece of git's answer can hold many long messages.
        if git.shouldStop() { throw GitError.cancelled }
        add(String(decoding: record, as: UTF8.self), notes: notes, matcher, to: &result)
        record = []
      }
      record += rest.prefix(max(0, Self.messageLimit - record.count))
    }
    return result
  }

  /// Reads `commit ID`, `ID PARENT…` and the message.
  private func add(
    _ record: String, notes: [String: String], _ matcher: FixPatterns.Matcher, to result: inout Result
  ) {
    let lines = record.drop { $0 == "\n" }.split(
      separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count >= 2, lines[0].hasPrefix("commit ") else { return }
    let ids = lines[1].split(separator: " ").map(String.init)
    guard let id = ids.first, ids.allSatisfy(SafeGit.isID) else { return }
    let message = lines.count > 2 ? String(lines[2]) : ""
    result.examined += 1
    let note = notes[id]
    guard let evidence = note.map({ _ in "listed" }) ?? matcher.evidence(in: message) else { return }
    func leaveOut(_ reason: HistoryLabels.LeftOut) { result.leftOut[reason, default: 0] += 1 }
    guard ids.count <= 2 else { return leaveOut(.merge) }
    guard ids.count == 2 else { return leaveOut(.withoutParent) }
    if note == nil, FixPatterns.Matcher.isRevert(message) { return leaveOut(.revert) }
    let named = matcher.identifiers(in: "\(note ?? "") \(message)")
    let subject = message.prefix { $0 != "\n" }.prefix(200)
    result.fixes.append(
      FixCommit(
        id: id, parent: ids[1], subject: String(subject), cves: named.cves, cwes: named.cwes,
        evidence: evidence))
  }
}
