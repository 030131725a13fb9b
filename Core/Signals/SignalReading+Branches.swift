/// Where control goes on after a branch or at the end of a loop's body.
extension SignalReading {
  /// The inmost `for` or `while` around a token, with its body.
  func loop(around token: Int) -> (head: StatementSpan, body: Range<Int>)? {
    loops.compactMap { head in
      // The `while` that ends a `do` has no body.
      guard self.is(.rightParen, at: head.tokens.upperBound - 1), let body = loopBody(head),
        body.contains(token)
      else { return nil }
      return (head, body)
    }.min { $0.body.count < $1.body.count }
  }

  /// What a loop's head computes after its body, in the order in which it runs: the third part of a `for`, then the
  /// condition.
  func afterBody(_ head: StatementSpan) -> [Range<Int>] {
    let open = head.tokens.lowerBound + 1
    guard self.is(.leftParen, at: open), let close = function.partner(of: open) else { return [] }
    if head.opcode == .while { return [open + 1..<close] }
    let semicolons = outside(open + 1..<close).filter { self.is(.semicolon, at: $0) }
    guard semicolons.count == 2 else { return [] }
    return [semicolons[1] + 1..<close, semicolons[0] + 1..<semicolons[1]]
  }

  /// Whether control that runs a token in a loop's body may come to the next turn.
  func comesRound(from token: Int, in body: Range<Int>) -> Bool {
    guard self.is(.leftBrace, at: body.lowerBound - 1) else {
      return statement(at: token)?.lowerBound == body.lowerBound
    }
    var start = token
    while let close = blocks[start] >= 0 ? function.partner(of: Int(blocks[start])) : nil {
      switch wayOut(of: blocks[start], from: start, to: close) {
      case .continue: return true
      case nil: break
      default: return false
      }
      if Int(blocks[start]) < body.lowerBound { return true }
      start = Int(blocks[start])
    }
    return false
  }

  /// The first statement that leaves a block for certain between two tokens: calls that do not return as `return`.
  private func wayOut(of block: Int32, from start: Int, to end: Int) -> Opcode? {
    for span in spans {
      let first = span.tokens.lowerBound
      guard first > start, first < end, blocks[first] == block, !isBranch(first) else { continue }
      switch span.opcode {
      case .return, .goto, .break, .continue, .preprocessorConditional: return span.opcode
      case .call where Self.mayNotReturn(words[first]): return .return
      default: break
      }
    }
    return nil
  }

  /// Whether a statement among tokens leaves, or may not return.
  private func leavesSomewhere(_ range: Range<Int>) -> Bool {
    spans.contains { span in
      guard range.contains(span.tokens.lowerBound) else { return false }
      switch span.opcode {
      case .return, .goto, .break, .continue, .preprocessorConditional: return true
      case .call: return Self.mayNotReturn(words[span.tokens.lowerBound])
      default: return false
      }
    }
  }

  /// Whether a call's name says that it ends the program or the function, or that it is a macro, which may.
  static func mayNotReturn(_ name: String) -> Bool {
    isConstantName(name)
      || NameWords.words(of: name).contains { word in
        [
          "exit", "abort", "die", "fatal", "panic", "usage", "err", "errx", "error", "longjmp", "croak",
          "quit", "bail", "throw", "raise", "fail", "oom", "terminate",
        ].contains(word)
      }
  }

  /// The head of the `if` whose branch holds a token and goes on behind the `if` afterwards.
  func passedBranch(around token: Int) -> StatementSpan? {
    guard let span = statement(at: token) else { return nil }
    let first: Int
    let end: Int
    if Self.leaving.contains(opcode(at: token) ?? .padding) { return nil }
    if isBranch(span.lowerBound) {
      (first, end) = (span.lowerBound, span.upperBound)
    } else {
      let block = blocks[token]
      guard block > 0, let close = function.partner(of: Int(block)),
        !leavesSomewhere(Self.tokens(from: span.upperBound, to: close))
      else { return nil }
      (first, end) = (Int(block), close + 1)
    }
    guard first > 0, end < count, statements[first - 1] >= 0 else { return nil }
    let head = spans[Int(statements[first - 1])]
    return head.opcode == .if && head.tokens.upperBound == first ? head : nil
  }

  /// Whether control that runs a token goes on, behind the `if` whose branch that stands in, to a later token which no
  /// condition guards.
  func runsOnBehindBranch(from earlier: Int, to later: Int) -> Bool {
    guard let head = passedBranch(around: earlier), let span = statement(at: later),
      blocks[later] == blocks[head.tokens.lowerBound], !isBranch(span.lowerBound)
    else { return false }
    // `g_return_if_fail(…)` leaves as well.
    let stops = spans.contains { other in
      let first = other.tokens.lowerBound
      return other.opcode == .call && first > head.tokens.lowerBound && first < span.lowerBound
        && blocks[first] == blocks[later] && !isBranch(first) && Self.mayNotReturn(words[first])
    }
    return !stops && !isBranch(head.tokens.lowerBound) && runsOn(from: head.tokens.lowerBound, to: later)
  }
}
