/// What git says of a commit, as far as there is room for it: `commit ID`, `ID PARENT…`, the time and the message.
struct CommitRecord {
  /// A commit as git tells it.
  struct Commit {
    var id: String
    var parents: [String]
    /// When it was committed, in seconds since 1970.
    var time: Int
    var message: String

    var subject: String { String(message.prefix { $0 != "\n" }.prefix(200)) }
  }

  /// A longer message is cut: what a fix says of itself stands at its beginning.
  static let messageLimit = 64 << 10

  private var lines: [[UInt8]] = [[]]

  mutating func append<Bytes: Collection<UInt8>>(_ bytes: Bytes) where Bytes.SubSequence == Bytes {
    var rest = bytes
    // A line end closes the record before.
    if lines == [[]] { rest = rest.drop { $0 == 0x0a } }
    while lines.count < 4, let end = rest.firstIndex(of: 0x0a) {
      add(rest[..<end])
      lines.append([])
      rest = rest[rest.index(after: end)...]
    }
    add(rest)
  }

  private mutating func add(_ bytes: some Collection<UInt8>) {
    let last = lines.count - 1
    let room = last == 1 ? SafeGit.parentsLimit : Self.messageLimit
    lines[last] += bytes.prefix(max(0, room - lines[last].count))
  }

  var commit: Commit? {
    guard lines.count >= 3, lines[0].starts(with: "commit ".utf8), let ids = SafeGit.ids(lines[1]),
      let id = ids.first
    else { return nil }
    return Commit(
      id: id, parents: Array(ids.dropFirst()), time: Int(String(decoding: lines[2], as: UTF8.self)) ?? 0,
      message: lines.count > 3 ? String(decoding: lines[3], as: UTF8.self) : "")
  }
}
