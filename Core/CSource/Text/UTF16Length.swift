extension Sequence<UInt8> {
  /// How many code units of UTF-16 a text of UTF-8 has.
  var utf16Length: Int {
    reduce(0) { count, byte in
      // A byte that goes on with a character counts nothing; one of four bytes is a surrogate pair.
      count + (0x80..<0xc0 ~= byte ? 0 : byte >= 0xf0 ? 2 : 1)
    }
  }
}

/// Counts the UTF-16 code units before places of a text, each place behind the one before.
///
/// A line may hold a whole file, so that counting from its start each time would take the square of its length.
struct UTF16ColumnCount {
  private var offset = 0
  private var column = 1

  /// The column of a byte, from one, in UTF-16 code units; nil where that is the column in bytes.
  ///
  /// - Complexity: O(*n*) in the distance from the place before, or from the line's start if that is nearer.
  mutating func column(at place: Int, in text: SourceText) -> Int? {
    let inBytes = text.position(at: place).column
    let lineStart = place - inBytes + 1
    if offset < lineStart || offset > place { (offset, column) = (lineStart, 1) }
    column += text.bytes[offset..<place].utf16Length
    offset = place
    return column == inBytes ? nil : column
  }
}
