import Mustache

/// Escaping of text for HTML, scalar by scalar.
///
/// Mustache's own escaping compares whole characters: a quote with a combining mark after it is another
/// character to it, and would end an attribute unescaped.
struct HTMLEscaping: MustacheContentType {
  /// The name by which templates ask for it.
  private static let name = "SCALARS"

  /// What a template begins with to have its values escaped this way.
  static let pragma: String = {
    MustacheContentTypes.register(HTMLEscaping(), named: name)
    return "{{% CONTENT_TYPE:\(name)}}"
  }()

  /// The text with what has a meaning in HTML, in elements and in quoted attributes, written as entities.
  func escapeText(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
