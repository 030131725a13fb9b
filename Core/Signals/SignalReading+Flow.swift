/// The order in which statements run, as far as their text shows it.
extension SignalReading {
  /// How far a signal looks for what follows a statement, in tokens.
  static let flowLimit = 4_096

  /// Whether control that runs the statement at one token runs straight on to a later one.
  ///
  /// True where the later token stands in the same block or inside it, and nothing between leaves that block,
  /// enters it from elsewhere, or belongs to another branch of the preprocessor.
  func runsOn(from earlier: Int, to later: Int) -> Bool {
    guard later > earlier, later - earlier <= Self.flowLimit, let span = statement(at: earlier),
      !isBranch(span.lowerBound), isInside(later, blocks[earlier])
    else { return false }
    var index = span.upperBound
    while index < later {
      let number = statements[index]
      if number >= 0, spans[Int(number)].tokens.lowerBound == index {
        let statement = spans[Int(number)]
        switch statement.opcode {
        case .return, .goto, .break, .continue:
          if blocks[index] == blocks[earlier], !isBranch(index) { return false }
        case .case, .label:
          if blocks[index] == blocks[earlier] { return false }
        case .preprocessorConditional:
          return false
        default: break
        }
      }
      index += 1
    }
    return true
  }

  /// Whether a statement is the branch of an `if`, `else` or loop without braces.
  func isBranch(_ start: Int) -> Bool {
    guard start > 0 else { return false }
    let before = start - 1
    if function.tokens[before].is(CKeyword.else) || function.tokens[before].is(CKeyword.do) { return true }
    guard self.is(.rightParen, at: before), let open = function.partner(of: before), open > 0 else {
      return false
    }
    let keyword = function.tokens[open - 1]
    return keyword.is(CKeyword.if) || keyword.is(CKeyword.for) || keyword.is(CKeyword.while)
  }

  private func isInside(_ token: Int, _ block: Int32) -> Bool {
    var current = blocks[token]
    while current != block {
      if current < 0 { return false }
      current = blocks[Int(current)]
    }
    return true
  }

  /// The body of a loop, or the statement that is one, given its head's statement.
  func loopBody(_ head: StatementSpan) -> Range<Int>? {
    let start = head.tokens.upperBound
    guard start < count else { return nil }
    if self.is(.leftBrace, at: start), let close = function.partner(of: start) { return start + 1..<close }
    return statement(at: start)
  }

  /// The heads of loops, `do` aside.
  var loops: [StatementSpan] { spans.filter { $0.opcode == .for || $0.opcode == .while } }

  /// Whether a path is tested for being nothing between two tokens: alone in a condition, against `NULL` or 0.
  func isTested(_ path: String, after: Int, before: Int) -> Bool {
    mentions(of: path, after: after, before: before).contains { place in
      let (previous, next) = (place.tokens.lowerBound - 1, place.tokens.upperBound)
      if self.is(.exclamation, at: previous) { return true }
      for operation in [CPunctuator.equal, .notEqual, .andAnd, .orOr, .question] {
        if self.is(operation, at: next) || self.is(operation, at: previous) { return true }
      }
      if self.is(.rightParen, at: next), self.is(.leftParen, at: previous), previous > 0 {
        let before = function.tokens[previous - 1]
        if before.is(CKeyword.if) || before.is(CKeyword.while) { return true }
        // `if ((p = malloc(n)) …` and checks by a macro: `CHECK(p)`.
        if before.kind == .identifier, ComparedPlaces.bounds(words[previous - 1]) { return true }
      }
      return false
    }
  }
}
