/// Declarations outside of functions, which in the style before C89 may be those of parameters.
extension OutlineScan {
  /// How many tokens a head may have that is read again with each declaration of a branch behind it.
  private static let longestHeadBeforeBranch = 64

  /// Ends a declaration, and keeps what it says of a head before it.
  mutating func semicolon(_ token: CToken) {
    // `MACRO(a = 1; b = 2)`: the parentheses go on, unless the next line starts something new.
    if state.parenthesisDepth > 0, !startsDeclarationNext() {
      add(token)
      return
    }
    let declaration = state.tokens[...]
    state.headLikeDeclaration = nil
    state.isInRefusedCall = false
    if let head = EarlierStyleHead(declaration, text),
      head.isCertain || !(state.earlierStyle?.allows(declaration, text) ?? false)
    {
      state.earlierStyle = head
    } else if let head = state.earlierStyle, !head.allows(declaration, text) {
      // `f(a) int a; #ifdef A int other; #endif {`
      if !isInBranch(behind: head.tokens) {
        state.headLikeDeclaration = head.tokens.first.map { Int($0.start) }
        state.earlierStyle = nil
      }
    } else if state.earlierStyle == nil, EarlierStyleHead.isLike(declaration, text) {
      // `f(a) #ifdef A int other; #endif int a; {`
      if let head = headBeforeBranch(declaration) {
        state.tokens = head
        state.parenthesisDepth = 0
        return
      }
      state.headLikeDeclaration = declaration.first.map { Int($0.start) }
    }
    // `int f(void) BEGIN return 1; END`
    if let first = declaration.first,
      declaration.contains(where: { $0.isOfStatement && !$0.is(CKeyword.default) })
    {
      refusals.append(
        .init(range: Int(first.start)..<Int(token.end), bodyStart: Int(token.start), reason: .looseStatement))
    }
    if state.earlierStyle == nil { state.type = nil }
    state.tokens.removeAll(keepingCapacity: true)
    state.parenthesisDepth = 0
  }

  /// Whether the branch that is read began behind tokens.
  private func isInBranch(behind tokens: ArraySlice<CToken>) -> Bool {
    guard let branch = conditionals.last, let end = tokens.last?.end else { return false }
    return branch.start >= Int(end)
  }

  /// What stands before the branch that is read, where a declaration in it may stand behind a head: it ends with parentheses.
  private func headBeforeBranch(_ declaration: ArraySlice<CToken>) -> [CToken]? {
    guard let before = conditionals.last?.before, before.parenthesisDepth == 0, before.earlierStyle == nil,
      before.tokens.count <= Self.longestHeadBeforeBranch, let last = before.tokens.last,
      last.is(.rightParen),
      declaration.count > before.tokens.count,
      declaration[before.tokens.count - 1] == last
    else { return nil }
    return before.tokens
  }

  /// Whether the next token is a word in the first column.
  private func startsDeclarationNext() -> Bool {
    var ahead = lexer
    guard let next = ahead.next() else { return true }
    let start = Int(next.start)
    return next.kind == .directive
      || (next.kind == .identifier || next.kind == .keyword) && text[start - 1] == .newline
  }
}
