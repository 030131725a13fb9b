/// Words, numbers and literals.
extension CLexer {
  mutating func readWord() {
    let start = position
    var hash = NameTable.hashSeed
    var hasNonASCII = false
    scan: while position < count {
      let byte = bytes[position]
      switch byte {
      case .upperA ... .upperZ, .lowerA ... .lowerZ, .zero ... .nine, .underscore:
        hash = NameTable.extend(hash, with: byte)
      case 0x80...:
        hasNonASCII = true
      default:
        break scan
      }
      position += 1
    }
    let next = peek()
    if (next == .quote || next == .apostrophe) && isLiteralPrefix(from: start) {
      readLiteral(from: start, quote: next, kind: next == .quote ? .string : .character)
    } else if !hasNonASCII,
      let keyword = keywords.value(hash: hash, in: bytes, from: start, to: position)
    {
      append(.keyword, code: keyword, hash: hash, from: start)
    } else {
      append(.identifier, hash: hash, hasNonASCII: hasNonASCII, from: start)
    }
  }

  /// Whether the word from `start` to the position is `L`, `u`, `U` or `u8`.
  private func isLiteralPrefix(from start: Int) -> Bool {
    let first = bytes[start]
    switch position - start {
    case 1: return first == .upperL || first == .upperU || first == .lowerU
    case 2: return first == .lowerU && bytes[start + 1] == .eight
    default: return false
    }
  }

  /// Reads a preprocessing number, but stops before `..` and before a sign after a hexadecimal `e`.
  mutating func readNumber() {
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
        guard isDigit(bytes[position - 1]), isDigit(peek(1)) else { break scan }
      case .upperA ... .upperZ, .lowerA ... .lowerZ, .zero ... .nine, .underscore:
        break
      default:
        break scan
      }
      position += 1
    }
    append(.number, from: start)
  }

  mutating func readLiteral(from start: Int, quote: UInt8, kind: CToken.Kind) {
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
    append(kind, from: start)
  }

  func isDigit(_ byte: UInt8) -> Bool { .zero <= byte && byte <= .nine }
}
