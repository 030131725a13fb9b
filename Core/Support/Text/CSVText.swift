/// Writes fields of comma-separated values (RFC 4180), and looks at foreign ones before a reader does.
enum CSVText {
  /// The longest value in quotes, and the longest line of a table that this program writes, in bytes.
  static let valueLimit = 64 << 10

  /// The line of the first quote that is not closed soon; nil when all are.
  ///
  /// After such a quote the rest of a file would be one value, read character by character.
  static func lineOfEndlessQuote(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var line = 1
    var opening: (offset: Int, line: Int)?
    for offset in bytes.indices {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == quote { opening = opening == nil ? (offset, line) : nil }
      if let opening, offset - opening.offset > valueLimit { return opening.line }
    }
    return nil
  }

  /// The first line that is longer than ``valueLimit``; nil when none is.
  static func lineOfEndlessLine(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var (line, length) = (1, 0)
    for byte in bytes {
      length += 1
      if byte == UInt8(ascii: "\n") { (line, length) = (line + 1, 0) }
      if length > valueLimit { return line }
    }
    return nil
  }

  /// A field, in quotes where it needs them; control characters are written as escapes.
  static func field(_ value: String) -> String {
    let value = value.printable
    // Not by characters: a mark that joins a comma makes another one of it.
    guard value.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == quote }) else { return value }
    let doubled = value.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }

  /// A line of fields, with its end.
  static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\n" }

  private static let quote = UInt8(ascii: "\"")
}
