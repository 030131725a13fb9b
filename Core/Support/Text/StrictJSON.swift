/// A JSON value read by ``StrictJSON``; numbers keep the text they were written with.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
}

/// What is wrong with a JSON text and at which byte.
struct JSONSyntaxError: Error, Equatable {
  let message: String
  let offset: Int
}

/// A JSON reader for untrusted bytes: bounded depth, no duplicate keys, valid UTF-8, nothing after the value.
///
/// `JSONDecoder` silently keeps one of two values with the same key, which lets two readers of the same
/// file see different things.
struct StrictJSON {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let maximumDepth: Int
  private let replacesLoneSurrogates: Bool
  private var position = 0

  /// Reads one value, with blanks around it allowed.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - maximumDepth: How deep values may be nested.
  ///   - replacesLoneSurrogates: Whether an escaped half of a surrogate pair reads as U+FFFD and is no error.
  /// - Returns: The value.
  /// - Throws: ``JSONSyntaxError``.
  static func parse(
    _ bytes: [UInt8], maximumDepth: Int = 16, replacesLoneSurrogates: Bool = false
  ) throws(JSONSyntaxError) -> JSONValue {
    // Invalid bytes decode to U+FFFD, so the text differs from the bytes exactly when they are invalid.
    let decoded = String(decoding: bytes, as: UTF8.self)
    guard decoded.utf8.elementsEqual(bytes) else {
      throw JSONSyntaxError(message: "the text is not valid UTF-8", offset: 0)
    }
    let result: Result<JSONValue, JSONSyntaxError> = bytes.withUnsafeBufferPointer { buffer in
      var parser = StrictJSON(
        bytes: buffer, maximumDepth: maximumDepth, replacesLoneSurrogates: replacesLoneSurrogates)
      do throws(JSONSyntaxError) {
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.position == buffer.count else { throw parser.error("unexpected text after the value") }
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int, replacesLoneSurrogates: Bool) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
    self.replacesLoneSurrogates = replacesLoneSurrogates
  }

  private func error(_ message: String) -> JSONSyntaxError {
    JSONSyntaxError(message: message, offset: position)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  private mutating func expect(_ character: Character) throws(JSONSyntaxError) {
    guard let byte = current, byte == character.asciiValue else { throw error("'\(character)' is expected") }
    position += 1
  }

  private mutating func accept(_ character: Character) -> Bool {
    guard let byte = current, byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth <= maximumDepth else { throw error("values are nested more than \(maximumDepth) deep") }
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    for byte in text.utf8 {
      guard current == byte else { throw error("a value is expected") }
      position += 1
    }
    return value
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    try expect("{")
    var members: [String: JSONValue] = [:]
    skipBlanks()
    if accept("}") { return .object(members) }
    while true {
      skipBlanks()
      let key = try string()
      skipBlanks()
      try expect(":")
      let member = try value(depth: depth + 1)
      guard members.updateValue(member, forKey: key) == nil else {
        throw error("the key \"\(key)\" occurs twice")
      }
      skipBlanks()
      if accept("}") { return .object(members) }
      try expect(",")
    }
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    try expect("[")
    var elements: [JSONValue] = []
    skipBlanks()
    if accept("]") { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if accept("]") { return .array(elements) }
      try expect(",")
    }
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    _ = accept("-")
    if !accept("0") { try digits() }
    if accept(".") { try digits() }
    if accept("e") || accept("E") {
      if !accept("+") { _ = accept("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while current?.isDigit == true { position += 1 }
    guard position > start else {
      throw error(start < bytes.count ? "a value is expected" : "the text ends early")
    }
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    try expect("\"")
    var text: [UInt8] = []
    var plainStart = position
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        text.append(contentsOf: bytes[plainStart..<position])
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: bytes[plainStart..<position])
        position += 1
        text.append(contentsOf: String(Character(try escapedScalar())).utf8)
        plainStart = position
      case 0..<0x20:
        throw error("a string holds a control character")
      default:
        position += 1
      }
    }
    throw error("a string does not end")
  }

  private mutating func escapedScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    guard let byte = current else { throw error("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimalUnit()
      if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
      let end = position
      if (0xd800...0xdbff).contains(unit), accept("\\"), accept("u") {
        let low = try hexadecimalUnit()
        if (0xdc00...0xdfff).contains(low),
          let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(low) - 0xdc00))
        {
          return scalar
        }
      }
      guard replacesLoneSurrogates else { throw error("half of a surrogate pair stands alone") }
      position = end
      return "\u{fffd}"
    default: throw error("unknown escape in a string")
    }
  }

  private mutating func hexadecimalUnit() throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error("four hexadecimal digits are expected")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
