/// Reads commit messages for the words of a ``SecurityWording``.
struct CommitWords: Sendable {
  private struct Word: Hashable {
    var bytes: [UInt8]
    var isPrefix: Bool
  }

  private struct Entry {
    var words: [Word]
    /// Nil for a trap.
    var kind: ChangeKinds?
  }

  /// The entries by the first two bytes of their first words.
  private var entries: [UInt16: [Entry]] = [:]
  /// Bytes of a message after these count for nothing.
  static let limit = 1 << 16

  init(_ wording: SecurityWording) {
    let lists: [([String], ChangeKinds?)] = [
      (wording.traps, nil), (wording.security, .security), (wording.fixes, .fix),
    ]
    for (list, kind) in lists {
      for text in list {
        let words = text.lowercased().split(separator: " ").map { word in
          Word(
            bytes: Array(word.hasSuffix("*") ? word.dropLast().utf8 : word[...].utf8),
            isPrefix: word.hasSuffix("*"))
        }
        guard let first = words.first, first.bytes.count >= 2 else { continue }
        entries[Self.key(first.bytes[...]), default: []].append(Entry(words: words, kind: kind))
      }
    }
  }

  /// What the message says of its commit.
  func kinds(of message: some Collection<UInt8>) -> ChangeKinds {
    let (text, words) = Self.words(of: message.prefix(Self.limit))
    var kinds: ChangeKinds = []
    var index = 0
    while index < words.count {
      let word = text[words[index]]
      var step = 1
      if word.count >= 2, let candidates = entries[Self.key(word)] {
        for entry in candidates where Self.matches(entry.words, at: index, words, text) {
          // Traps come first.
          guard let kind = entry.kind else {
            step = entry.words.count
            break
          }
          kinds.insert(kind)
        }
      }
      if word.elementsEqual("cve".utf8), Self.isCVE(at: index, words, text) {
        kinds.formUnion([.cve, .security, .fix])
      }
      index += step
    }
    if Self.isRevert(text, words) { kinds.insert(.revert) }
    return kinds
  }

  private static func key(_ word: ArraySlice<UInt8>) -> UInt16 {
    UInt16(word[word.startIndex]) << 8 | UInt16(word[word.startIndex + 1])
  }

  private static func matches(
    _ wanted: [Word], at index: Int, _ words: [Range<Int>], _ text: [UInt8]
  ) -> Bool {
    guard index + wanted.count <= words.count else { return false }
    for (offset, word) in wanted.enumerated() {
      let found = text[words[index + offset]]
      let isSame = word.isPrefix ? found.starts(with: word.bytes) : found.elementsEqual(word.bytes)
      guard isSame else { return false }
    }
    return true
  }

  /// Whether `CVE-1999-0001` or the like begins at a word.
  private static func isCVE(at index: Int, _ words: [Range<Int>], _ text: [UInt8]) -> Bool {
    guard index + 2 < words.count else { return false }
    let (year, number) = (words[index + 1], words[index + 2])
    return year.count == 4 && (4...7).contains(number.count)
      && year.lowerBound == words[index].upperBound + 1 && number.lowerBound == year.upperBound + 1
      && text[words[index].upperBound] == UInt8(ascii: "-") && text[year.upperBound] == UInt8(ascii: "-")
      && text[year].allSatisfy(CText.isDigit) && text[number].allSatisfy(CText.isDigit)
  }

  private static func isRevert(_ text: [UInt8], _ words: [Range<Int>]) -> Bool {
    guard let first = words.first, first.lowerBound == 0 else { return false }
    if text[first].elementsEqual("revert".utf8), first.upperBound + 1 < text.count {
      let mark = text[first.upperBound + 1]
      if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") { return true }
    }
    let phrase = ["this", "reverts", "commit"]
    return words.indices.contains { index in
      index + 2 < words.count
        && phrase.indices.allSatisfy { text[words[index + $0]].elementsEqual(phrase[$0].utf8) }
    }
  }

  /// The text in small letters, and where its words stand; "_" belongs to words, as in C.
  private static func words(of message: some Collection<UInt8>) -> (text: [UInt8], words: [Range<Int>]) {
    let text = message.map { (65...90).contains($0) ? $0 | 32 : $0 }
    var words: [Range<Int>] = []
    var start: Int?
    for (index, byte) in text.enumerated() {
      if CText.isWord(byte) {
        if start == nil { start = index }
      } else if let begin = start {
        words.append(begin..<index)
        start = nil
      }
    }
    if let begin = start { words.append(begin..<text.count) }
    return (text, words)
  }
}
