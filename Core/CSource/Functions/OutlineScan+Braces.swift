/// Braces: where bodies begin and end.
extension OutlineScan {
  mutating func openBrace(_ brace: CToken) {
    let start = state.tokens.lastIndex { $0.is(.rightBrace) }.map { $0 + 1 } ?? 0
    if isTransparent(state.tokens[start...], brace) {
      state.transparentBraces += 1
      closeCallAroundBrace()
      return
    }
    state.braceDepth = 1
    state.refusedHoldsWord = false
    state.refusedHoldsSemicolon = false
    if state.parenthesisDepth > 0, let head = headBehindOpenCall(state.tokens[start...]) {
      return openBody(head, brace)
    }
    state.blockIsType = isType(before: brace, state.tokens[start...])
    if state.parenthesisDepth == 1, !state.blockIsType, lacksClosingParenthesis(brace),
      let last = state.tokens.last
    {
      state.tokens.append(
        CToken(
          kind: .punctuator, code: CPunctuator.rightParen.rawValue, isClean: true, hash: 0, start: last.end,
          end: last.end))
      state.parenthesisDepth = 0
    }
    let tokens = state.tokens[start...]
    guard state.parenthesisDepth == 0 || startsLine(brace) else { return refuseInCall(tokens, brace) }
    var head: FunctionHead?
    let earlier = state.earlierStyle.flatMap { $0.allowsBeforeBody(tokens, text) ? $0 : nil }
    if let earlier {
      head = FunctionHead(headTokens(among: earlier.tokens), text, style: .earlier)
      if !earlier.isCertain { head?.isDoubtful = true }
    }
    head = head ?? FunctionHead(headTokens(among: tokens), text)
    if head == nil, let earlier = EarlierStyleHead(endedByMacro: tokens, text) {
      head = FunctionHead(headTokens(among: earlier.tokens), text, style: .earlier)
    }
    if head == nil, tokens.count < 8, tokens.allSatisfy({ isWord($0) && !$0.is(CKeyword.tag) }) {
      head = headDefined(behind: tokens)
    }
    if let found = head { head = withTypeBefore(withDefinedName(found)) }
    state.type = nil
    state.typeStart = head == nil && state.parenthesisDepth == 0 ? startOfType(tokens) : nil
    if !state.blockIsType { state.earlierStyle = nil }
    if let head {
      openBody(head, brace)
    } else if state.parenthesisDepth == 0 {
      state.refused = FunctionOutline.Refusal(of: tokens, bodyStart: Int(brace.start), text)
      if tokens.isEmpty, let start = state.headLikeDeclaration ?? earlier?.tokens.first.map({ Int($0.start) })
      {
        state.refused = .init(
          range: start..<Int(brace.start), bodyStart: Int(brace.start), reason: .unreadableHead)
      }
      state.refused = state.refused ?? hiddenRefusal(behind: tokens, brace)
    } else {
      refuseInCall(tokens, brace)
    }
    state.headLikeDeclaration = nil
  }

  /// A block before which nothing is like a head: whatever holds statements may be a function's, but not a value.
  func hiddenRefusal(behind tokens: ArraySlice<CToken>, _ brace: CToken) -> FunctionOutline.Refusal? {
    if let last = tokens.last, last.is(.assign) { return nil }
    let start = Int(brace.start)
    return .init(
      range: (tokens.first.map { Int($0.start) } ?? start)..<start, bodyStart: start, reason: .unreadableHead,
      needsStatement: true)
  }

  /// Ends the block that was refused.
  mutating func endRefusal(at end: Int, _ evidence: BodyEvidence?) {
    guard var refusal = state.refused else { return }
    state.refused = nil
    guard !refusal.needsStatement || state.refusedHoldsWord && state.refusedHoldsSemicolon else { return }
    refusal.range = refusal.range.lowerBound..<max(end, refusal.bodyStart + 1)
    if let evidence, !evidence.holdsStatement { refusal.reason = .typeOrValues }
    refusals.append(refusal)
  }

  /// The tokens of a head, without what stands in an `#if` of its own before it, such as `static`.
  ///
  /// What is left must be a head by itself, with a type; else the `#if` belongs to the head.
  private func headTokens(among tokens: ArraySlice<CToken>) -> ArraySlice<CToken> {
    guard let first = tokens.firstIndex(where: { Int($0.start) >= state.branchEnd }),
      first > tokens.startIndex
    else { return tokens }
    let rest = tokens[first...]
    guard rest.count > 2, isWord(rest[first]), isWord(rest[first + 1]) || rest[first + 1].is(.star),
      let head = FunctionHead(rest, text)
    else { return tokens }
    // `#ifdef A int #else long #endif CALL f(void)`: the type is the one in the branch.
    let specifiers = rest.prefix { Int($0.start) < head.name.lowerBound }
    return namesType(tokens[..<first]) && !namesType(specifiers) ? tokens : rest
  }

  func isWord(_ token: CToken) -> Bool { token.kind == .identifier || token.kind == .keyword }

  /// Whether a keyword outside parentheses names a type.
  private func namesType(_ tokens: ArraySlice<CToken>) -> Bool {
    var depth = 0
    for token in tokens {
      if token.is(.leftParen) { depth += 1 } else if token.is(.rightParen) { depth -= 1 }
      if depth == 0, token.is(CKeyword.type) || token.is(CKeyword.tag) { return true }
    }
    return false
  }

  /// Whether the brace here opens a body although the parameters before it are not closed.
  ///
  /// Published data sets hold heads such as `int f ( int a` with the brace on a line of its own.
  private func lacksClosingParenthesis(_ brace: CToken) -> Bool {
    guard let last = state.tokens.last, isWord(last) else { return false }
    var before = Int(brace.start)
    while before > 0, text[before - 1] == .space || text[before - 1] == .tab { before -= 1 }
    return before > 0 && text[before - 1] == .newline
  }

