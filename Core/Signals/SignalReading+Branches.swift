import Algorithms

/// Where control goes on after a branch or at the end of a loop's body.
extension SignalReading {
  /// The inmost `for` or `while` around a token, with its body.
  func loop(around token: Int) -> (head: StatementSpan, body: Range<Int>)? {
    bodies(around: token).first { $0.head.opcode == .for || $0.head.opcode == .while }.map {
      ($0.head, $0.tokens)
    }
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
    var position = token
    var block = blocks[token]
    while Int(block) >= body.lowerBound - 1, let close = function.partner(of: Int(block)) {
      guard let exit = wayOut(of: block, from: position, to: close) else {
        (position, block) = (close, blocks[Int(block)])
        continue
      }
      guard let left = bodyLeft(by: exit) else { return false }
      if left.tokens.lowerBound <= body.lowerBound {
        return left.tokens == body && exit.opcode == .continue
      }
      (position, block) = (left.end - 1, blocks[left.head.tokens.lowerBound])
    }
    return true
  }

  /// The body that a `break` or `continue` leaves, at its end or for the next turn; nil for any other statement.
  func bodyLeft(by exit: StatementSpan) -> SignalBody? {
    guard exit.opcode == .break || exit.opcode == .continue else { return nil }
    return bodies(around: exit.tokens.lowerBound).first { $0.isLoop || exit.opcode == .break }
  }

  /// The first statement that leaves a block for certain between two tokens, calls that may not return among them.
  func wayOut(of block: Int32, from start: Int, to end: Int) -> StatementSpan? {
    guard let exits = exits[block] else { return nil }
    let next = exits.partitioningIndex { spans[Int($0)].tokens.lowerBound > start }
    guard next < exits.count, meter.take(1) else { return nil }
    let exit = spans[Int(exits[next])]
    return exit.tokens.lowerBound < end ? exit : nil
  }

  /// Whether a statement among tokens leaves, or may not return.
  private func leavesSomewhere(_ range: Range<Int>) -> Bool {
    statements(in: range).contains { span in
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
    let between = Self.tokens(from: head.tokens.lowerBound + 1, to: span.lowerBound)
    let stops = statements(in: between).contains { other in
      let first = other.tokens.lowerBound
      return other.opcode == .call && blocks[first] == blocks[later] && !isBranch(first)
        && Self.mayNotReturn(words[first])
    }
    return !stops && !isBranch(head.tokens.lowerBound) && runsOn(from: head.tokens.lowerBound, to: later)
  }
}
