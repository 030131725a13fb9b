/// Products, and what `sizeof` measures.
extension SignalReading {
  /// Whether a token multiplies, and neither points nor dereferences.
  func isTimes(_ token: Int) -> Bool { self.is(.star, at: token) && isOperand(token - 1) }

  /// Whether an expression begins with `sizeof`.
  func isSizeof(_ expression: Range<Int>) -> Bool {
    expression.first.map { function.tokens[$0].is(CKeyword.size) } ?? false
  }

  /// The one word that `sizeof` measures: `p` of `sizeof(p)` and `sizeof p`; nil for any other expression.
  func measuredWord(_ expression: Range<Int>) -> String? {
    guard isSizeof(expression) else { return nil }
    let measured = expression.dropFirst().filter {
      !self.is(.leftParen, at: $0) && !self.is(.rightParen, at: $0)
    }
    return measured.count == 1 ? words[measured[0]] : nil
  }
}
