/// A document that is open in the client, as the client's messages describe it.
struct OpenDocument: Equatable, Sendable {
  /// Longer texts are not kept, in bytes: a look at one takes a second for each few megabytes.
  static let sizeLimit = 8 << 20

  let uri: String
  /// The client's version number.
  var version: Int
  private var contents: EditedText

  init(uri: String, version: Int, text: String) {
    self.uri = uri
    self.version = version
    contents = EditedText(Array(text.utf8))
  }

  /// The whole text.
  var text: String { String(decoding: contents.bytes, as: UTF8.self) }

  /// The length of the text in UTF-8.
  var byteCount: Int { contents.count }

  /// Whether the document is C: by its ending, or by the language that the client names.
  static func isC(uri: String, language: String) -> Bool {
    language == "c" || uri.hasSuffix(".c") || uri.hasSuffix(".h")
  }

  /// Replaces the whole text.
  mutating func replace(with text: String) {
    contents = EditedText(Array(text.utf8))
  }

  /// Replaces the text between two places; places outside the text mean the nearest inside.
  mutating func replace(
    from start: TextPosition, to end: TextPosition, with text: String, _ encoding: PositionEncoding
  ) {
    contents.replace(from: start, to: end, with: Array(text.utf8), encoding)
  }
}
