/// Braces within the parentheses of macro calls, and braces whose insides count as outside.
extension OutlineScan {
  /// How many tokens the head of a block's first function may have.
  private static let longestFirstHead = 64

  /// Whether what stands in the braces here counts as outside: `extern "C" {`, `namespace a {`, both also as a macro's
  /// argument, `CPP(extern "C" {)`, and bison's and lex's `%{`, `%top{`, `%code requires {`.
  func isTransparent(_ tokens: ArraySlice<CToken>, _ brace: CToken) -> Bool {
    guard let last = tokens.last else { return false }
    if state.parenthesisDepth > 0 {
      guard state.parenthesisDepth == 1, nextIsClosingParenthesis(), let call = openCall(tokens) else {
        return false
      }
      return opensLinkage(tokens[(call + 1)...]) || opensNamespace(tokens[(call + 1)...])
    }
    if last.is(.percent), last.end == brace.start, startsLine(last) { return true }
    if let mark = tokens.lastIndex(where: { $0.is(.percent) }), startsLine(tokens[mark]),
      mark + 1 < tokens.endIndex, tokens[mark].end == tokens[mark + 1].start,
      CText.equals(text, tokens[mark + 1].range, "code") || CText.equals(text, tokens[mark + 1].range, "top")
    {
      return true
    }
    // What programs call the macro for `extern "C"`.
    if tokens.count == 1, CText.equals(text, last.range, "EXTERN_C") { return true }
    return opensNamespace(tokens) || opensLinkage(tokens) || holdsDefinitions(tokens)
  }

  /// `BEGIN_NS(a) { int f(void) { … } }`: behind a macro's call alone, what begins with a function holds functions.
  private func holdsDefinitions(_ tokens: ArraySlice<CToken>) -> Bool {
    guard tokens.count < 8, let end = tokens.last, end.is(.rightParen) else { return false }
    let items = HeadItem.items(of: tokens, text)
    guard items.count == 2, items[0].kind == .word, items[1].kind == .group else { return false }
    var ahead = lexer
    var head: [CToken] = []
    while let token = ahead.next(), head.count < Self.longestFirstHead, !token.is(.semicolon),
      !token.is(.rightBrace)
    {
      guard token.is(.leftBrace) else {
        head.append(token)
        continue
      }
      return FunctionHead(head[...], text).map { !$0.isDoubtful && !$0.needsStatement && $0.macro == nil }
        ?? false
    }
    return false
  }

  private func opensLinkage(_ tokens: ArraySlice<CToken>) -> Bool {
    guard tokens.count >= 2, let last = tokens.last, last.kind == .string else { return false }
    return CText.equals(text, tokens[tokens.endIndex - 2].range, "extern")
  }

  /// `inline namespace a::b [[c]]`; in C the word is a name like others.
  private func opensNamespace(_ tokens: ArraySlice<CToken>) -> Bool {
    guard let place = tokens.prefix(2).firstIndex(where: { CText.equals(text, $0.range, "namespace") }),
      place == tokens.startIndex || CText.equals(text, tokens[tokens.startIndex].range, "inline")
    else { return false }
    return HeadItem.items(of: tokens[(place + 1)...], text).allSatisfy {
      $0.kind == .word || $0.kind == .attribute || tokens[$0.tokens.lowerBound].is(.colon)
    }
  }

  /// The last parenthesis that is open, behind a word.
  private func openCall(_ tokens: ArraySlice<CToken>) -> Int? {
    var closed = 0
    for index in tokens.indices.reversed() {
      if tokens[index].is(.rightParen) {
        closed += 1
      } else if tokens[index].is(.leftParen) {
        if closed == 0 { return index }
        closed -= 1
      }
    }
    return nil
  }

  private func nextIsClosingParenthesis() -> Bool {
    var ahead = lexer
    return ahead.next()?.is(.rightParen) ?? false
  }

  /// Goes on behind a brace, and behind the parenthesis that ends the macro call around it.
  mutating func closeCallAroundBrace() {
    if state.parenthesisDepth > 0, nextIsClosingParenthesis() { _ = next() }
    state.parenthesisDepth = 0
    state.tokens.removeAll(keepingCapacity: true)
  }

  /// The head behind a macro call whose closing parenthesis is missing, or within its arguments: from the first column
  /// on, with a type.
  func headBehindOpenCall(_ tokens: ArraySlice<CToken>) -> FunctionHead? {
    guard let call = openCall(tokens) ?? (state.isInRefusedCall ? tokens.startIndex : nil),
      let first = tokens[call...].firstIndex(where: { startsLine($0) && isWord($0) }),
      let head = FunctionHead(tokens[first...], text), !head.isDoubtful, head.macro == nil,
      head.start > 0, text[head.start - 1] == .newline, head.name.lowerBound > head.start
    else { return nil }
    return head
  }

  /// Notes a block among the arguments of a macro call that stands where a function may: `HANDLER(name, { a(); })`.
  mutating func refuseInCall(_ tokens: ArraySlice<CToken>, _ brace: CToken) {
    var open = openCall(tokens)
    while let call = open, call == tokens.startIndex || !isWord(tokens[call - 1]) {
      open = openCall(tokens[..<call])
    }
    guard !state.blockIsType, !opensCompoundLiteral(tokens) else { return }
    let first: CToken?
    if let call = open {
      first = tokens[..<call].contains { $0.is(.assign) } ? nil : tokens[call - 1]
    } else {
      // A further block in the call.
      first = state.isInRefusedCall ? tokens.first(where: isWord) : nil
    }
    guard let first else {
      state.refused = hiddenRefusal(behind: tokens, brace)
      return
    }
    state.isInRefusedCall = true
    state.refused = .init(
      range: Int(first.start)..<Int(brace.start), bodyStart: Int(brace.start), reason: .unreadableHead)
    state.evidence = BodyEvidence()
  }

  /// Whether a brace opens the value of a compound literal, `CHECK(f((struct s){ 1 }))`: a type stands before it in
  /// parentheses that are no call's.
  private func opensCompoundLiteral(_ tokens: ArraySlice<CToken>) -> Bool {
    guard let last = tokens.last, last.is(.rightParen), let open = openCall(tokens.dropLast()),
      open > tokens.startIndex, !isWord(tokens[open - 1])
    else { return false }
    let reader = HeadReader(tokens: tokens[open...], text: text, style: .prototype)
    guard let type = reader.items.first, type.kind == .group else { return false }
    let content = reader.content(of: type)
    return content == .types || content == .words
  }

  /// Whether a brace opens a type that a macro takes, `PACK(typedef struct ALIGNED name {`: the call has no type before
  /// it, as parameters without their closing parenthesis have.
  func opensTypeInCall(_ tokens: ArraySlice<CToken>) -> Bool {
    guard let call = openCall(tokens), call == tokens.startIndex + 1, tokens[call - 1].kind == .identifier
    else { return false }
    let type = tokens[(call + 1)...].drop { $0.is(CKeyword.qualifier) }
    guard let tag = type.first, tag.is(CKeyword.tag) else { return false }
    return type.dropFirst().allSatisfy(isWord)
  }
}
