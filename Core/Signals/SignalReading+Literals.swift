import Foundation

/// What a function writes out: texts and whole numbers.
extension SignalReading {
  /// Whether an expression is text that the function holds: literals, constants in capitals, one of two such by a
  /// condition, or the translation of one, `_("text")`.
  func isLiteralText(_ range: Range<Int>) -> Bool {
    if let first = range.first, self.is(.leftParen, at: first), let close = function.partner(of: first),
      close == range.upperBound - 1
    {
      return isLiteralText(first + 1..<close)
    }
    if let question = outside(range).first(where: { self.is(.question, at: $0) }) {
      var depth = 0
      for index in outside(question + 1..<range.upperBound) {
        if self.is(.question, at: index) { depth += 1 }
        guard self.is(.colon, at: index) else { continue }
        if depth == 0 {
          return isLiteralText(question + 1..<index) && isLiteralText(index + 1..<range.upperBound)
        }
        depth -= 1
      }
      return false
    }
    return range.contains(where: { function.tokens[$0].kind == .string || !words[$0].isEmpty })
      && places(in: range).allSatisfy { Self.isConstantName($0.path) || isBesideText($0.tokens, in: range) }
      && !range.contains { index in
        calls(at: index) && !Self.isConstantName(words[index]) && !Self.translations.contains(words[index])
      }
  }

  private static let translations: Set<String> = [
    "_", "N_", "gettext", "dgettext", "dcgettext", "ngettext", "tr",
  ]

  /// Whether a name is a macro that goes on with a literal: `"%" fmt_offset`.
  private func isBesideText(_ name: Range<Int>, in range: Range<Int>) -> Bool {
    [name.lowerBound - 1, name.upperBound].contains {
      range.contains($0) && function.tokens[$0].kind == .string
    }
  }

  /// The tokens of a range that stand in no parentheses, brackets or braces of it.
  func outside(_ range: Range<Int>) -> [Int] {
    var found: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      found.append(index)
      let isOpen =
        self.is(.leftParen, at: index) || self.is(.leftBracket, at: index) || self.is(.leftBrace, at: index)
      if isOpen, let close = function.partner(of: index), close > index, close < range.upperBound {
        index = close
      }
      index += 1
    }
    return found
  }

  /// Whether a variable of the function's own is only ever given literal text.
  func holdsOnlyLiterals(_ path: String) -> Bool {
    guard let declared = declarations[path], !declared.isParameter, !declared.isRedeclared else {
      return false
    }
    var values = assignments(to: path, before: count)
    if let first = declared.initialValue { values.append(first) }
    return !values.isEmpty
      && values.allSatisfy { value in
        value.contains { function.tokens[$0].kind == .string }
          && (value.allSatisfy { function.tokens[$0].kind == .string || words[$0] == "NULL" }
            || isLiteralText(value))
      }
  }

  /// The value of a range that is one whole number; nil for anything else.
  func integer(_ range: Range<Int>) -> Int? {
    guard range.count == 1, let token = range.first, token < count, function.tokens[token].kind == .number
    else { return nil }
    let digits = function.text(at: token).lowercased().trimmingCharacters(
      in: CharacterSet(charactersIn: "ul"))
    if digits.hasPrefix("0x") { return Int(digits.dropFirst(2), radix: 16) }
    return digits.count > 1 && digits.hasPrefix("0") ? Int(digits, radix: 8) : Int(digits)
  }

  /// How many bytes an array of the function's own holds, where that is one number and an element is a byte.
  func byteCount(ofArray path: String) -> Int? {
    guard let declared = declarations[path], !declared.isPointer, !declared.isRedeclared,
      let length = declared.length, let last = declared.type.last,
      ["char", "uint8_t", "int8_t", "u_char", "uchar", "u8", "BYTE", "byte", "guchar", "gchar"].contains(last)
    else { return nil }
    // Of `char a[2][64]` the first number says nothing of bytes.
    return self.is(.leftBracket, at: length.upperBound + 1) ? nil : integer(length)
  }
}
