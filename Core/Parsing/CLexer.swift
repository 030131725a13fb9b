/// Cuts C source into tokens; takes any bytes.
///
/// Reads what compilers refuse as well: a literal without its closing quote ends with its line, a comment
/// without its end ends with the text, and bytes beyond ASCII are passed over.
///
/// - Complexity: O(*n*) in the length of the text.
public struct CLexer {
  /// The tokens of a text of at most 2 GiB; what lies beyond is left out.
  public static func tokens(of text: String) -> [CToken] {
    var text = text
    return text.withUTF8 { tokens(of: $0) }
  }

  static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [CToken] {
    var lexer = CLexer(bytes: bytes)
    lexer.run()
    return lexer.tokens
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let count: Int
  private var position = 0
  private var tokens: [CToken] = []
  /// Whether only white space and comments stand before the position in its line.
  private var isAtLineStart = true
  private var isInDirective = false
  private let keywords = CKeywordTable.keywords

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    count = min(bytes.count, Int(Int32.max) - 1)
    tokens.reserveCapacity(count / 5 + 8)
  }

  /// The byte at an offset from the position, or 0 beyond the end.
  @inline(__always)
  private func peek(_ offset: Int = 0) -> UInt8 {
    position + offset < count ? bytes[position + offset] : 0
  }

  private mutating func run() {
    while position < count {
      let byte = bytes[position]
      switch byte {
      case .newline:
        endDirective()
        isAtLineStart = true
        position += 1
      case 0...0x20, 0x7F:
        position += 1
      case 0x80...:
        position += 1
      case .backslash where isLineContinuation(at: position):
        skipLineContinuation()
      case .slash where peek(1) == .slash:
        skipLine()
      case .slash where peek(1) == .star:
        skipComment()
      case .hash where isAtLineStart && !isInDirective:
        readDirective(markLength: 1)
      case .percent where isAtLineStart && !isInDirective && peek(1) == .colon:
        readDirective(markLength: 2)
      case .upperA ... .upperZ, .lowerA ... .lowerZ, .underscore:
        readWord()
      case .zero ... .nine:
        readNumber()
      case .dot where isDigit(peek(1)):
        readNumber()
      case .quote:
        readLiteral(from: position, quote: .quote, kind: .string)
      case .apostrophe:
        readLiteral(from: position, quote: .apostrophe, kind: .character)
      default:
        readPunctuator(byte)
      }
    }
    endDirective()
  }

  private mutating func append(
    _ kind: CToken.Kind, code: UInt8 = 0, hash: UInt32 = 0, hasNonASCII: Bool = false, from start: Int
  ) {
    isAtLineStart = false
    tokens.append(
      CToken(
        kind: kind, code: code, hasNonASCII: hasNonASCII, hash: hash, start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: position)))
  }
}

// MARK: Words and literals

extension CLexer {
  private mutating func readWord() {
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
  private mutating func readNumber() {
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

  private mutating func readLiteral(from start: Int, quote: UInt8, kind: CToken.Kind) {
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

  private func isDigit(_ byte: UInt8) -> Bool { .zero <= byte && byte <= .nine }
}

// MARK: White space, comments and preprocessor lines

extension CLexer {
  private func isLineContinuation(at index: Int) -> Bool {
    guard index + 1 < count else { return false }
    return bytes[index + 1] == .newline
      || (bytes[index + 1] == .carriageReturn && index + 2 < count && bytes[index + 2] == .newline)
  }

  private mutating func skipLineContinuation() {
    position += bytes[position + 1] == .newline ? 2 : 3
  }

  /// Moves to the end of the line, over line continuations.
  private mutating func skipLine() {
    while position < count, bytes[position] != .newline {
      if bytes[position] == .backslash, isLineContinuation(at: position) {
        skipLineContinuation()
      } else {
        position += 1
      }
    }
  }

  private mutating func skipComment() {
    position += 2
    while position < count {
      if bytes[position] == .star, peek(1) == .slash {
        position += 2
        return
      }
      position += 1
    }
  }

  private mutating func readDirective(markLength: Int) {
    let start = position
    position += markLength
    skipBlanks()
    let nameStart = position
    var hash = NameTable.hashSeed
    while case .lowerA ... .lowerZ = peek() | 0x20 {
      hash = NameTable.extend(hash, with: peek())
      position += 1
    }
    let known = CKeywordTable.directives.value(hash: hash, in: bytes, from: nameStart, to: position)
    let directive = known.flatMap(CDirective.init(rawValue:)) ?? .other
    append(.directive, code: directive.rawValue, from: start)
    isInDirective = true
    switch directive {
    case .message:
      skipLine()
    case .include:
      skipBlanks()
      if peek() == .less { readHeaderName() }
    default:
      break
    }
  }

  private mutating func readHeaderName() {
    let start = position
    while position < count, bytes[position] != .newline {
      position += 1
      if bytes[position - 1] == .greater { break }
    }
    append(.string, from: start)
  }

  private mutating func skipBlanks() {
    while peek() == .space || peek() == .tab { position += 1 }
  }

  private mutating func endDirective() {
    guard isInDirective else { return }
    isInDirective = false
    append(.endOfDirective, from: position)
  }
}

// MARK: Punctuators

extension CLexer {
  private mutating func readPunctuator(_ byte: UInt8) {
    let start = position
    let (punctuator, length) = CPunctuator.read(
      Unicode.Scalar(byte), Unicode.Scalar(peek(1)), Unicode.Scalar(peek(2)))
    position += length
    if let punctuator { append(.punctuator, code: punctuator.rawValue, from: start) }
  }
}

/// The bytes of C's own characters, by name.
extension UInt8 {
  fileprivate static let tab = UInt8(ascii: "\t")
  fileprivate static let newline = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
  fileprivate static let space = UInt8(ascii: " ")
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let hash = UInt8(ascii: "#")
  fileprivate static let percent = UInt8(ascii: "%")
  fileprivate static let apostrophe = UInt8(ascii: "'")
  fileprivate static let star = UInt8(ascii: "*")
  fileprivate static let plus = UInt8(ascii: "+")
  fileprivate static let minus = UInt8(ascii: "-")
  fileprivate static let dot = UInt8(ascii: ".")
  fileprivate static let slash = UInt8(ascii: "/")
  fileprivate static let zero = UInt8(ascii: "0")
  fileprivate static let eight = UInt8(ascii: "8")
  fileprivate static let nine = UInt8(ascii: "9")
  fileprivate static let colon = UInt8(ascii: ":")
  fileprivate static let less = UInt8(ascii: "<")
  fileprivate static let greater = UInt8(ascii: ">")
  fileprivate static let upperA = UInt8(ascii: "A")
  fileprivate static let upperL = UInt8(ascii: "L")
  fileprivate static let upperU = UInt8(ascii: "U")
  fileprivate static let upperZ = UInt8(ascii: "Z")
  fileprivate static let backslash = UInt8(ascii: "\\")
  fileprivate static let underscore = UInt8(ascii: "_")
  fileprivate static let lowerA = UInt8(ascii: "a")
  fileprivate static let lowerE = UInt8(ascii: "e")
  fileprivate static let lowerP = UInt8(ascii: "p")
  fileprivate static let lowerU = UInt8(ascii: "u")
  fileprivate static let lowerX = UInt8(ascii: "x")
  fileprivate static let lowerZ = UInt8(ascii: "z")
}
