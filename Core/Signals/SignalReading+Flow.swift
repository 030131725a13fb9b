import Algorithms

/// The order in which statements run, as far as their text shows it.
extension SignalReading {
  /// How far a signal looks for what follows a statement, in tokens.
  static let flowLimit = 4_096

  /// Whether control that runs the statement at one token runs straight on to a later one.
  ///
  /// True where the later token stands in the same block or inside it, and nothing between leaves that block,
  /// enters it from elsewhere, or belongs to another branch of the preprocessor.
  ///
  /// - Parameters:
  ///   - earlier: The token that runs first.
  ///   - later: The token that it is asked of.
  ///   - passesLabels: Whether control may come to the later token from elsewhere as well, by a label between.
  /// - Returns: Whether the later token runs after the earlier one, as far as conditions around it let it.
  func runsOn(from earlier: Int, to later: Int, passesLabels: Bool = false) -> Bool {
    guard later > earlier, later - earlier <= Self.flowLimit, meter.take(later - earlier),
      let span = statement(at: earlier),
      !isBranch(span.lowerBound), isInside(later, blocks[earlier])
    else { return false }
    if span.contains(later) { return !areAlternatives(earlier, later) }
    // `return free(p), -1;`
    if Self.leaving.contains(opcode(at: earlier) ?? .padding) { return false }
    var index = span.upperBound
    while index < later {
      let number = statements[index]
      if number >= 0, spans[Int(number)].tokens.lowerBound == index {
        let statement = spans[Int(number)]
        switch statement.opcode {
        case .return, .goto, .break, .continue:
          // What the statement itself computes runs before it leaves: `free(p); return p->n;`.
          if blocks[index] == blocks[earlier], !isBranch(index), later >= statement.tokens.upperBound {
            return false
          }
        case .case, .label:
          if blocks[index] == blocks[earlier], !passesLabels { return false }
        case .preprocessorConditional:
          return false
        default: break
        }
      }
      index += 1
    }
    return true
  }

  /// The statements that control does not go on behind.
  static let leaving: Set<Opcode> = [.return, .goto, .break, .continue]

  /// Whether two tokens of a statement stand on the two sides of the colon of a choice: `e ? free(p) : free(p)`.
  private func areAlternatives(_ earlier: Int, _ later: Int) -> Bool {
    guard let span = statement(at: earlier), meter.take(span.count) else { return false }
    return (span.lowerBound..<earlier).contains { question in
      guard self.is(.question, at: question),
        let colon = alternativeEnd(from: question + 1, to: span.upperBound, at: .colon),
        earlier < colon, colon < later
      else { return false }
      return later < alternativeEnd(from: colon + 1, to: span.upperBound, at: .comma) ?? span.upperBound
    }
  }

  /// The first colon or comma outside of parentheses and of choices in between, or where the parentheses around end.
  private func alternativeEnd(from start: Int, to end: Int, at punctuator: CPunctuator) -> Int? {
    var questions = 0
    var index = start
    while index < end, meter.take(1) {
      if self.is(.leftParen, at: index), let close = function.partner(of: index), close > index {
        index = close
      } else if self.is(.rightParen, at: index) {
        return punctuator == .comma ? index : nil
      } else if self.is(.question, at: index) {
        questions += 1
      } else if self.is(punctuator, at: index), punctuator == .comma || questions == 0 {
        return index
      } else if self.is(.colon, at: index) {
        questions -= 1
      }
      index += 1
    }
    return nil
  }

  /// The heads of the blocks and branches around a token, inmost first: the statements that decide whether it runs.
  func heads(around token: Int) -> [StatementSpan] {
    var found: [StatementSpan] = []
    if let span = statement(at: token), isBranch(span.lowerBound), span.lowerBound > 0 {
      let number = statements[span.lowerBound - 1]
      if number >= 0 { found.append(spans[Int(number)]) }
    }
    var block = blocks[token]
    while block > 0, meter.take(1) {
      let number = statements[Int(block) - 1]
      if number >= 0 { found.append(spans[Int(number)]) }
      block = blocks[Int(block)]
    }
    return found
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

  func isInside(_ token: Int, _ block: Int32) -> Bool {
    var current = blocks[token]
    while current != block {
      if current < 0 || !meter.take(1) { return false }
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
  var loops: [StatementSpan] { meter.take(allLoops.count) ? allLoops : [] }

  /// The statements that begin in a range, in order.
  func statements(in range: Range<Int>) -> ArraySlice<StatementSpan> {
    let first = spans.partitioningIndex { $0.tokens.lowerBound >= range.lowerBound }
    let end = spans.partitioningIndex { $0.tokens.lowerBound >= range.upperBound }
    return meter.take(max(0, end - first)) && first < end ? spans[first..<end] : []
  }

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
        if before.kind == .identifier, BoundingCall.bounds(words[previous - 1]) { return true }
      }
      return false
    }
  }
}
