/// The body of a loop or a `switch`, with its head.
struct SignalBody {
  let head: StatementSpan
  /// What stands between the braces, or the statement that is the body with what belongs to it.
  let tokens: Range<Int>
  /// The token behind it, its brace included.
  let end: Int
  /// The index of the next body around this one; -1 for none.
  fileprivate(set) var outer: Int32 = -1

  /// Whether the body runs again and again.
  var isLoop: Bool { head.opcode != .switch }
}

/// What leaves blocks, and what they are the bodies of, looked up once for the whole function.
extension SignalReading {
  /// The bodies around a token, inmost first.
  func bodies(around token: Int) -> some Sequence<SignalBody> {
    sequence(state: inmostBodies.isEmpty ? -1 : inmostBodies[token]) { next -> SignalBody? in
      guard next >= 0, meter.take(1) else { return nil }
      let body = allBodies[Int(next)]
      next = body.outer
      return body
    }
  }

  mutating func findBodies() {
    var found = spans.compactMap(body)
    found.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    inmostBodies = Self.inmost(of: found.map(\.tokens), count: count)
    // A head stands outside of its body.
    for number in found.indices { found[number].outer = inmostBodies[found[number].head.tokens.lowerBound] }
    allBodies = found
  }

  private func body(of head: StatementSpan) -> SignalBody? {
    let start = head.tokens.upperBound
    guard start < count else { return nil }
    switch head.opcode {
    case .for, .switch, .do: break
    // The `while` that ends a `do` has no body.
    case .while: guard self.is(.rightParen, at: start - 1) else { return nil }
    default: return nil
    }
    if self.is(.leftBrace, at: start), let close = function.partner(of: start) {
      return SignalBody(head: head, tokens: start + 1..<close, end: close + 1)
    }
    let tokens = branch(from: start)
    return tokens.isEmpty ? nil : SignalBody(head: head, tokens: tokens, end: tokens.upperBound)
  }

  /// Finds the labels, and the statements that leave their block whatever else is so, calls that may not return among them.
  mutating func findExits() {
    for (number, span) in spans.enumerated() {
      let first = span.tokens.lowerBound
      switch span.opcode {
      case .return, .goto, .break, .continue, .preprocessorConditional: break
      case .call where Self.mayNotReturn(words[first]): break
      case .label:
        labels[words[first]] = labels[words[first]] ?? first
        continue
      default: continue
      }
      if !isBranch(first) { exits[blocks[first], default: []].append(Int32(number)) }
    }
  }
}
