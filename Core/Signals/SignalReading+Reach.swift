/// Where what a comparison says of a place holds.
extension SignalReading {
  /// The places whose size a side of a comparison is about: not what an index, a mask or a remainder takes, nor, where two
  /// values are only equal or not, what a call is given.
  func sizedPlaces(in own: Range<Int>, isEquality: Bool) -> [NamedPlace] {
    values(in: own).filter { place in
      let next = place.tokens.upperBound
      if self.is(.percent, at: next) || self.is(.ampersand, at: next) { return false }
      // What a call reads to an address is not what is compared: `recv(fd, &n, 4, 0) != 4`.
      let before = place.tokens.lowerBound - 1
      if self.is(.ampersand, at: before), !isOperand(before - 1),
        calls(around: before).contains(where: { known($0)?.isInput ?? false })
      {
        return false
      }
      guard meter.take(own.count) else { return false }
      return !(own.lowerBound..<place.tokens.lowerBound).contains { open in
        guard let close = function.partner(of: open), close >= next else { return false }
        if self.is(.leftBracket, at: open) { return true }
        return isEquality && self.is(.leftParen, at: open) && open > 0
          && function.tokens[open - 1].kind == .identifier && !Self.isConstantName(words[open - 1])
          && !InputSources.isInput(words[open - 1])
      }
    }
  }

  /// Whether a value is -1, 0 or 1, casts and parentheses aside, or a name of nothing.
  func isNearZero(_ range: Range<Int>) -> Bool {
    guard let last = range.last(where: { !self.is(.rightParen, at: $0) }) else { return false }
    let isPlain = (range.lowerBound..<last).allSatisfy { index in
      self.is(.leftParen, at: index) || self.is(.rightParen, at: index) || self.is(.minus, at: index)
        || function.tokens[index].kind == .keyword || words[index].hasSuffix("_t")
    }
    guard isPlain else { return false }
    if let number = integer(last..<last + 1) { return number <= 1 }
    let text = function.text(at: last)
    return ["NULL", "nil", "'\\0'", "false", "FALSE"].contains(text)
  }

  /// The tokens that control reaches only when a place is not large, as a comparison says.
  func reach(of side: ComparedSide, at index: Int) -> [Range<Int>] {
    guard let head = statement(at: index), let opcode = opcode(at: index) else { return [] }
    let rest = Self.tokens(from: index, to: head.upperBound)
    // A choice bounds its own alternatives; see ``SignalChoice``.
    if isCondition(ofChoice: index) { return [rest] }
    let isEither = side.isSmallWhenTrue || side.isSmallWhenFalse
    switch opcode {
    case .if, .elseIf:
      let branch = branch(from: head.upperBound)
      var reach = [rest]
      if side.isSmallWhenTrue { reach.append(branch) }
      let other = alternative(behind: branch)
      if let other, side.isSmallWhenFalse { reach.append(other) }
      let end = other?.upperBound ?? branch.upperBound
      if side.isSmallWhenFalse && isMoreThanReport(branch)
        || side.isSmallWhenTrue && (other.map(isMoreThanReport) ?? false)
      {
        reach.append(Self.tokens(from: end, to: count))
      }
      return reach
    case .while, .for:
      let body = branch(from: head.upperBound)
      var reach = [rest]
      if side.isSmallWhenTrue, opcode == .for || self.is(.leftBrace, at: head.upperBound) || !body.isEmpty {
        reach.append(body)
      }
      // A loop's variable ends where the loop does.
      if side.isSmallWhenFalse || opcode == .for {
        reach.append(Self.tokens(from: body.upperBound, to: count))
      }
      return reach
    case .call:
      guard !isReport(words[head.lowerBound]) else { return [] }
      let asserts = BoundingCall.bounds(words[head.lowerBound])
      return (asserts ? side.isSmallWhenTrue : isEither) ? [Self.tokens(from: index, to: count)] : []
    default: return isEither ? [Self.tokens(from: index, to: count)] : []
    }
  }

  /// Whether a comparison is all of what a `?` asks, or its last term.
  private func isCondition(ofChoice index: Int) -> Bool {
    var end = ComparedPlaces.operand(after: index, self).upperBound
    var steps = 0
    while steps < 4, self.is(.rightParen, at: end) {
      end += 1
      steps += 1
    }
    return self.is(.question, at: end)
  }

  /// A branch or a loop's body: a block, or a statement with what belongs to it.
  func branch(from start: Int) -> Range<Int> {
    var end = start
    var next = start
    var ifs = 0
    for _ in 0..<64 {
      guard next < count, meter.take(1) else { break }
      if self.is(.leftBrace, at: next), let close = function.partner(of: next) {
        end = close + 1
      } else if let span = statement(at: next), span.lowerBound == next, let opcode = opcode(at: next) {
        end = span.upperBound
        switch opcode {
        case .if, .elseIf:
          ifs += 1
          next = end
          continue
        case .else, .for, .while, .switch, .do, .macroBlock:
          next = end
          continue
        default: break
        }
      } else {
        end = next + 1
      }
      guard ifs > 0, end < count, function.tokens[end].is(CKeyword.else) else { break }
      if opcode(at: end) == .else { ifs -= 1 }
      next = end
    }
    return Self.tokens(from: start, to: min(end, count))
  }

  /// What runs where a branch does not: its `else`, or the rest of a chain of `else if`.
  private func alternative(behind branch: Range<Int>) -> Range<Int>? {
    let start = branch.upperBound
    guard start < count, function.tokens[start].is(CKeyword.else), let span = statement(at: start) else {
      return nil
    }
    return opcode(at: start) == .elseIf ? self.branch(from: start) : self.branch(from: span.upperBound)
  }

  private static let reports: Set<String> = [
    "puts", "putchar", "fputs", "fputc", "putc", "printf", "fprintf", "vprintf", "perror", "syslog", "warn",
    "warnx",
  ]

  /// Whether a call only tells people something.
  func isReport(_ name: String) -> Bool {
    Self.reports.contains(name)
      || NameWords.words(of: name).contains {
        ["log", "print", "debug", "trace", "dprintf", "dbg"].contains($0)
      }
  }

  /// Whether a branch does more than to report, so that control behind it does not run as if it were not there.
  private func isMoreThanReport(_ branch: Range<Int>) -> Bool {
    var number = -1
    for token in branch.prefix(4) where number < 0 { number = Int(statements[token]) }
    guard number >= 0 else { return false }
    for span in spans[number...].prefix(16) {
      guard span.tokens.lowerBound < branch.upperBound else { return false }
      if span.opcode != .call || !isReport(words[span.tokens.lowerBound]) { return true }
    }
    return true
  }

  /// What stands behind a `case` that names a value, in a `switch`.
  func namedCases(of head: StatementSpan) -> [Range<Int>] {
    let open = head.tokens.upperBound
    guard self.is(.leftBrace, at: open), let close = function.partner(of: open),
      statements[head.tokens.lowerBound] >= 0
    else { return [] }
    var reach: [Range<Int>] = []
    var start: Int?
    for span in spans[Int(statements[head.tokens.lowerBound])...].prefix(512) {
      let token = span.tokens.lowerBound
      guard token < close else { break }
      guard span.opcode == .case, blocks[token] == Int32(open) else { continue }
      if words[token] != "default" {
        start = start ?? token
      } else if let named = start {
        reach.append(Self.tokens(from: named, to: token))
        start = nil
      }
    }
    if let start { reach.append(Self.tokens(from: start, to: close)) }
    return reach
  }
}
