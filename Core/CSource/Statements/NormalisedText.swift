/// Text whose names and literals had been replaced before it came here, as in published data sets.
enum NormalisedText {
  /// Whether a function's tokens are already normalised.
  ///
  /// Published sets leave some names and numbers as they were. So it takes no string or character literal,
  /// and either a head that names `funcN` and some other replaced name, or replaced names and literals in the
  /// majority; library names count for neither side.
  static func isNormalised(_ tokens: [CToken], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard tokens.contains(where: { isVariable($0, bytes) || isFunction($0, bytes) }) else { return false }
    var variables = 0
    var functions = 0
    var literals = 0
    var others = 0
    var isBeforeBody = true
    var headIsNumbered = false
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .string, .character:
        return false
      case .punctuator:
        if token.is(.leftBrace) || token.is(.semicolon) { isBeforeBody = false }
      case .identifier:
        if isVariable(token, bytes) {
          variables += 1
        } else if isFunction(token, bytes) {
          functions += 1
          headIsNumbered = headIsNumbered || isBeforeBody
        } else if literalWords.value(of: token, in: bytes) != nil {
          // A literal is not declared.
          let before = index > 0 ? tokens[index - 1] : token
          if before.is(CKeyword.type) || isBeforeBody && !before.is(.leftBracket) { return false }
          literals += 1
        } else if LibraryNames.table.value(of: token, in: bytes) == nil {
          others += 1
        }
      default:
        break
      }
    }
    let replaced = variables + functions + literals
    if headIsNumbered { return variables > 0 || replaced >= others }
    return variables + functions > 0 && replaced > others
  }

  /// The tokens with words that stand for literals (`number`, `<num>`, `str` …) as literals.
  static func withLiterals(_ tokens: [CToken], _ bytes: UnsafeBufferPointer<UInt8>) -> [CToken] {
    var result: [CToken] = []
    result.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      var token = tokens[index]
      if token.kind == .identifier, let kind = literalWords.value(of: token, in: bytes) {
        token.kind = kind == 0 ? .number : .string
        if index + 1 < tokens.count, tokens[index + 1].is(.greater), tokens[index + 1].start == token.end,
          let before = result.last, before.is(.less), before.end == token.start
        {
          result.removeLast()
          token.start = before.start
          token.end = tokens[index + 1].end
          index += 1
        }
      }
      result.append(token)
      index += 1
    }
    return result
  }

  /// Whether an identifier is `var` and a number.
  static func isVariable(_ token: CToken, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    isNumbered(token, "var", bytes)
  }

  /// Whether an identifier is `func` and a number.
  static func isFunction(_ token: CToken, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    isNumbered(token, "func", bytes)
  }

  private static func isNumbered(
    _ token: CToken, _ prefix: StaticString, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = Int(token.start)
    let length = Int(token.end) - start
    // Most names end in a letter.
    guard length > prefix.utf8CodeUnitCount, bytes[start + length - 1].isDigit else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount where bytes[start + offset] != prefix.utf8Start[offset] {
      return false
    }
    return bytes[(start + prefix.utf8CodeUnitCount)..<(start + length)].allSatisfy { $0.isDigit }
  }

  /// Words for numbers (value 0) and strings (value 1).
  private static let literalWords = NameTable([
    ("number", 0), ("number_decimal", 0), ("number_hex", 0), ("num", 0),
    ("str", 1), ("sequence_str", 1),
  ])
}

extension NameTable {
  /// The value of an identifier of a text.
  fileprivate func value(of token: CToken, in bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard token.isClean else { return nil }
    return value(hash: token.hash, in: bytes, from: Int(token.start), to: Int(token.end))
  }
}
