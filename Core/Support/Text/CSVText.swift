import Foundation

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
      if byte == UInt8(ascii: "\"") { opening = opening == nil ? (offset, line) : nil }
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
    guard value.contains(where: { ",\"".contains($0) }) else { return value }
    return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
