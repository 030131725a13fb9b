/// The canonical text of a source file: UTF-8, "\n" line ends, no byte order mark, no NUL.
///
/// Everything that works on C code works on this text, so offsets, lines and columns mean the same
/// everywhere.
public struct SourceText: Sendable {
  /// How the file's bytes were read.
  public enum Encoding: String, Sendable, Codable {
    /// Valid UTF-8, ASCII included.
    case utf8 = "UTF-8"
    /// UTF-8 with some invalid bytes, each replaced by U+FFFD.
    case damagedUTF8 = "damaged UTF-8"
    /// Not UTF-8 at all: every byte is one character.
    case latin1 = "Latin-1"
    /// UTF-16 with a byte order mark.
    case utf16 = "UTF-16"
  }

  /// The canonical bytes, valid UTF-8.
  public let bytes: [UInt8]
  /// How the file's bytes were read.
  public let encoding: Encoding
  /// How many stray NUL bytes became blanks.
  let replacedNULs: Int
  private let lineStarts: [Int32]

  /// Creates a text from a string; line ends are made "\n" and NULs blanks.
  public init(_ string: String) {
    let canonical = CanonicalBytes.normalised(Array(string.utf8))
    self.init(canonical: canonical.bytes, encoding: .utf8, replacedNULs: canonical.replacedNULs)
  }

  init(canonical bytes: [UInt8], encoding: Encoding, replacedNULs: Int) {
    self.bytes = bytes
    self.encoding = encoding
    self.replacedNULs = replacedNULs
    lineStarts = bytes.withUnsafeBufferPointer(CText.lineStarts)
  }

  /// The number of lines; a text without "\n" has one.
  public var lineCount: Int { lineStarts.count }

  /// The whole text as a string.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The text of a byte range; offsets outside the text are clamped to it.
  public func string(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The line and column of a byte offset, both from one, columns in bytes.
  ///
  /// - Complexity: O(log lines).
  func position(at offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - Int(lineStarts[low]) + 1)
  }

  /// The source range of a byte range; offsets outside the text are clamped to it.
  public func range(_ offsets: Range<Int>) -> SourceRange {
    let offsets = offsets.clamped(to: 0..<bytes.count)
    let start = position(at: offsets.lowerBound)
    let last = position(at: max(offsets.upperBound - 1, offsets.lowerBound))
    let lengthOfLast = offsets.isEmpty ? 0 : 1
    return SourceRange(
      startOffset: offsets.lowerBound, endOffset: offsets.upperBound, startLine: start.line,
      startColumn: start.column, endLine: last.line, endColumn: last.column + lengthOfLast)
  }
}
