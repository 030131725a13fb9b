/// Byte-level questions about C text that need no grammar.
enum CText {
  /// Whether a byte belongs to words; bytes above 127 do, since identifiers may hold letters of any script.
  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool { byte >= 128 || isPlainWord(byte) }

  /// Whether a byte is a letter or digit of ASCII, `_` or `$`.
  @inline(__always)
  static func isPlainWord(_ byte: UInt8) -> Bool {
    // A bit for each of `$` and the digits, and of the letters and `_`.
    let bits: UInt64 = byte < 64 ? 0x03FF_0010_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return byte < 128 && bits &>> UInt64(byte & 63) & 1 == 1
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

  static func equals(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount, range.upperBound <= text.count else { return false }
    for (offset, index) in range.enumerated() where text[index] != word.utf8Start[offset] { return false }
    return true
  }

  /// The offsets of the first bytes of a text's lines, at least one; the text has at most 2 GiB.
  static func lineStarts(_ text: UnsafeBufferPointer<UInt8>) -> [Int32] {
    var starts: [Int32] = [0]
    starts.reserveCapacity(text.count / 32 + 1)
    var start = 0
    while let end = text.offset(of: .newline, from: start) {
      start = end + 1
      starts.append(Int32(truncatingIfNeeded: start))
    }
    return starts
  }

  /// The offset after the comment that starts here; the text's end when it is not closed.
  ///
  /// Line continuations may stand between the two characters that begin or end it.
  static func endOfComment(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let second = endOfContinuations(text, from: start + 1)
    guard second < text.count else { return text.count }
    var index = second + 1
    if text[second] == UInt8(ascii: "/") {
      while index < text.count {
        if text[index] == UInt8(ascii: "\n"), text[index - 1] != UInt8(ascii: "\\") { return index }
        index += 1
      }
      return text.count
    }
    while index + 1 < text.count {
      if text[index] == UInt8(ascii: "*") {
        if text[index + 1] == UInt8(ascii: "/") { return index + 2 }
        if text[index + 1] == UInt8(ascii: "\\") || text[index + 1] == UInt8(ascii: "?") {
          let end = endOfContinuations(text, from: index + 1)
          if end < text.count, text[end] == UInt8(ascii: "/") { return end + 1 }
        }
      }
      index += 1
    }
    return text.count
  }

  /// The comments between two tokens, where nothing but blanks stands beside them.
  static func comments(_ text: UnsafeBufferPointer<UInt8>, in gap: Range<Int>) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    var index = gap.lowerBound
    while index < gap.upperBound {
      let second =
        text[index] == UInt8(ascii: "/") ? endOfContinuations(text, from: index + 1) : gap.upperBound
      if second < gap.upperBound, text[second] == UInt8(ascii: "/") || text[second] == UInt8(ascii: "*") {
        let end = min(endOfComment(text, from: index), gap.upperBound)
        comments.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return comments
  }

  /// The offset after the line's end that the backslash before an offset takes away; nil where it takes none.
  ///
  /// Blanks may stand between the two, as GCC and Clang have it.
  static func endOfSplicedLine(_ text: UnsafeBufferPointer<UInt8>, after backslash: Int) -> Int? {
    var index = backslash
    while index < text.count, text[index] != UInt8(ascii: "\n") {
      guard isBlank(text[index]) else { return nil }
      index += 1
    }
    return index < text.count ? index + 1 : nil
  }

  /// The offset after the line continuations in a row at an offset, `\` or its trigraph `??/` before a line's end.
  static func endOfContinuations(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      var end = index
      if text[end] == UInt8(ascii: "?"), end + 2 < text.count, text[end + 1] == UInt8(ascii: "?"),
        text[end + 2] == UInt8(ascii: "/")
      {
        end += 2
      } else if text[end] != UInt8(ascii: "\\") {
        break
      }
      guard let next = endOfSplicedLine(text, after: end + 1) else { break }
      index = next
    }
    return index
  }

  /// The offset after the string or character literal that starts here.
  ///
  /// A literal that is not closed ends before the line's end.
  static func endOfLiteral(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let quote = text[start]
    var index = start + 1
    while index < text.count {
      let byte = text[index]
      if byte == quote { return index + 1 }
      if byte == UInt8(ascii: "\n") { return index }
      index = byte == UInt8(ascii: "\\") ? endOfEscape(text, from: index) : index + 1
    }
    return text.count
  }

  /// The offset after the escape, or the line continuation, whose backslash stands at an offset of a literal.
  ///
  /// C takes line continuations away before it reads escapes, so one may part the backslash from its character.
  static func endOfEscape(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let spliced = endOfContinuations(text, from: start)
    if spliced > start { return spliced }
    let character = endOfContinuations(text, from: start + 1)
    return character < text.count && text[character] != UInt8(ascii: "\n") ? character + 1 : character
  }

  /// The offset of the line feed that ends a preprocessor line, after continuations and comments.
  static func endOfDirective(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\n"): return index
      case UInt8(ascii: "\\"): index = endOfSplicedLine(text, after: index + 1) ?? index + 2
      case UInt8(ascii: "?"): index = max(index + 1, endOfContinuations(text, from: index))
      case UInt8(ascii: "\""): index = endOfLiteral(text, from: index)
      case UInt8(ascii: "'"):
        // An apostrophe in `#error don't` opens nothing; '"' does.
        if index + 2 < text.count, text[index + 2] == UInt8(ascii: "'") { index += 3 } else { index += 1 }
      case UInt8(ascii: "/") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "*"):
        index = endOfComment(text, from: index)
      case UInt8(ascii: "/") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "/"):
        return endOfComment(text, from: index)
      default: index += 1
      }
    }
    return text.count
  }

  /// A text without backslashes, or their trigraphs, at line ends and the line ends after them.
  static func withoutContinuations(_ text: String) -> String {
    guard text.contains("\n") else { return text }
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      var kept: [UInt8] = []
      var index = 0
      while index < bytes.count {
        let end = endOfContinuations(bytes, from: index)
        if end == index {
          kept.append(bytes[index])
          index += 1
        } else {
          index = end
        }
      }
      return String(decoding: kept, as: UTF8.self)
    }
  }
}
