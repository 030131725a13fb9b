/// What git reads and answers, as text.
extension SafeGit {
  /// Whether a text is a full object identifier (SHA-1 or SHA-256 in hexadecimal).
  static func isID(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy(\.isHexadecimalDigit)
  }

  /// What a command is to read from standard input, a line each.
  static func input(_ lines: some Sequence<String>) -> [UInt8] {
    Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// The words of a line between its spaces.
  static func words(_ line: some Collection<UInt8>) -> [String] {
    line.split(separator: .space).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Bytes of a list of a commit's parents after these count for nothing: some hundred thousand parents.
  static let parentsLimit = 4 << 20

  /// The identifiers of a list that may be cut at the limit; nil where one is none.
  static func ids(_ list: [UInt8]) -> [String]? {
    let words = words(list)
    let ids = list.count == parentsLimit ? words.dropLast() : words[...]
    return ids.allSatisfy(isID) ? Array(ids) : nil
  }
}
