/// Counts tokens that do not fit where they stand, of which C has few and other text has many.
///
/// Such are brackets without a partner, numbers in a row, operators without operands, conditions without parentheses and
/// long rows of names. Preprocessor lines do not count.
struct Misfits {
  private(set) var count = 0
  private var open: [CPunctuator] = []
  private var openBraces = 0
  private var previous: CToken?
  private var names = 0
  private static let longestRow = 8

  /// How many tokens of a text do not fit; at most `limit`.
  ///
  /// - Complexity: O(length of the text), less where the limit is reached early.
  static func count(in text: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    var misfits = Misfits()
    var lexer = CLexer(text)
    var isInDirective = false
    while misfits.count < limit, let token = lexer.next() {
      switch token.kind {
      case .directive: isInDirective = true
      case .endOfDirective: isInDirective = false
      default: if !isInDirective { misfits.add(token) }
      }
    }
    return min(misfits.count + misfits.open.count, limit)
  }

  private mutating func add(_ token: CToken) {
    if let punctuator = token.punctuator { match(punctuator) }
    names = token.kind == .identifier ? names + 1 : 0
    if names > Self.longestRow || previous.map({ !fits(token, after: $0) }) ?? false { count += 1 }
    previous = token
  }

  private func fits(_ token: CToken, after previous: CToken) -> Bool {
    switch previous.kind {
    case .number: return token.kind == .punctuator
    case .keyword where previous.is(.if) || previous.is(.while) || previous.is(.for) || previous.is(.switch):
      return token.is(.leftParen)
    case .punctuator: return !isOperator(previous) || !endsOperand(token)
    default: return true
    }
  }

  /// Whether a token is an operator that needs an operand on its right and is no type's star.
  private func isOperator(_ token: CToken) -> Bool {
    switch token.punctuator {
    case .slash, .percent, .pipe, .caret, .andAnd, .orOr, .lessEqual, .greaterEqual, .equal, .notEqual,
      .shiftLeft, .shiftRight, .plus, .minus, .dot, .arrow:
      return true
    default: return token.punctuator?.isAssignment ?? false
    }
  }

  /// Whether no operand begins with a token.
  private func endsOperand(_ token: CToken) -> Bool {
    switch token.punctuator {
    case .slash, .percent, .pipe, .caret, .orOr, .lessEqual, .greaterEqual, .equal, .notEqual, .shiftLeft,
      .shiftRight, .semicolon, .comma, .rightParen, .rightBracket, .rightBrace, .arrow:
      return true
    default: return token.punctuator?.isAssignment ?? false
    }
  }

  private mutating func match(_ punctuator: CPunctuator) {
    switch punctuator {
    case .leftParen, .leftBracket: open.append(punctuator)
    case .leftBrace:
      open.append(punctuator)
      openBraces += 1
    case .rightParen: if open.last == .leftParen { open.removeLast() } else { count += 1 }
    case .rightBracket: if open.last == .leftBracket { open.removeLast() } else { count += 1 }
    case .rightBrace:
      guard openBraces > 0 else {
        count += 1
        return
      }
      openBraces -= 1
      // A block ends with its brace, whatever is open in it.
      while let last = open.popLast(), last != .leftBrace { count += 1 }
    default: break
    }
  }
}
