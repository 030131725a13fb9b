/// Branches of which control takes one alone.
extension SignalReading {
  /// Whether control that runs a token does not come to a later one in the same turn of a loop around both: that stands in
  /// another branch of the same `if` or `switch`, or behind what leaves for certain.
  func areExclusive(_ earlier: Int, _ later: Int) -> Bool {
    guard later > earlier, let span = statement(at: earlier) else { return false }
    if isBranch(span.lowerBound), isInElse(later, from: span.upperBound) { return true }
    var position = earlier
    var block = blocks[earlier]
    while block >= 0, meter.take(1), let close = function.partner(of: Int(block)) {
      // What stands behind a line of the preprocessor may be in another branch of it.
      let exit = certainWayOut(of: block, from: position, to: min(close, later))
      if let exit, exit.opcode != .preprocessorConditional {
        // `return t[n];`
        if exit.tokens.contains(later) { return false }
        switch exit.opcode {
        case .break, .continue:
          guard let left = bodyLeft(by: exit) else { return false }
          if left.tokens.upperBound > later { return true }
          (position, block) = (left.end - 1, blocks[left.head.tokens.lowerBound])
        case .goto: return label(of: exit).map { $0 > later } ?? false
        default: return true
        }
      } else {
        if close > later { return false }
        (position, block) = (close, blocks[Int(block)])
      }
      if isInElse(later, from: position + 1) { return true }
    }
    return false
  }

  /// The first statement that leaves a block for certain between two tokens, of calls those that never return.
  private func certainWayOut(of block: Int32, from start: Int, to end: Int) -> StatementSpan? {
    var start = start
    while let exit = wayOut(of: block, from: start, to: end) {
      let first = exit.tokens.lowerBound
      if exit.opcode != .call || Self.neverReturning.contains(words[first]) { return exit }
      start = first
    }
    return nil
  }

  private static let neverReturning: Set<String> = [
    "exit", "_exit", "_Exit", "quick_exit", "abort", "longjmp", "siglongjmp",
  ]

  /// The token of the label that a `goto` names.
  private func label(of leap: StatementSpan) -> Int? {
    let name = leap.tokens.lowerBound + 1
    return name < count ? labels[words[name]] : nil
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
}
