/// Reads commit messages for the words of a ``SecurityWording``.
struct CommitWords: Sendable {
  private struct Word: Hashable {
    var bytes: [UInt8]
    var isPrefix: Bool
  }

  private struct Entry {
    var words: [Word]
    /// Whether capitals and small letters differ.
    var isExact: Bool
    /// Nil for a trap.
    var kind: ChangeKinds?
  }

  /// The words of a message, in small letters and as they are written.
  private struct Message {
    var text: [UInt8]
    var words: [Range<Int>]
    var written: [UInt8]
    var writtenWords: [Range<Int>]

    init(_ message: some Collection<UInt8>) {
      written = CommitWords.withPlainPunctuation(Array(message))
      text = CommitWords.folded(written)
      words = CommitWords.words(of: text)
      writtenWords = text.count == written.count ? words : CommitWords.words(of: written)
    }

    func matches(_ entry: Entry, at index: Int) -> Bool {
      let (text, words) = entry.isExact ? (written, writtenWords) : (text, words)
      guard index + entry.words.count <= words.count, words.count == self.words.count else { return false }
      for (offset, word) in entry.words.enumerated() {
        let found = text[words[index + offset]]
        let isSame = word.isPrefix ? found.starts(with: word.bytes) : found.elementsEqual(word.bytes)
        guard isSame else { return false }
      }
      return true
    }

    /// Whether an identifier such as `CVE-1999-0001`, `CVE 2020-1234`, `cve_2020_1234` or `CAN-2005-1234` begins at a word.
    func isCVE(at index: Int) -> Bool {
      var rest = text[words[index].lowerBound...]
      guard let mark = rest.dropFirst(3).first else { return false }
      let isDash = mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_")
      guard rest.starts(with: "cve".utf8) ? isDash || mark == 32 : rest.starts(with: "can".utf8) && isDash
      else {
        return false
      }
      rest = rest.dropFirst(4)
      let year = rest.prefix(while: \.isDigit)
      rest = rest[year.endIndex...]
      guard year.count == 4, rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "_") else {
        return false
      }
      let number = rest.dropFirst().prefix(while: \.isDigit)
      return (4...19).contains(number.count) && !(text[number.endIndex...].first.map(CText.isWord) ?? false)
    }
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
        let (words, isExact) = Self.entry(text)
        guard let first = words.first else { continue }
        let key = Self.key(Self.folded(first.bytes)[...])
        entries[key, default: []].append(Entry(words: words, isExact: isExact, kind: kind))
      }
    }
  }

  /// Whether an entry holds a word, so that it can match.
  static func isEntry(_ text: String) -> Bool { !entry(text).words.isEmpty }

  /// The words of an entry, which is split as messages are.
  private static func entry(_ text: String) -> (words: [Word], isExact: Bool) {
    let isExact = text.hasPrefix("=")
    let written = withPlainPunctuation(Array(text.utf8))
    let bytes = isExact ? written : folded(written)
    let words = words(of: bytes).map { range in
      Word(
        bytes: Array(bytes[range]),
        isPrefix: range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: "*"))
    }
    return (words, isExact)
  }

  /// What the message says of its commit.
  func kinds(of message: some Collection<UInt8>) -> ChangeKinds {
    let isRevert = RevertMessage.isRevert(message)
    let message = Message(message.prefix(Self.limit))
    var kinds: ChangeKinds = []
    var index = 0
    while index < message.words.count {
      let word = message.text[message.words[index]]
      var step = 1
      for entry in entries[Self.key(word)] ?? [] where message.matches(entry, at: index) {
        // Traps come first.
        guard let kind = entry.kind else {
          step = entry.words.count
          break
        }
        kinds.insert(kind)
      }
      if word.first == UInt8(ascii: "c"), message.isCVE(at: index) {
        kinds.formUnion([.cve, .security, .fix])
      }
      index += step
    }
    if isRevert { kinds.insert(.revert) }
    return kinds
  }

  private static func key(_ word: ArraySlice<UInt8>) -> UInt16 {
    UInt16(word[word.startIndex]) << 8 | UInt16(word.dropFirst().first ?? 0)
  }

  /// A text whose dashes are `-`, and whose other typographic punctuation and no-break spaces are blanks: otherwise these would
  /// belong to words as letters beyond ASCII do.
  private static func withPlainPunctuation(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 == 0xE2 || $0 == 0xC2 }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let rest = text[index...].prefix(3)
      if rest.count == 3, rest.starts(with: [0xE2, 0x80]), (0x80...0xBF).contains(text[index + 2]) {
        result.append((0x90...0x95).contains(text[index + 2]) ? UInt8(ascii: "-") : 32)
        index += 3
      } else if rest.starts(with: [0xC2, 0xA0]) || rest.starts(with: [0xC2, 0xAB])
        || rest.starts(with: [0xC2, 0xBB])
      {
        result.append(32)
        index += 2
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// A text in small letters, of whatever script.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    if text.contains(where: { $0 >= 0x80 }) {
      return Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
    }
    return text.map { (65...90).contains($0) ? $0 | 32 : $0 }
  }

  /// Where the words of a text stand; "_" belongs to words, as in C.
  private static func words(of text: [UInt8]) -> [Range<Int>] {
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
    return words
  }
}
