/// Words, numbers and literals.
extension CLexer {
  /// Reads a word; nil where there are only stray characters, such as a no-break space.
  mutating func readWord() -> CToken? {
    let start = position
    position = endOfPlainWord(from: start)
    var plain: [UInt8]?
    scan: while position < count {
      let before = position
      switch bytes[position] {
      case 0x80...:
        let stray = strayLength
        if stray > 0 {
          guard position == start else { break scan }
          position += stray
          return nil
        }
        position += 1
      case UInt8(ascii: "\\"), UInt8(ascii: "?"):
        let splices = lengthOfContinuations(at: position)
        if splices > 0, continuesWord(at: position + splices) {
          position += splices
        } else if universalNameLength(at: position) > 0 {
          position += universalNameLength(at: position)
        } else {
          break scan
        }
      default:
        break scan
      }
      if plain == nil { plain = Array(bytes[start..<before]) }
      let goesOn = position
      position = endOfPlainWord(from: goesOn)
      plain?.append(contentsOf: bytes[goesOn..<position])
    }
    let isClean = plain == nil
    let hash =
      plain.map { $0.withUnsafeBufferPointer(NameTable.hash) }
      ?? NameTable.hash(UnsafeBufferPointer(rebasing: bytes[start..<position]))
    let next = peek()
    if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
      if isLiteralPrefix(start..<position) { return readLiteral(from: start, quote: next) }
      if next == UInt8(ascii: "\""), isRawPrefix(start..<position), let end = endOfRawLiteral() {
        position = end
        return token(.string, from: start)
      }
    }
    if isClean, let keyword = keywords.value(hash: hash, in: bytes, from: start, to: position),
      isInDirective || keyword != CKeyword.other.rawValue || !CText.equals(bytes, start..<position, "defined")
    {
      return token(.keyword, code: keyword, hash: hash, from: start)
    }
    return token(.identifier, hash: hash, isClean: isClean, from: start)
  }

  /// The offset after the letters, digits, `_` and `$` from an offset on.
  private func endOfPlainWord(from start: Int) -> Int {
    var end = start
    while end < count, CText.isPlainWord(bytes[end]) { end += 1 }
    return end
  }

  /// Whether a word may go on at an offset, after line continuations.
  func continuesWord(at index: Int) -> Bool {
    guard index < count else { return false }
    switch bytes[index] {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return true
    default: return false
    }
  }

  /// The length of a character of a name that is written by its number, `\u00e9` or `\U000000e9`; 0 where there is none.
  func universalNameLength(at index: Int) -> Int {
    guard index + 1 < count, bytes[index] == UInt8(ascii: "\\") else { return 0 }
    let digits: Int
    switch bytes[index + 1] {
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    default: return 0
    }
    let end = index + 2 + digits
    guard end <= count, bytes[index + 2..<end].allSatisfy({ isDigit($0, true) }) else { return 0 }
    return end - index
  }

  /// The length of a character here that belongs to no word: no-break space, byte order mark, replacement
  /// character, general punctuation; 0 for others.
  private var strayLength: Int {
    switch (bytes[position], peek(1), peek(2)) {
    case (0xC2, 0x80...0xBF, _) where peek(1) != 0xAA && peek(1) != 0xB5 && peek(1) != 0xBA: 2
    case (0xE2, 0x80...0x81, _), (0xEF, 0xBB, 0xBF), (0xEF, 0xBF, 0xBD): 3
    default: 0
    }
  }

  /// Whether a word is `L`, `u`, `U` or `u8`.
  private func isLiteralPrefix(_ word: Range<Int>) -> Bool {
    let first = bytes[word.lowerBound]
    switch word.count {
    case 1: return first == UInt8(ascii: "L") || first == UInt8(ascii: "U") || first == UInt8(ascii: "u")
    case 2: return first == UInt8(ascii: "u") && bytes[word.lowerBound + 1] == UInt8(ascii: "8")
    default: return false
    }
  }

  private func isRawPrefix(_ word: Range<Int>) -> Bool {
    bytes[word.upperBound - 1] == UInt8(ascii: "R")
      && (word.count == 1 || isLiteralPrefix(word.lowerBound..<word.upperBound - 1))
  }

  /// The offset after a raw literal whose first quote stands here, `"mark(…)mark"`; nil where there is none.
  private mutating func endOfRawLiteral() -> Int? {
    guard openRawLiterals < Self.mostOpenRawLiterals else { return nil }
    var index = position + 1
    while index < count, bytes[index] != UInt8(ascii: "(") {
      switch bytes[index] {
      case 0...0x20, UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: ")"): return nil
      default: index += 1
      }
      if index - position > 17 { return nil }
    }
    let mark = position + 1..<index
    while index < count {
      if bytes[index] == UInt8(ascii: ")"), index + mark.count + 1 < count,
        bytes[index + mark.count + 1] == UInt8(ascii: "\""),
        bytes[index + 1..<index + 1 + mark.count].elementsEqual(bytes[mark])
      {
        return index + mark.count + 2
      }
      index += 1
    }
    openRawLiterals += 1
    return nil
  }

  /// Reads a preprocessing number, but stops before `..` and before a sign after a hexadecimal `e`.
  mutating func readNumber() -> CToken {
    let start = position
    let isHexadecimal = bytes[position] == UInt8(ascii: "0") && (peek(1) | 0x20) == UInt8(ascii: "x")
    position += 1
    scan: while position < count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        let before = bytes[position - 1] | 0x20
        guard
          isHexadecimal
            ? before == UInt8(ascii: "p") : before == UInt8(ascii: "e") || before == UInt8(ascii: "p")
        else { break scan }
      case UInt8(ascii: "."):
        if peek(1) == UInt8(ascii: ".") || bytes[position - 1] == UInt8(ascii: ".") { break scan }
      case UInt8(ascii: "'"):
        guard isDigit(bytes[position - 1], isHexadecimal), isDigit(peek(1), isHexadecimal) else { break scan }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        break
      default:
        break scan
      }
      position += 1
    }
    return token(.number, from: start)
  }

  /// Reads a literal whose quote stands here, before which a prefix may stand.
  mutating func readLiteral(from start: Int, quote: UInt8) -> CToken {
    position += 1
    scan: while position < count {
      switch bytes[position] {
      case quote:
        position += 1
        break scan
      case UInt8(ascii: "\n"):
        break scan
      case UInt8(ascii: "\\"):
        position = min(CText.endOfEscape(bytes, from: position), count)
      default:
        position += 1
      }
    }
    return token(quote == UInt8(ascii: "\"") ? .string : .character, from: start)
  }

  func isDigit(_ byte: UInt8, _ isHexadecimal: Bool = false) -> Bool {
    UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
      || isHexadecimal && UInt8(ascii: "a") <= byte | 0x20 && byte | 0x20 <= UInt8(ascii: "f")
  }
}
