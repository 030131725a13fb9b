extension String {
  /// The text with control and invisible formatting characters written as escapes.
  ///
  /// Names and source lines of an unknown project must not move the cursor, change colours or reorder
  /// text on the reader's terminal. Tabs and line ends are escaped too.
  public var printable: String {
    guard unicodeScalars.contains(where: \.steersTerminals) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      guard scalar.steersTerminals else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      default: text += "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return text
  }
}

extension String {
  /// The same JSON with characters that steer terminals written as \u escapes.
  ///
  /// The encoder escapes only those below U+0020, and people look at reports on terminals.
  var escapedForTerminals: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      guard scalar.steersTerminals, scalar != "\n" else {
        result.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        result.append(contentsOf: escape.unicodeScalars)
      }
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether a terminal may obey the character or show nothing for it.
  var steersTerminals: Bool {
    if value < 0x7f { return value < 0x20 }
    if value < 0xa0 { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      return true
    default: return false
    }
  }
}
