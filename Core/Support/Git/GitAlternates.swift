/// The list in which git keeps the folders whose objects a folder of objects shares (`info/alternates`).
enum GitAlternates {
  /// The paths in a list, as git reads it: one a line, and those in quotes with C's escapes.
  static func paths(in text: [UInt8]) -> [[UInt8]] {
    var rest = text.prefix { $0 != 0 }
    var paths: [[UInt8]] = []
    while let first = rest.first {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      if first == UInt8(ascii: "\""), let (path, after) = unquoted(rest) {
        paths.append(path)
        // Whatever stands behind the quote is skipped as the line end would be.
        rest = rest[after...].dropFirst()
      } else {
        if first != UInt8(ascii: "#") { paths.append(Array(rest[..<end])) }
        rest = rest[end...].dropFirst()
      }
    }
    return paths.filter { !$0.isEmpty }
  }

  /// A text in quotes without them, and where it ends; nil when it is not one that git would take.
  private static func unquoted(_ text: ArraySlice<UInt8>) -> (path: [UInt8], end: Int)? {
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
      UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    ]
    var path: [UInt8] = []
    var index = text.startIndex + 1
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return (path, index) }
      guard byte == UInt8(ascii: "\\") else {
        path.append(byte)
        continue
      }
      guard index < text.endIndex else { return nil }
      let escaped = text[index]
      index += 1
      if let character = plain[escaped] {
        path.append(character)
      } else if escaped == UInt8(ascii: "\\") || escaped == UInt8(ascii: "\"") {
        path.append(escaped)
      } else {
        let digits = text[(index - 1)...].prefix(3)
        guard digits.count == 3, UInt8(ascii: "0")...UInt8(ascii: "3") ~= escaped,
          let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
        else { return nil }
        path.append(value)
        index += 2
      }
    }
    return nil
  }
}
