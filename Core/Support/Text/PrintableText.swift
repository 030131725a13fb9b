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
    var text = self
    return text.withUTF8 { bytes in
      var result: [UInt8] = []
      var copied = 0
      var place = 0
      while place < bytes.count {
        let byte = bytes[place]
        // Reports are large, and nearly all of this.
        if 0x20..<0x7f ~= byte || byte == 0x0a {
          place += 1
          continue
        }
        let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
        let character = String(decoding: bytes[place..<(place + length)], as: UTF8.self)
        if character.unicodeScalars.contains(where: \.steersTerminals) {
          result += bytes[copied..<place]
          for unit in character.utf16 { result += ("\\u" + unit.hexadecimal(digits: 4)).utf8 }
          copied = place + length
        }
        place += length
      }
      guard copied > 0 else { return self }
      result += bytes[copied...]
      return String(decoding: result, as: UTF8.self)
    }
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
