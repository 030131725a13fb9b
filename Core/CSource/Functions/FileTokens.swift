import Algorithms

/// The tokens of a file as its reading cut them, so that its functions need not be cut again.
struct FileTokens: Sendable {
  /// The largest text whose tokens are kept, in bytes; they take sixteen bytes each.
  static let largestText = 4 << 20

  private let tokens: [CToken]

  /// The tokens that a reading kept; nil where it kept none, or where a function by itself may read otherwise.
  init?(_ scan: OutlineScan) {
    // A raw literal without an end is one in its function and none in its file, or the other way round.
    guard !scan.tokens.isEmpty, scan.lexer.openRawLiterals == 0 else { return nil }
    tokens = scan.tokens
  }

  /// The tokens of a function, by offset of its text.
  ///
  /// - Returns: What `CLexer.tokens(of: function.text)` gives; nil where the function does not begin and end with a token.
  func tokens(of function: CFunction) -> [CToken]? {
    let (start, end) = (function.range.startOffset, function.range.endOffset)
    let first = tokens.partitioningIndex { Int($0.start) >= start }
    let last = tokens.partitioningIndex { Int($0.start) >= end }
    guard first < last, Int(tokens[first].start) == start, Int(tokens[last - 1].end) == end else {
      return nil
    }
    let origin = Int32(start)
    return tokens[first..<last].map { token in
      var token = token
      token.start -= origin
      token.end -= origin
      return token
    }
  }
}
