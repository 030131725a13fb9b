/// What a function declares a name as, its parameters included.
struct SignalDeclaration {
  /// The words of the type, in order.
  var type: [String]
  var isPointer: Bool
  /// How many stars and pairs of brackets the declarator has.
  var depth = 0
  /// The tokens between the brackets of an array; nil for anything else.
  var length: Range<Int>?
  var isParameter: Bool
  /// The token of the name.
  var token: Int
  /// The tokens of what the declaration assigns to an array; nil for anything else.
  var initialValue: Range<Int>?
  /// Whether another declaration of the function has the same name.
  var isRedeclared = false

  private static let unsignedWords: Set<String> = [
    "unsigned", "size_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "uint", "ulong", "ushort", "uchar",
    "u8", "u16", "u32", "u64", "uintptr_t", "guint", "guint8", "guint16", "guint32", "guint64", "gsize",
    "u_int", "u_char", "u_short", "u_long", "u_int8_t", "u_int16_t", "u_int32_t", "u_int64_t", "UINT",
    "UINT8", "UINT16", "UINT32", "UINT64", "BYTE", "WORD", "DWORD", "SIZE_T", "Byte", "uInt", "uLong",
  ]
  private static let signedWords: Set<String> = [
    "int", "short", "long", "signed", "ssize_t", "int8_t", "int16_t", "int32_t", "int64_t", "off_t",
    "ptrdiff_t", "gint", "gint32", "gssize", "INT", "INT32", "INT64", "LONG",
  ]
  private static let narrowWords: Set<String> = [
    "short", "uint16_t", "int16_t", "uint8_t", "int8_t", "u8", "u16", "ushort", "u_short", "guint16",
    "guint8",
    "UINT16", "UINT8", "BYTE", "WORD", "u_int16_t", "u_int8_t", "uchar", "u_char",
  ]

  /// Whether a word makes an integer type one without a sign.
  static func isUnsignedWord(_ word: String) -> Bool { unsignedWords.contains(word) }

  /// Whether the type is an integer with a sign.
  var isSigned: Bool {
    !isPointer && length == nil && !isUnsigned && type.contains { Self.signedWords.contains($0) }
  }

  /// Whether the type is an integer without a sign.
  var isUnsigned: Bool {
    !isPointer && length == nil && type.contains { Self.unsignedWords.contains($0) }
  }

  /// Whether the type is an integer of 8 or 16 bits.
  var isNarrow: Bool {
    !isPointer && length == nil
      && (type.contains { Self.narrowWords.contains($0) } || type.last == "char")
  }

  /// All declarations of a function, by name; of several of one name, the first.
  static func all(in reading: SignalReading, head: HeadSpan?) -> [String: SignalDeclaration] {
    var found: [String: SignalDeclaration] = [:]
    if let head, let open = parameters(of: reading, head: head),
      let close = reading.function.partner(of: open)
    {
      for range in pieces(of: reading, open + 1..<close) { add(range, isParameter: true, reading, &found) }
      // Parameters in the style before C89 are declared between the head and the body.
      for range in pieces(of: reading, close + 1..<max(close + 1, reading.body - 1), at: .semicolon) {
        addAll(range, isParameter: true, reading, &found)
      }
    }
    for span in reading.spans where span.opcode == .declaration || isForDeclaration(span, reading) {
      addAll(span.content, isParameter: false, reading, &found)
    }
    return found
  }

  private static func isForDeclaration(_ span: StatementSpan, _ reading: SignalReading) -> Bool {
    guard span.opcode == .for, let first = span.content.first, first < reading.count else { return false }
    return reading.function.tokens[first].is(CKeyword.type) || reading.words[first].hasSuffix("_t")
  }

  private static func parameters(of reading: SignalReading, head: HeadSpan) -> Int? {
    (head.start..<min(head.end, reading.count)).last { index in
      reading.is(.leftParen, at: index) && index > 0 && reading.words[index - 1] == reading.name
    }
      ?? (head.start..<min(head.end, reading.count)).first { index in
        reading.is(.leftParen, at: index) && index > 0
          && reading.function.tokens[index - 1].kind == .identifier
      }
  }

  private static func pieces(
    of reading: SignalReading, _ range: Range<Int>, at separator: CPunctuator = .comma
  ) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      if reading.is(separator, at: index) {
        pieces.append(start..<index)
        start = index + 1
      } else if reading.is(.leftParen, at: index) || reading.is(.leftBracket, at: index)
        || reading.is(.leftBrace, at: index), let partner = reading.function.partner(of: index),
        partner > index,
        partner < range.upperBound
      {
        index = partner
      }
      index += 1
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }

  /// Adds each declarator of `type a, *b, c[n] = …`.
  private static func addAll(
    _ range: Range<Int>, isParameter: Bool, _ reading: SignalReading,
    _ found: inout [String: SignalDeclaration]
  ) {
    var type: [String]?
    for piece in pieces(of: reading, range) {
      if let type {
        add(piece, isParameter: isParameter, type: type, reading, &found)
      } else {
        type = add(piece, isParameter: isParameter, reading, &found)
      }
    }
  }

  @discardableResult
  private static func add(
    _ range: Range<Int>, isParameter: Bool, type known: [String]? = nil, _ reading: SignalReading,
    _ found: inout [String: SignalDeclaration]
  ) -> [String]? {
    var type: [String] = []
    var depth = 0
    var name: Int?
    var end = range.lowerBound
    while end < range.upperBound {
      if reading.is(.star, at: end) { depth += 1 }
      if !reading.words[end].isEmpty {
        if let name { type.append(reading.words[name]) }
        name = end
      } else if !reading.is(.star, at: end) {
        break
      }
      end += 1
    }
    guard let name, reading.function.tokens[name].kind == .identifier, known != nil || !type.isEmpty else {
      return known ?? type
    }
    var length: Range<Int>?
    if reading.is(.leftBracket, at: end), let close = reading.function.partner(of: end) {
      length = end + 1..<close
    }
    let declared = known ?? type
    let first = length.map { $0.upperBound + 1 } ?? end
    let initial =
      first < range.upperBound && reading.is(.assign, at: first) && length != nil
      ? first + 1..<range.upperBound : nil
    if found[reading.words[name]] != nil {
      found[reading.words[name]]?.isRedeclared = true
    } else {
      found[reading.words[name]] = SignalDeclaration(
        type: declared, isPointer: depth > 0 || isParameter && length != nil,
        depth: depth + (length == nil ? 0 : 1), length: isParameter ? nil : length,
        isParameter: isParameter, token: name, initialValue: initial)
    }
    return declared
  }
}
