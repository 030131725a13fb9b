/// The head of a function definition: what stands before its opening brace.
struct FunctionHead: Equatable {
  /// Offset of the first specifier.
  var start: Int
  /// The name's bytes.
  var name: Range<Int>
  /// The tokens from the first specifier to the closing parenthesis of the parameters.
  var tokens: ArraySlice<HeadToken>

  /// Offset after the closing parenthesis of the parameters.
  var end: Int { tokens.last?.end ?? name.upperBound }

  /// The head on one line with single blanks.
  func signature(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var bytes: [UInt8] = []
    var previousEnd = start
    for token in tokens {
      if token.start > previousEnd, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
      for index in token.start..<min(token.end, text.count) { bytes.append(text[index]) }
      previousEnd = token.end
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the tokens before an opening brace; nil when they head no function.
  init?(_ tokens: [HeadToken], _ text: UnsafeBufferPointer<UInt8>) {
    let firstToken = tokens.lastIndex { $0.kind == .block }.map { $0 + 1 } ?? 0
    let reader = HeadReader(tokens: tokens[firstToken...], text: text)
    guard let choice = reader.choice() else { return nil }
    let start = reader.start(before: choice)
    let last = reader.items[choice.parameters].tokens.upperBound
    self.start = tokens[start].start
    name = choice.name
    self.tokens = tokens[start..<last]
  }

  /// Whether tokens that end in ";" may be a head followed by the first of its parameters' declarations,
  /// in the style before C89: `f(a, b) int a;`.
  static func mayHaveDeclaredParameters(
    _ tokens: [HeadToken], _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let open = tokens.firstIndex(where: { $0.kind == .openParenthesis }), open > 0,
      tokens[open - 1].kind == .word,
      let close = tokens[open...].firstIndex(where: { $0.kind == .closeParenthesis }),
      close > open + 1, close + 2 < tokens.count, tokens[close + 1].kind == .word,
      tokens[close + 2].kind == .word || tokens[close + 2].kind == .star
    else { return false }
    for (offset, token) in tokens[(open + 1)..<close].enumerated()
    where token.kind != (offset % 2 == 0 ? .word : .comma) { return false }
    return !tokens.contains { $0.kind == .assignment || $0.kind == .block }
  }
}
