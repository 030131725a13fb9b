/// Words, numbers and literals.
extension CLexer {
  /// Reads a word; nil where there are only stray characters, such as a no-break space.
  mutating func readWord() -> CToken? {
    let start = position
    var hash = NameTable.hashSeed
    var isClean = true
    scan: while position < count {
      let byte = bytes[position]
      switch byte {
      case .upperA ... .upperZ, .lowerA ... .lowerZ, .zero ... .nine, .underscore, .dollar:
        hash = NameTable.extend(hash, with: byte)
      case 0x80...:
        let stray = strayLength
        if stray > 0 {
          guard position == start else { break scan }
          position += stray
          return nil
        }
        isClean = false
      case .backslash where continuesWord:
        skipLineContinuation()
        isClean = false
        continue scan
      default:
        break scan
      }
      position += 1
    }
    let next = peek()
    if next == .quote || next == .apostrophe {
      if isLiteralPrefix(start..<position) { return readLiteral(from: start, quote: next) }
      if next == .quote, isRawPrefix(start..<position), let end = endOfRawLiteral() {
        position = end
        return token(.string, from: start)
      }
    }
    if isClean, let keyword = keywords.value(hash: hash, in: bytes, from: start, to: position) {
      return token(.keyword, code: keyword, hash: hash, from: start)
    }
    return token(.identifier, hash: hash, isClean: isClean, from: start)
  }

  /// Whether the word goes on after the line continuation here.
  private var continuesWord: Bool {
    guard isLineContinuation(at: position) else { return false }
    switch peek(bytes[position + 1] == .newline ? 2 : 3) {
    case .upperA ... .upperZ, .lowerA ... .lowerZ, .zero ... .nine, .underscore: return true
    default: return false
    }
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
    case 1: return first == .upperL || first == .upperU || first == .lowerU
    case 2: return first == .lowerU && bytes[word.lowerBound + 1] == .eight
    default: return false
    }
  }

  private func isRawPrefix(_ word: Range<Int>) -> Bool {
    bytes[word.upperBound - 1] == .upperR
      && (word.count == 1 || isLiteralPrefix(word.lowerBound..<word.upperBound - 1))
  }

  /// The offset after a raw literal whose first quote stands here, `"mark(…)mark"`; nil where there is none.
  private func endOfRawLiteral() -> Int? {
    var index = position + 1
    while index < count, bytes[index] != .leftParenthesis {
      switch bytes[index] {
      case 0...0x20, .backslash, .quote, .rightParenthesis: return nil
      default: index += 1
      }
      if index - position > 17 { return nil }
    }
    let mark = position + 1..<index
    while index < count {
      if bytes[index] == .rightParenthesis, index + mark.count + 1 < count,
        bytes[index + mark.count + 1] == .quote,
        bytes[index + 1...index + mark.count].elementsEqual(bytes[mark])
      {
        return index + mark.count + 2
      }
      index += 1
    }
    return nil
  }

  /// Reads a preprocessing number, but stops before `..` and before a sign after a hexadecimal `e`.
  mutating func readNumber() -> CToken {
    let start = position
    let isHexadecimal = bytes[position] == .zero && (peek(1) | 0x20) == .lowerX
    position += 1
    scan: while position < count {
      let byte = bytes[position]
      switch byte {
      case .plus, .minus:
        let before = bytes[position - 1] | 0x20
        guard isHexadecimal ? before == .lowerP : before == .lowerE || before == .lowerP else { break scan }
      case .dot:
        if peek(1) == .dot || bytes[position - 1] == .dot { break scan }
      case .apostrophe:
        guard isDigit(bytes[position - 1], isHexadecimal), isDigit(peek(1), isHexadecimal) else { break scan }
      case .upperA ... .upperZ, .lowerA ... .lowerZ, .zero ... .nine, .underscore:
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
      case .newline:
        break scan
      case .backslash:
        position += 1
        if peek() == .carriageReturn, peek(1) == .newline { position += 1 }
        position = min(position + 1, count)
      default:
        position += 1
      }
    }
    return token(quote == .quote ? .string : .character, from: start)
  }

  func isDigit(_ byte: UInt8, _ isHexadecimal: Bool = false) -> Bool {
    .zero <= byte && byte <= .nine || isHexadecimal && .lowerA <= byte | 0x20 && byte | 0x20 <= .lowerF
  }
}
