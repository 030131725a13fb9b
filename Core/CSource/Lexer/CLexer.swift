/// Cuts C source into tokens, one at a time; takes any bytes.
///
/// The one scanner of C text: outline, statements, fingerprints, reports and editors read through it. It reads
/// what compilers refuse as well: a literal without its closing quote ends with its line, a comment without
/// its end ends with the text. Digraphs and, outside literals, trigraphs count as what they stand for.
///
/// - Complexity: O(*n*) in the length of the text.
struct CLexer {
  /// The tokens of a text of at most 2 GiB; what lies beyond is left out.
  static func tokens(of text: String) -> [CToken] {
    var text = text
    return text.withUTF8 { tokens(of: $0) }
  }

  static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [CToken] {
    ReadingMeter.current?.note(bytes.count)
    var lexer = CLexer(bytes)
    var tokens: [CToken] = []
    tokens.reserveCapacity(lexer.count / 5 + 8)
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let count: Int
  /// Offset of the next byte to read.
  var position = 0
  /// Whether only white space and comments stand before the position in its line.
  private var isAtLineStart = true
  var isInDirective = false
  /// A header's name, which is read with its directive.
  var waiting: CToken?
  let keywords = CKeywordTable.keywords
  /// How many raw literals had no end; each was sought to the end of the text, so there is an end to seeking.
  var openRawLiterals = 0
  static let mostOpenRawLiterals = 8

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    count = min(bytes.count, Int(Int32.max) - 1)
  }

  /// Goes on at the beginning of a line, or at the text's end.
  mutating func move(toLineAt offset: Int) {
    position = min(offset, count)
    isAtLineStart = true
    isInDirective = false
    waiting = nil
  }

  /// Reads the next token; nil at the text's end.
  mutating func next() -> CToken? {
    if let token = waiting {
      waiting = nil
      return token
    }
    while position < count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
        UInt8(ascii: "$"), 0x80...:
        if let token = readWord() { return token }
      case UInt8(ascii: "\n"):
        isAtLineStart = true
        if isInDirective { return endOfDirective() }
        position += 1
      case 0...0x20, 0x7F:
        skipSpaces()
      case UInt8(ascii: "\\") where isLineContinuation(at: position),
        UInt8(ascii: "?") where isTrigraphContinuation(at: position):
        position += lengthOfContinuations(at: position)
      case UInt8(ascii: "\\") where universalNameLength(at: position) > 0:
        if let token = readWord() { return token }
      case UInt8(ascii: "/") where secondOfComment(at: position) == UInt8(ascii: "/"):
        skipLine()
      case UInt8(ascii: "/") where secondOfComment(at: position) == UInt8(ascii: "*"):
        skipComment()
      case UInt8(ascii: "#") where isAtLineStart && !isInDirective:
        return readDirective(markLength: 1)
      case UInt8(ascii: "%") where isAtLineStart && !isInDirective && peek(1) == UInt8(ascii: ":"):
        return readDirective(markLength: 2)
      case UInt8(ascii: "?")
      where isAtLineStart && !isInDirective && peek(1) == byte && peek(2) == UInt8(ascii: "="):
        return readDirective(markLength: 3)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        return readNumber()
      case UInt8(ascii: ".") where isDigit(peek(1)):
        return readNumber()
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        return readLiteral(from: position, quote: byte)
      default:
        if let token = readPunctuator(byte) { return token }
      }
    }
    return isInDirective ? endOfDirective() : nil
  }

  /// The byte at an offset from the position, or 0 beyond the end.
  @inline(__always)
  func peek(_ offset: Int = 0) -> UInt8 {
    position + offset < count ? bytes[position + offset] : 0
  }

  mutating func token(
    _ kind: CToken.Kind, code: UInt8 = 0, hash: UInt32 = 0, isClean: Bool = true, from start: Int
  ) -> CToken {
    isAtLineStart = false
    return CToken(
      kind: kind, code: code, isClean: isClean, hash: hash, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: position))
  }

  private mutating func endOfDirective() -> CToken {
    isInDirective = false
    let end = token(.endOfDirective, from: position)
    isAtLineStart = true
    return end
  }

  /// Moves over the byte here and the blanks behind it.
  private mutating func skipSpaces() {
    var end = position + 1
    while end < count, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\t") { end += 1 }
    position = end
  }

  private mutating func readPunctuator(_ byte: UInt8) -> CToken? {
    let start = position
    let (punctuator, length) = CPunctuator.read(
      Unicode.Scalar(byte), Unicode.Scalar(peek(1)), Unicode.Scalar(peek(2)))
    position += length
    return punctuator.map { token(.punctuator, code: $0.rawValue, from: start) }
  }
}
