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

  let bytes: UnsafeBufferPointer<UInt8>
  let count: Int
  var position = 0
  private var tokens: [CToken] = []
  /// Whether only white space and comments stand before the position in its line.
  private var isAtLineStart = true
  var isInDirective = false
  let keywords = CKeywordTable.keywords

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    count = min(bytes.count, Int(Int32.max) - 1)
    tokens.reserveCapacity(count / 5 + 8)
  }

  /// The byte at an offset from the position, or 0 beyond the end.
  @inline(__always)
  func peek(_ offset: Int = 0) -> UInt8 {
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

  mutating func append(
    _ kind: CToken.Kind, code: UInt8 = 0, hash: UInt32 = 0, hasNonASCII: Bool = false, from start: Int
  ) {
    isAtLineStart = false
    tokens.append(
      CToken(
        kind: kind, code: code, hasNonASCII: hasNonASCII, hash: hash, start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: position)))
  }

  private mutating func readPunctuator(_ byte: UInt8) {
    let start = position
    let (punctuator, length) = CPunctuator.read(
      Unicode.Scalar(byte), Unicode.Scalar(peek(1)), Unicode.Scalar(peek(2)))
    position += length
    if let punctuator { append(.punctuator, code: punctuator.rawValue, from: start) }
  }
}
