import Foundation

/// What a function writes out: texts and whole numbers.
extension SignalReading {
  /// Whether an expression is text that the function holds: literals, constants in capitals, one of two such by a
  /// condition, or the translation of one, `_("text")`.
  func isLiteralText(_ range: Range<Int>) -> Bool { isLiteralText(range, depth: 0) }

  /// Choices within choices that are looked into.
  private static let deepestChoice = 64

  private func isLiteralText(_ whole: Range<Int>, depth: Int) -> Bool {
    guard depth < Self.deepestChoice else { return false }
    var range = whole
    // What stands behind a colon may be another choice, and so on.
    while true {
      if let first = range.first, self.is(.leftParen, at: first), let close = function.partner(of: first),
        close == range.upperBound - 1
      {
        range = first + 1..<close
      } else if let question = first(outside: range, where: { self.is(.question, at: $0) }) {
        var questions = 0
        let colon = first(outside: question + 1..<range.upperBound) { index in
          if self.is(.question, at: index) { questions += 1 }
          guard self.is(.colon, at: index) else { return false }
          questions -= 1
          return questions < 0
        }
        guard let colon, isLiteralText(question + 1..<colon, depth: depth + 1) else { return false }
        range = colon + 1..<range.upperBound
      } else {
        return isOneLiteral(range)
      }
    }
  }

  /// Whether an expression that is no choice is text that the function holds.
  private func isOneLiteral(_ range: Range<Int>) -> Bool {
    guard meter.take(range.count) else { return false }
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

  /// Whether a literal stands among tokens.
  func holdsLiteral(_ range: Range<Int>) -> Bool {
    range.contains { function.tokens[$0].kind == .string }
  }

  /// The tokens of a range that stand in no parentheses, brackets or braces of it.
  func outside(_ range: Range<Int>) -> [Int] {
    var found: [Int] = []
    _ = first(outside: range) { index in
      found.append(index)
      return false
    }
    return found
  }

  /// The first of the tokens that stand in no parentheses, brackets or braces of a range that a question is answered
  /// with yes for.
  private func first(outside range: Range<Int>, where isWanted: (Int) -> Bool) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound, meter.take(1) {
      if isWanted(index) { return index }
      let isOpen =
        self.is(.leftParen, at: index) || self.is(.leftBracket, at: index) || self.is(.leftBrace, at: index)
      if isOpen, let close = function.partner(of: index), close > index, close < range.upperBound {
        index = close
      }
      index += 1
    }
    return nil
  }

  /// Whether a variable of the function's own is only ever given literal text.
  func holdsOnlyLiterals(_ path: String) -> Bool {
    guard let declared = declarations[path], !declared.isParameter, !declared.isRedeclared else {
      return false
    }
    var values = assignments(to: path, before: count)
    if let first = declared.initialValue { values.append(first) }
    return values.contains(where: holdsLiteral)
      && values.allSatisfy { value in
        !value.isEmpty && value.allSatisfy { function.tokens[$0].kind == .string || words[$0] == "NULL" }
          || holdsLiteral(value) && isLiteralText(value)
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
