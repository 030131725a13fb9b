import Foundation

/// Reads the commits that lead to a revision, parents before children.
struct CommitLog {
  /// A commit as git tells it, before it has a place among others.
  struct Entry {
    var commit: PastCommit
    var parentIDs: [String]
    var author: String
  }

  let git: SafeGit
  let reader: CommitWords

  /// Reads commits.
  ///
  /// - Parameters:
  ///   - id: The commit whose history is read, itself included.
  ///   - known: Commits whose history need not be told.
  ///   - limit: The largest number of commits; the newest count.
  ///   - consume: Takes each commit.
  /// - Throws: ``GitError``, and what `consume` throws.
  func read(_ id: String, without known: [String], limit: Int, _ consume: (Entry) throws -> Void) throws {
    var arguments = [
      "rev-list", "--topo-order", "--reverse", "--max-count=\(limit)", "--encoding=UTF-8",
      "--format=%H%x00%P%x00%ct%x00%an%x00%B%x00", id,
    ]
    if !known.isEmpty { arguments += ["--not"] + known }
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    try git.stream(arguments) { piece in
      var rest = piece[...]
      // The second field names the parents, of which a merge may have thousands.
      func room() -> Int {
        max(0, (fields.count == 1 ? SafeGit.parentsLimit : CommitWords.limit) - field.count)
      }
      while let end = rest.firstIndex(of: 0) {
        field += rest[..<end].prefix(room())
        rest = rest[(end + 1)...]
        fields.append(field)
        field = []
        guard fields.count == 5 else { continue }
        try consume(try entry(fields))
        fields.removeAll(keepingCapacity: true)
      }
      field += rest.prefix(room())
    }
    guard fields.isEmpty else { throw unreadable }
  }

  private func entry(_ fields: [[UInt8]]) throws -> Entry {
    // "commit ID" and a line end come before the format's own text.
    let id = String(decoding: fields[0].split(separator: 10).last ?? [], as: UTF8.self)
    guard SafeGit.isID(id), let parents = SafeGit.ids(fields[1]) else { throw unreadable }
    var kinds = reader.kinds(of: fields[4])
    if parents.count > 1 { kinds.insert(.merge) }
    let isTold = !kinds.isDisjoint(with: [.fix, .security, .cve])
    let firstLine = fields[4].drop { $0 == 10 || $0 == 13 }.prefix { $0 != 10 }.prefix(640)
    let date = Int64(String(decoding: fields[2], as: UTF8.self)) ?? 0
    return Entry(
      commit: PastCommit(
        id: id, parents: [], date: min(max(date, 0), Self.latestDate), author: 0, kinds: kinds,
        subject: isTold ? String(String(decoding: firstLine, as: UTF8.self).prefix(160)) : ""),
      parentIDs: parents, author: String(String(decoding: fields[3], as: UTF8.self).prefix(160)))
  }

  /// The end of the year 9999: dates of hostile commits must not overflow.
  private static let latestDate: Int64 = 253_402_300_799

  private var unreadable: GitError { .unreadableAnswer(command: "rev-list", path: git.path) }
}
