/// Branches of which control takes one alone.
extension SignalReading {
  /// Whether control that runs a token does not come to a later one, which stands in another branch of the same `if` or
  /// `switch`; loops around both do not count.
  func areExclusive(_ earlier: Int, _ later: Int) -> Bool {
    guard later > earlier, let span = statement(at: earlier) else { return false }
    if isBranch(span.lowerBound), isInElse(later, from: span.upperBound) { return true }
    var block = blocks[earlier]
    while block >= 0, meter.take(1), let close = function.partner(of: Int(block)), close < later {
      if isInElse(later, from: close + 1) { return true }
      block = blocks[Int(block)]
    }
    return block >= 0 && isInLaterCase(later, after: span.upperBound, in: block)
  }

  /// Whether a token stands in one of the branches that begin with the `else` at a place.
  private func isInElse(_ token: Int, from start: Int) -> Bool {
    var position = start
    while position + 1 < count, position < token, function.tokens[position].is(CKeyword.else), meter.take(1) {
      var first = position + 1
      let goesOn = function.tokens[first].is(CKeyword.if)
      if goesOn {
        guard self.is(.leftParen, at: first + 1), let close = function.partner(of: first + 1) else {
          return false
        }
        if token <= close { return true }
        first = close + 1
      }
      guard first < count else { return false }
      let brace = self.is(.leftBrace, at: first) ? function.partner(of: first) : nil
      let end = brace.map { $0 + 1 } ?? statement(at: first)?.upperBound ?? first + 1
      if token < end { return true }
      guard goesOn, end > position else { return false }
      position = end
    }
    return false
  }

  /// Whether a block is left for certain between a place and a `case` of it that a token stands behind.
  private func isInLaterCase(_ token: Int, after start: Int, in block: Int32) -> Bool {
    guard token > start, token - start <= Self.flowLimit, meter.take(token - start) else { return false }
    var isLeft = false
    for index in start..<token where blocks[index] == block {
      let number = statements[index]
      guard number >= 0, spans[Int(number)].tokens.lowerBound == index else { continue }
      switch spans[Int(number)].opcode {
      case .break, .return, .goto, .continue: if !isBranch(index) { isLeft = true }
      case .case: if isLeft { return true }
      case .label: isLeft = false
      default: break
      }
    }
    return false
  }
}
