/// Cutting what is no code from the ends of a text.
enum TextTrimming {
  /// The offset after the rest of a comment whose start the text does not hold; zero when there is none.
  ///
  /// Files cut out of larger ones often start within the comment before their function. Only text without
  /// a brace is taken for such a rest, so that no function can be lost.
  static func endOfCommentRest(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index + 1 < text.count {
      let next = text[index + 1]
      switch text[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "\""): return 0
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"): return 0
      case UInt8(ascii: "*") where next == UInt8(ascii: "/"): return index + 2
      default: index += 1
      }
    }
    return 0
  }

  /// The range without blanks, comments, stray closing brackets and preprocessor lines at the start, and
  /// without blanks at the end; empty when nothing is left.
  static func withoutJunk(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = endOfCommentRest(text)
    var isLineStart = true
    scan: while start < text.count {
      let next = start + 1 < text.count ? text[start + 1] : 0
      switch text[start] {
      case UInt8(ascii: "\n"):
        isLineStart = true
        start += 1
      case UInt8(ascii: "#") where isLineStart:
        start = CText.endOfDirective(text, from: start)
      case UInt8(ascii: "/") where next == UInt8(ascii: "*") || next == UInt8(ascii: "/"):
        start = CText.endOfComment(text, from: start)
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "*"):
        isLineStart = false
        start += 1
      case let byte where CText.isBlank(byte):
        start += 1
      default: break scan
      }
    }
    var end = text.count
    while end > start, text[end - 1] <= 32 { end -= 1 }
    return min(start, end)..<end
  }
}
