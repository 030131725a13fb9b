/// The open file as an editor hands it over, by value.
public struct EditorBuffer: Hashable, Sendable {
  /// The lines, each with its line end; the last may lack one.
  public var lines: [String]
  /// The selected ranges; an empty one is an insertion point.
  public var selections: [TextRange]
  /// The uniform type identifier of the file, such as `public.c-source`.
  public var contentType: String

  /// Creates a buffer.
  public init(lines: [String], selections: [TextRange], contentType: String) {
    self.lines = lines
    self.selections = selections
    self.contentType = contentType
  }

  /// The types that are scanned: C sources and headers.
  static let supportedContentTypes = ["public.c-source", "public.c-header"]

  /// The line end that new lines get: that of the first line, "\n" in a text of one line without any.
  var lineEnd: String {
    let first = lines.first.map(BufferText.lineEnd) ?? ""
    return first.isEmpty ? "\n" : first
  }

  /// Where the first selection starts, moved to a place that exists.
  var cursor: TextPosition {
    BufferText.clamped(
      selections.map(\.start).min() ?? TextPosition(line: 0, column: 0), to: lines)
  }
}
