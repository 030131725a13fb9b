/// Which macros and functions bound what they are given, by their names.
enum BoundingCall {
  /// Words that say so alone.
  private static let bounding: Set<String> = [
    "min", "clamp", "clip", "bound", "bounds", "limit", "assert", "ensure", "require", "available",
    "remaining",
    "tcheck", "len2", "overflow",
  ]
  /// Words that say so of a size: `check_len`, and not `hash_check`.
  private static let checking: Set<String> = [
    "check", "checks", "valid", "validate", "verify", "has", "safe",
  ]
  private static let sizes: Set<String> = [
    "size", "sizes", "len", "length", "lengths", "room", "space", "range", "left", "bytes", "avail",
    "capacity",
    "cap", "enough", "count", "num", "number", "index", "idx", "offset", "off", "pos", "elems", "fits", "fit",
    "cu", "n", "add", "mul", "mult", "multiply", "sub", "dimensions", "dims", "width", "height", "buf",
    "buffer",
    "bits", "max", "elements", "nelems",
  ]

  /// Whether a name says that the call bounds or checks the size of its arguments.
  static func bounds(_ name: String) -> Bool {
    let words = NameWords.words(of: name)
    if words.contains(where: isBounding) { return true }
    guard words.contains(where: checking.contains) else { return false }
    // `CHECK(n)`, and macros such as `PNG_CHECK`, whose other words are the project's.
    if words.allSatisfy(checking.contains) || SignalReading.isConstantName(name) { return true }
    return words.contains { sizes.contains($0) || $0.hasSuffix("len") || $0.hasSuffix("size") }
  }

  private static func isBounding(_ word: String) -> Bool {
    bounding.contains(word) || word.hasPrefix("ffmin") || word.hasSuffix("checked")
      || word.hasSuffix("tcheck")
  }

  /// The paths that a call of such a name bounds: its arguments, but for those that it sets, or the variable that
  /// `CHECK_COUNT()` is named after.
  static func paths(boundedBy call: SignalCall, in reading: SignalReading) -> [String] {
    if call.arguments.isEmpty { return NameWords.words(of: call.name) }
    // `mul_overflow(a, b, &size)` sets its last argument to what it has checked.
    let checksResult = NameWords.words(of: call.name).contains("overflow")
    return call.arguments.filter { checksResult || !reading.is(.ampersand, at: $0.lowerBound) }
      .flatMap(reading.places).map(\.path)
  }
}
