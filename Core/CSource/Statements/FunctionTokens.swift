/// A function's text as tokens, with what the steps from text to statements look up.
struct FunctionTokens {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Every token as it was cut.
  let written: [CToken]
  /// The tokens that statements are made of.
  let tokens: [CToken]
  let brackets: BracketPartners
  /// Which identifiers are the same name.
  let names: NameNumbers
  /// Whether names and literals had been replaced before (`var1`, `func1`, `number`, `str`).
  let isNormalised: Bool

  /// Reads a function's text.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - cut: Its tokens, where they are there; else they are cut.
  init(bytes: UnsafeBufferPointer<UInt8>, cut: [CToken]? = nil) {
    self.bytes = bytes
    written = cut ?? CLexer.tokens(of: bytes)
    // Words without a character of ASCII have no text here.
    let isEmpty = { (token: CToken) in token.kind == .identifier && token.hash == NameTable.hashOfNothing }
    let tokens = written.contains(where: isEmpty) ? written.filter { !isEmpty($0) } : written
    isNormalised = NormalisedText.isNormalised(tokens, bytes)
    self.tokens = isNormalised ? NormalisedText.withLiterals(tokens, bytes) : tokens
    brackets = BracketPartners(self.tokens)
    names = NameNumbers(self.tokens, bytes)
  }

  var count: Int { tokens.count }

  /// The index of a bracket's partner or a directive's end, or nil; also nil where there is no token.
  func partner(of index: Int) -> Int? {
    guard index >= 0, index < count else { return nil }
    let partner = brackets.partners[index]
    return partner >= 0 ? Int(partner) : nil
  }

  /// The index after a token, or after the whole line of a directive.
  func after(_ index: Int) -> Int {
    tokens[index].kind == .directive ? (partner(of: index) ?? count - 1) + 1 : index + 1
  }

  /// The next index that is not part of a preprocessor line; at most `count`.
  func nextCode(after index: Int) -> Int {
    var next = index + 1
    while next < count, tokens[next].kind == .directive { next = after(next) }
    return next
  }

  func isPunctuator(_ punctuator: CPunctuator, at index: Int) -> Bool {
    index < count && tokens[index].is(punctuator)
  }

  func isIdentifier(at index: Int) -> Bool {
    index < count && tokens[index].kind == .identifier
  }

  /// The token's text, without line continuations and bytes beyond ASCII.
  func text(at index: Int) -> String { tokens[index].text(in: bytes) }

  /// The value of an identifier in a table of names.
  func value(in table: NameTable, at index: Int) -> UInt8? {
    let token = tokens[index]
    guard token.isClean else { return nil }
    return table.value(hash: token.hash, in: bytes, from: Int(token.start), to: Int(token.end))
  }

  /// Whether an identifier names a member, after `.` or `->`.
  func isMember(_ index: Int) -> Bool {
    index > 0 && (tokens[index - 1].is(.dot) || tokens[index - 1].is(.arrow))
  }
}

extension CFunction {
  /// Cuts the function's text into tokens once for all who read them.
  ///
  /// - Parameters:
  ///   - cut: The tokens, where the reading of the function's file has kept them.
  ///   - body: Reads the tokens, which are valid until it returns.
  /// - Returns: What `body` makes of them.
  func withTokens<Result>(
    cut: [CToken]? = nil, _ body: (FunctionTokens) throws -> Result
  ) rethrows -> Result {
    var text = text
    return try text.withUTF8 { try body(FunctionTokens(bytes: $0, cut: cut)) }
  }
}
