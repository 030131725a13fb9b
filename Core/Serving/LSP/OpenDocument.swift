/// A document that is open in the client, as the client's messages describe it.
struct OpenDocument: Equatable, Sendable {
  /// Longer texts are not kept, in bytes: a look at one takes a second for each few megabytes.
  static let sizeLimit = 8 << 20

  let uri: String
  /// The client's version number.
  var version: Int
  /// The text in UTF-8.
  private(set) var bytes: [UInt8]
  /// Where a line begins, near which the next edit is likely.
  private var known = (line: 0, offset: 0)

  init(uri: String, version: Int, text: String) {
    self.uri = uri
    self.version = version
    bytes = Array(text.utf8)
  }

  /// The whole text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the document is C: by its ending, or by the language that the client names.
  static func isC(uri: String, language: String) -> Bool {
    language == "c" || uri.hasSuffix(".c") || uri.hasSuffix(".h")
  }

  /// Replaces the whole text.
  mutating func replace(with text: String) {
    bytes = Array(text.utf8)
    known = (0, 0)
  }

  static func == (left: OpenDocument, right: OpenDocument) -> Bool {
    left.uri == right.uri && left.version == right.version && left.bytes == right.bytes
  }

  /// Replaces the text between two places; places outside the text mean the nearest inside.
  mutating func replace(
    from start: TextPosition, to end: TextPosition, with text: String, _ encoding: PositionEncoding
  ) {
    known = line(start.line)
    let first = offset(of: start, encoding)
    let last = max(first, offset(of: end, encoding))
    bytes.replaceSubrange(first..<last, with: Array(text.utf8))
    // What stands before the line is as it was, but a line end that the new text begins with can join a "\r" there.
    if known.offset == first, first > 0, bytes[first - 1] == 0x0d { known = (0, 0) }
  }

  /// The offset of a place; lines end with "\n", "\r\n" or "\r".
  func offset(of position: TextPosition, _ encoding: PositionEncoding) -> Int {
    if position.line < 0 { return 0 }
    let (line, start) = line(position.line)
    if line < position.line { return bytes.count }
    var offset = start
    var column = 0
    while column < position.column, offset < bytes.count, !Self.endsLine(bytes[offset]) {
      // The bytes are valid UTF-8, so the first tells how many follow.
      let length: Int =
        switch bytes[offset] {
        case 0..<0x80: 1
        case 0x80..<0xe0: 2
        case 0xe0..<0xf0: 3
        default: 4
        }
      let width = encoding == .utf8 ? length : length == 4 ? 2 : 1
      // A place within a character is the one before it.
      if column + width > position.column { break }
      column += width
      offset += length
    }
    return min(offset, bytes.count)
  }

  /// The start of a line, or of the last one where the text ends before it, looked for from the one that is known.
  private func line(_ wanted: Int) -> (line: Int, offset: Int) {
    var (line, offset) = known
    if wanted < line / 2 { (line, offset) = (0, 0) }
    while line > max(wanted, 0) {
      // Back over the end of the line above, and to the end of the one above that.
      offset -= offset > 1 && bytes[offset - 1] == 0x0a && bytes[offset - 2] == 0x0d ? 2 : 1
      while offset > 0, !Self.endsLine(bytes[offset - 1]) { offset -= 1 }
      line -= 1
    }
    while line < wanted {
      guard let end = bytes[offset...].firstIndex(where: Self.endsLine) else { break }
      let isPair = bytes[end] == 0x0d && end + 1 < bytes.count && bytes[end + 1] == 0x0a
      offset = end + (isPair ? 2 : 1)
      line += 1
    }
    return (line, offset)
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }
}
