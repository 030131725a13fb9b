/// An expression that is one of two by a condition: `n < 16 ? n : 16`.
struct SignalChoice {
  let condition: Range<Int>
  let yes: Range<Int>
  let no: Range<Int>
}

extension SignalReading {
  /// The choice that a range of tokens is, parentheses around it aside; nil for any other expression.
  func choice(_ range: Range<Int>) -> SignalChoice? {
    var range = range
    while let first = range.first, self.is(.leftParen, at: first),
      function.partner(of: first) == range.upperBound - 1,
      meter.take(1)
    {
      range = first + 1..<range.upperBound - 1
    }
    guard range.contains(where: { self.is(.question, at: $0) }) else { return nil }
    let tokens = outside(range)
    guard meter.take(tokens.count), let question = tokens.first(where: { self.is(.question, at: $0) }) else {
      return nil
    }
    var depth = 0
    for index in tokens where index > question {
      if self.is(.question, at: index) { depth += 1 }
      guard self.is(.colon, at: index) else { continue }
      if depth == 0 {
        return SignalChoice(
          condition: range.lowerBound..<question, yes: question + 1..<index, no: index + 1..<range.upperBound)
      }
      depth -= 1
    }
    return nil
  }

  /// The parenthesised choices in a range that is none itself: `(n < 16 ? n : 16) + 1`.
  func choices(in range: Range<Int>) -> [Range<Int>] {
    guard range.contains(where: { self.is(.question, at: $0) }) else { return [] }
    var found: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if self.is(.leftParen, at: index), let close = function.partner(of: index), close > index,
        close < range.upperBound, choice(index..<close + 1) != nil
      {
        found.append(index..<close + 1)
        index = close
      }
      index += 1
    }
    return found
  }

  /// Whether a choice's condition keeps a path from being large in one of its alternatives: `n` of `n < 16 ? n : 16`.
  func limits(_ choice: SignalChoice, _ path: String, whenTrue: Bool) -> Bool {
    choice.condition.contains { index in
      guard let punctuator = function.tokens[index].punctuator,
        ComparedPlaces.relations.contains(punctuator) || ComparedPlaces.equalities.contains(punctuator)
      else { return false }
      return [true, false].contains { isLeft in
        guard let side = ComparedSide.of(index, isLeft: isLeft, in: self) else { return false }
        let own =
          isLeft ? ComparedPlaces.operand(before: index, self) : ComparedPlaces.operand(after: index, self)
        return (whenTrue ? side.isSmallWhenTrue : side.isSmallWhenFalse)
          && places(in: own).contains { $0.path == path }
      }
    }
  }
}
