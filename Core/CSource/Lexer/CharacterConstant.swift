/// The number that a character constant such as `'\\n'` stands for in a preprocessor's condition.
enum CharacterConstant {
  /// The value of one ASCII character, written in any way.
  ///
  /// - Returns: 0...127; nil for other characters and several of them, on whose value compilers disagree.
  static func value(of literal: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let open = literal.firstIndex(of: UInt8(ascii: "'")), literal.last == literal[open] else {
      return nil
    }
    let inside = Array(literal[(open + 1)...].dropLast())
    guard let first = inside.first, first < 0x80 else { return nil }
    if first != .backslash { return inside.count == 1 ? Int(first) : nil }
    let escape = inside.dropFirst()
    guard let kind = escape.first else { return nil }
    let digits = String(decoding: escape, as: UTF8.self)
    let value: Int? =
      switch kind {
      case UInt8(ascii: "x"): Int(digits.dropFirst(), radix: 16)
      case UInt8(ascii: "0")...UInt8(ascii: "7"): digits.count <= 3 ? Int(digits, radix: 8) : nil
      default: escape.count == 1 ? simpleEscapes[kind].map(Int.init) : nil
      }
    return value.flatMap { (0..<0x80).contains($0) ? $0 : nil }
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
    UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27,
    UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "?"): UInt8(ascii: "?"), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]
}
