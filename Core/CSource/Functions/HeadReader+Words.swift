/// Which arguments of a macro may name a function.
extension HeadReader {
  /// Whether an argument may be a name: `pp_add`, and `3d_array` before which the macro puts something.
  func isName(_ token: CToken) -> Bool {
    token.kind == .identifier && !isNull(token) || isWordOfDigits(token)
  }

  /// Whether a token that begins as a number is none in C, so that a macro must put something before it: `32_trunc`, `3d`.
  func isWordOfDigits(_ token: CToken) -> Bool {
    guard token.kind == .number, let first = text[token.range].first, first != UInt8(ascii: ".") else {
      return false
    }
    let bytes = text[token.range].map { $0 | 0x20 }
    if bytes.count > 1, bytes[0] == UInt8(ascii: "0"),
      bytes[1] == UInt8(ascii: "x") || bytes[1] == UInt8(ascii: "b")
    {
      return text[token.range].contains(UInt8(ascii: "_"))
    }
    // Suffixes, and an exponent.
    let digits = text[token.range].reversed().drop { "uUlLfFzZ".utf8.contains($0) }.reversed()
    let letters = digits.drop(while: \.isDigit)
    guard let letter = letters.first, isLetter(letter) else { return false }
    let isExponent = letter | 0x20 == UInt8(ascii: "e") && letters.count > 1
    return !(isExponent && letters.dropFirst().allSatisfy { !isLetter($0) })
  }

  /// Whether a part is a string, a number, a character or `NULL`.
  func isLiteral(_ part: ArraySlice<CToken>) -> Bool {
    guard let token = part.first else { return false }
    switch token.kind {
    case .string: return true
    case .number: return part.count == 1 && !isWordOfDigits(token)
    case .character: return part.count == 1
    case .punctuator: return part.count == 2 && token.is(.minus) && part.last?.kind == .number
    case .identifier: return part.count == 1 && isNull(token)
    default: return false
    }
  }

  /// Whether a keyword stands in a declaration: `int`, `struct`, `static`.
  func isTypeWord(_ token: CToken) -> Bool {
    token.is(CKeyword.type) || token.is(CKeyword.tag) || token.is(CKeyword.qualifier)
  }

  func isVoid(_ token: CToken) -> Bool { CText.equals(text, token.range, "void") }

  /// `TEST(struct)`, `OP(float)`
  func takesTypeAlone(_ group: HeadItem) -> Bool {
    let inside = inside(group)
    guard inside.count == 1, let word = inside.first else { return false }
    return isTypeWord(word) && !isVoid(word)
  }

  private func isNull(_ token: CToken) -> Bool { CText.equals(text, token.range, "NULL") }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= .lowerA && byte | 0x20 <= .lowerZ || byte == UInt8(ascii: "_")
  }
}
