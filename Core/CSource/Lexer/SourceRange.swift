/// A stretch of a source file, by offset and by line and column.
///
/// Offsets count UTF-8 bytes of the file's canonical text (see ``SourceText``), from zero, the end
/// excluded. Lines and columns count from one; columns count bytes, as C compilers do, but for ``startUTF16Column``.
public struct SourceRange: Hashable, Sendable, Codable {
  /// Offset of the first byte.
  public var startOffset: Int
  /// Offset after the last byte.
  public var endOffset: Int
  /// Line of the first byte, from one.
  public var startLine: Int
  /// Column of the first byte, from one.
  public var startColumn: Int
  /// Line of the last byte, from one.
  public var endLine: Int
  /// Column after the last byte, from one.
  public var endColumn: Int
  /// Column of the first byte in UTF-16 code units, where letters beyond ASCII before a function make it another than
  /// ``startColumn``; nil otherwise, and for parts of a function.
  var startUTF16Column: Int?

  /// Creates a range from its parts.
  public init(
    startOffset: Int, endOffset: Int, startLine: Int, startColumn: Int, endLine: Int, endColumn: Int
  ) {
    self.startOffset = startOffset
    self.endOffset = endOffset
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }
}
