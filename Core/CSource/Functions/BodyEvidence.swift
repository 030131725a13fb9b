/// What the tokens of a body say about a head that may be none: statements, or members and values.
struct BodyEvidence {
  /// Whether something only a function's body holds was seen.
  private(set) var holdsStatement = false
  /// Whether nothing but values stands inside: commas, no semicolon, no block.
  var holdsValues: Bool { hasComma && !hasSemicolon && !holdsStatement }

  private var hasComma = false
  private var hasSemicolon = false
  private var previous: CToken?
  private var depth = 0
  /// Whether the tokens since the last statement's end are a word and one group.
  private var isCall = false
  private var isStatementStart = true

  mutating func add(_ token: CToken) {
    switch token.kind {
    case .keyword where token.code <= CKeyword.continue.rawValue: holdsStatement = true
    case .punctuator: add(token.punctuator)
    default: break
    }
    if depth == 0, token.is(.rightParen) == false { isCall = false }
    isStatementStart =
      endsStatement(token) || previous.map(endsStatement) ?? true && token.kind == .identifier
    previous = token
  }

  private mutating func add(_ punctuator: CPunctuator?) {
    switch punctuator {
    case .leftParen:
      if depth == 0 { isCall = isStatementStart && previous?.kind == .identifier }
      depth += 1
    case .rightParen: depth = max(depth - 1, 0)
    case .semicolon:
      hasSemicolon = true
      if isCall { holdsStatement = true }
    case .comma: hasComma = true
    case .increment, .decrement, .arrow: holdsStatement = true
    // `.member = value` stands among values.
    case let punctuator? where punctuator.isAssignment && hasSemicolon: holdsStatement = true
    default: break
    }
  }

  private func endsStatement(_ token: CToken) -> Bool {
    token.is(.semicolon) || token.is(.leftBrace) || token.is(.rightBrace)
  }

  /// Whether what follows the body, or stands in it, shows that its head was no function's: `};`, `} Name;`,
  /// `} Name = …`, `},`.
  func refutesFunction(before next: CToken?, _ afterNext: CToken?) -> Bool {
    if holdsValues { return true }
    guard let next, !holdsStatement else { return false }
    switch next.punctuator {
    case .comma, .assign, .leftBracket, .semicolon: return true
    default: break
    }
    guard next.kind == .identifier else { return false }
    switch afterNext?.punctuator {
    case .semicolon, .comma, .assign, .leftBracket: return true
    default: return false
    }
  }
}