  mutating func closeBrace(_ brace: CToken) {
    let start = Int(brace.start)
    let end = Int(brace.end)
    let isFirstColumn = start == 0 || text[start - 1] == .newline
    if closesAtFirstColumn, let open = state.open {
      // A body that begins in the first column ends there, whatever braces macros hold.
      if isFirstColumn { state.braceDepth = 1 } else if open.isFirstColumn, state.braceDepth == 1 { return }
    }
    if state.braceDepth > 0 {
      state.braceDepth -= 1
      guard state.braceDepth == 0 else { return }
      assumptions.removeAll()
      let evidence = state.evidence
      state.evidence = nil
      if let open = state.open {
        state.open = nil
        if isRefuted(open, by: evidence) {
          if !open.head.mayBeType {
            refusals.append(
              .init(
                range: open.head.start..<end, bodyStart: open.bodyStart,
                reason: open.head.needsStatement ? .unreadableHead : .typeOrValues))
          }
        } else {
          close(open, at: end, isClosed: true)
          state.tokens.removeAll(keepingCapacity: true)
          state.parenthesisDepth = 0
          return
        }
      }
      endRefusal(at: end, evidence)
      state.type = state.typeStart.map { $0..<end }
      if state.blockIsType { return }
      if state.parenthesisDepth == 0 { state.tokens.removeAll(keepingCapacity: true) }
      state.tokens.append(brace)
    } else if state.transparentBraces > 0 {
      state.transparentBraces -= 1
      closeCallAroundBrace()
    } else {
      strayBraces += 1
      state.tokens.removeAll(keepingCapacity: true)
    }
  }

  /// Keeps the tokens since the last statement in braces.
  mutating func noteStatement(_ token: CToken) {
    if token.is(.semicolon) || token.is(.leftBrace) || token.is(.rightBrace) {
      state.statementEnd = Int(token.end)
      state.inner.removeAll(keepingCapacity: true)
    } else if state.inner.count < Self.longestHeadInBody {
      state.inner.append(token)
    }
  }

  /// The head that stands in braces of which the closing one is missing: from the first column on, with a type and
  /// parameters that have types.
  func headInBraces() -> FunctionHead? {
    guard let first = state.inner.first, startsLine(first), state.inner.count < Self.longestHeadInBody,
      let head = FunctionHead(state.inner[...], text), !head.isDoubtful, head.macro == nil,
      head.start == Int(first.start), head.name.lowerBound > head.start
    else { return nil }
    return head
  }

  /// Ends what is open before a head, whose body begins here.
  mutating func beginFunction(_ head: FunctionHead, _ brace: CToken) {
    if let open = state.open { close(open, at: state.statementEnd, isClosed: false) }
    assumptions.removeAll()
    endRefusal(at: state.statementEnd, nil)
    state.blockIsType = false
    openBody(head, brace)
  }

  /// Begins a function's body.
  private mutating func openBody(_ head: FunctionHead, _ brace: CToken) {
    otherHeads += possibleOtherHeads.filter {
      $0.range.lowerBound > head.start && $0.range.upperBound <= Int(brace.start)
        && ($0.name == nil || $0.name == head.name)
    }.map(\.range)
    possibleOtherHeads.removeAll(keepingCapacity: true)
    state.braceDepth = 1
    state.isInRefusedCall = false
    state.open = OpenFunction(head: head, bodyStart: Int(brace.start), isFirstColumn: startsLine(brace))
    state.evidence = head.isDoubtful ? BodyEvidence() : nil
    state.tokens.removeAll(keepingCapacity: true)
    state.parenthesisDepth = 0
    state.inner.removeAll(keepingCapacity: true)
    state.statementEnd = Int(brace.end)
  }

  private static let longestHeadInBody = 256

  /// Whether a brace opens the members of a parameter's type: `f(struct s { int a; } *p)`, and in the style before C89
  /// `f(p) struct s { int a; } *p;`.
  private func isType(before brace: CToken, _ tokens: ArraySlice<CToken>) -> Bool {
    guard var tag = tokens.indices.last else { return false }
    if state.parenthesisDepth == 1, opensTypeInCall(tokens) { return true }
    if tokens[tag].kind == .identifier { tag -= 1 }
    guard tag >= tokens.startIndex, tokens[tag].is(CKeyword.tag) else { return false }
    if state.parenthesisDepth > 0 || state.earlierStyle != nil { return true }
    return tag > tokens.startIndex && tokens[tag - 1].is(.rightParen)
  }

  /// Whether a body shows that the doubtful head before it was no function's.
  private func isRefuted(_ open: OpenFunction, by evidence: BodyEvidence?) -> Bool {
    guard open.head.isDoubtful, let evidence else { return false }
    var ahead = lexer
    let next = ahead.next()
    return evidence.refutes(open.head, before: next, ahead.next())
  }

  /// Takes a function; one whose body stands, or is closed, in several branches of an `#if` ends with the first.
  mutating func close(_ open: OpenFunction, at end: Int, isClosed: Bool) {
    // A head whose first branch went on with another head has a body of its own in a later branch.
    if let last = functions.last,
      last.bodyStart == open.bodyStart || last.head == open.head || open.head.start < last.end
    {
      noteOtherBody(of: open, behind: last, end: end)
      return
    }
    functions.append(
      .init(
        head: open.head, start: self.start(of: open.head, end: end), bodyStart: open.bodyStart,
        end: max(end, open.bodyStart + 1), isClosed: isClosed))
  }

  func startsLine(_ token: CToken) -> Bool {
    token.start == 0 || text[Int(token.start) - 1] == .newline
  }
}
