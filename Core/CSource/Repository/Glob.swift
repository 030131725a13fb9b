/// Matching of one path component against `*`, `?`, `[…]` and `\`, as git does it.
enum Glob {
  /// Whether the whole name matches the pattern.
  ///
  /// - Complexity: O(pattern × name).
  static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    matches(
      pattern.count, name.count, isStar: { pattern[$0] == .star },
      step: { step(pattern, at: $0, matching: name[$1]) })
  }

  /// Whether a pattern of so many elements matches a text of so many.
  ///
  /// - Parameters:
  ///   - patternCount: The length of the pattern.
  ///   - count: The length of the text.
  ///   - isStar: Whether an element of the pattern stands for any number of elements of the text.
  ///   - step: The place in the pattern behind the element that matches an element of the text; nil when it does not.
  /// - Returns: Whether the whole text matches.
  /// - Complexity: O(pattern × text): a star remembers one place to return to, so none can blow up.
  static func matches(
    _ patternCount: Int, _ count: Int, isStar: (Int) -> Bool, step: (Int, Int) -> Int?
  ) -> Bool {
    var (place, index) = (0, 0)
    var star: (index: Int, place: Int)?
    while place < count {
      if index < patternCount, isStar(index) {
        star = (index, place)
        index += 1
      } else if index < patternCount, let next = step(index, place) {
        index = next
        place += 1
      } else if let last = star {
        star = (last.index, last.place + 1)
        (index, place) = (last.index + 1, last.place + 1)
      } else {
        return false
      }
    }
    return (index..<patternCount).allSatisfy(isStar)
  }

  /// The index after the pattern's element when the byte matches it.
  private static func step(_ pattern: [UInt8], at index: Int, matching byte: UInt8) -> Int? {
    switch pattern[index] {
    case UInt8(ascii: "?"): return index + 1
    case UInt8(ascii: "\\"):
      guard index + 1 < pattern.count else { return nil }
      return pattern[index + 1] == byte ? index + 2 : nil
    case UInt8(ascii: "["): return stepClass(pattern, at: index, matching: byte)
    default: return pattern[index] == byte ? index + 1 : nil
    }
  }

  private static func stepClass(_ pattern: [UInt8], at start: Int, matching byte: UInt8) -> Int? {
    var index = start + 1
    guard index < pattern.count else { return nil }
    let isNegated = pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^")
    if isNegated { index += 1 }
    var matched = false
    var isFirst = true
    while index < pattern.count {
      if pattern[index] == UInt8(ascii: "]"), !isFirst { return matched != isNegated ? index + 1 : nil }
      isFirst = false
      if pattern[index] == UInt8(ascii: "["), index + 1 < pattern.count,
        pattern[index + 1] == UInt8(ascii: ":"), let end = endOfNamedClass(pattern, from: index + 2)
      {
        guard let isMember = namedClass(Array(pattern[(index + 2)..<end]), byte) else { return nil }
        if isMember { matched = true }
        index = end + 2
        continue
      }
      guard let (low, afterLow) = character(pattern, at: index) else { return nil }
      index = afterLow
      if index + 1 < pattern.count, pattern[index] == UInt8(ascii: "-"),
        pattern[index + 1] != UInt8(ascii: "]")
      {
        guard let (high, afterHigh) = character(pattern, at: index + 1) else { return nil }
        if low <= byte, byte <= high { matched = true }
        index = afterHigh
      } else if low == byte {
        matched = true
      }
    }
    return nil
  }

  private static func character(_ pattern: [UInt8], at index: Int) -> (UInt8, Int)? {
    guard index < pattern.count else { return nil }
    guard pattern[index] == UInt8(ascii: "\\") else { return (pattern[index], index + 1) }
    return index + 1 < pattern.count ? (pattern[index + 1], index + 2) : nil
  }

  private static func endOfNamedClass(_ pattern: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < pattern.count, pattern[index] != UInt8(ascii: "]") {
      if pattern[index] == UInt8(ascii: ":"), pattern[index + 1] == UInt8(ascii: "]") { return index }
      index += 1
    }
    return nil
  }

  private static func namedClass(_ name: [UInt8], _ byte: UInt8) -> Bool? {
    let isLower = byte &- 97 < 26
    let isUpper = byte &- 65 < 26
    let isGraph = byte > 32 && byte < 127
    switch String(decoding: name, as: UTF8.self) {
    case "alpha": return isLower || isUpper
    case "alnum": return isLower || isUpper || byte.isDigit
    case "digit": return byte.isDigit
    case "lower": return isLower
    case "upper": return isUpper
    case "space": return byte == 32 || byte &- 9 < 5
    case "blank": return byte == 32 || byte == 9
    case "punct": return isGraph && !(isLower || isUpper || byte.isDigit)
    case "xdigit": return byte.isDigit || (byte | 32) &- 97 < 6
    case "cntrl": return byte < 32 || byte == 127
    case "graph": return isGraph
    case "print": return isGraph || byte == 32
    default: return nil
    }
  }
}
