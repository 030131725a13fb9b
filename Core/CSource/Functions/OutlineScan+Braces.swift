/// Braces: where bodies begin and end.
extension OutlineScan {
  mutating func openBrace() {
    if state.braceDepth == 0 {
      if state.parenthesisDepth == 0, isTransparent(state.tokens) {
        state.transparentBraces += 1
        state.tokens.removeAll(keepingCapacity: true)
        index += 1
        return
      }
      if state.parenthesisDepth == 1, lacksClosingParenthesis, let last = state.tokens.last {
        state.tokens.append(HeadToken(kind: .closeParenthesis, start: last.end, end: last.end))
        state.parenthesisDepth = 0
      }
      var head = FunctionHead(headTokens(among: state.tokens), text)
      if head == nil, state.tokens.isEmpty, !state.earlierStyleHead.isEmpty {
        head = FunctionHead(headTokens(among: state.earlierStyleHead), text)
      }
      state.open = head.map { OpenFunction(head: $0, bodyStart: index) }
      state.earlierStyleHead.removeAll()
      if head != nil { state.tokens.removeAll(keepingCapacity: true) }
    }
    state.braceDepth += 1
    index += 1
  }

  /// The tokens of a head, without what stands in an `#if` of its own before it, such as `static`.
  ///
  /// What is left must be a head by itself, with a type; else the `#if` belongs to the head.
  private func headTokens(among tokens: [HeadToken]) -> [HeadToken] {
    guard let first = tokens.firstIndex(where: { $0.start >= state.branchEnd }), first > 0 else {
      return tokens
    }
    let rest = Array(tokens[first...])
    guard rest.count > 2, rest[0].kind == .word, rest[1].kind == .word || rest[1].kind == .star,
      let head = FunctionHead(rest, text)
    else { return tokens }
    // `#ifdef A int #else long #endif CALL f(void)`: the type is the one in the branch.
    let specifiers = rest.prefix { $0.start < head.name.lowerBound }
    return namesType(tokens[..<first]) && !namesType(specifiers) ? tokens : rest
  }

  /// Whether a keyword outside parentheses names a type.
  private func namesType(_ tokens: ArraySlice<HeadToken>) -> Bool {
    var depth = 0
    for token in tokens {
      switch token.kind {
      case .openParenthesis: depth += 1
      case .closeParenthesis: depth -= 1
      case .word where depth == 0 && CKeywords.namesType(text, token.start..<token.end): return true
      default: break
      }
    }
    return false
  }

  /// Whether the brace here opens a body although the parameters before it are not closed.
  ///
  /// Published data sets hold heads such as `int f ( int a` with the brace on a line of its own.
  private var lacksClosingParenthesis: Bool {
    guard state.tokens.last?.kind == .word else { return false }
    var before = index
    while before > 0, text[before - 1] == 32 || text[before - 1] == 9 { before -= 1 }
    return before > 0 && text[before - 1] == UInt8(ascii: "\n")
  }

  mutating func closeBrace() {
    let end = index + 1
    let isFirstColumn = index == 0 || text[index - 1] == UInt8(ascii: "\n")
    if closesAtFirstColumn, isFirstColumn, state.open != nil { state.braceDepth = 1 }
    index = end
    if state.braceDepth > 0 {
      state.braceDepth -= 1
      guard state.braceDepth == 0 else { return }
      if let open = state.open {
        close(open, at: end, isClosed: true)
        state.open = nil
        state.tokens.removeAll(keepingCapacity: true)
        state.parenthesisDepth = 0
      } else {
        if state.parenthesisDepth == 0 { state.tokens.removeAll(keepingCapacity: true) }
        state.tokens.append(HeadToken(kind: .block, start: end - 1, end: end))
      }
    } else if state.transparentBraces > 0 {
      state.transparentBraces -= 1
      state.tokens.removeAll(keepingCapacity: true)
    } else {
      isUnbalanced = true
      state.tokens.removeAll(keepingCapacity: true)
    }
  }

  mutating func close(_ open: OpenFunction, at end: Int, isClosed: Bool) {
    // Two branches of `#if` with heads of their own can share one body: keep the later head's cut.
    functions.append(
      .init(
        head: open.head, start: start(of: open.head, end: end), bodyStart: open.bodyStart,
        end: max(end, open.bodyStart + 1), isClosed: isClosed))
  }

  private func isTransparent(_ tokens: [HeadToken]) -> Bool {
    guard let first = tokens.first(where: { $0.kind != .block }) else { return false }
    if CText.equals(text, first.start..<first.end, "namespace") { return true }
    guard let last = tokens.last, last.kind == .string, tokens.count >= 2 else { return false }
    let word = tokens[tokens.count - 2]
    return CText.equals(text, word.start..<word.end, "extern")
  }
}
