/// What the tokens of a body say about a head that may be none: statements, or members and values.
struct BodyEvidence {
  /// Whether something only a function's body holds was seen.
  var holdsStatement: Bool { holdsCode || holdsCall }
  /// Whether such was seen beyond calls, which may be a macro's for members.
  private(set) var holdsCode = false
  /// Whether nothing stands inside.
  var isEmpty: Bool { previous == nil }
  /// Whether nothing but values stands inside: commas, no semicolon, no block.
  var holdsValues: Bool { hasComma && !hasSemicolon && !holdsStatement }

  /// Whether nothing but declarations without values stands inside, as in a type: `int x; char *y;`.
  var holdsMembers: Bool { hasSemicolon && !holdsStatement && !holdsOther }

  private var hasComma = false
  /// Whether something is assigned, or a statement is one word, as a macro's may be.
  private var holdsOther = false
  private var hasSemicolon = false
  private var holdsCall = false
  private var previous: CToken?
  /// How many parentheses and square brackets are open.
  private var depth = 0
  private var target = Target.start
  private var isAssignment = false
  /// Whether the tokens since the last statement's end are a word and one group.
  private var isCall = false
  private var isStatementStart = true
  private var wordsInStatement = 0

  /// What the tokens since the last statement's end may be: `*a.b[1]` of `*a.b[1] = c;`.
  private enum Target {
    case start, word, dot, none
  }

  mutating func add(_ token: CToken) {
    switch token.kind {
    case .keyword where token.isOfStatement: holdsCode = true
    case .punctuator: add(token.punctuator)
    default: break
    }
    follow(token)
    wordsInStatement = endsStatement(token) ? 0 : wordsInStatement + 1
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
    case .leftBracket: depth += 1
    case .rightParen, .rightBracket: depth = max(depth - 1, 0)
    case .semicolon:
      hasSemicolon = true
      if wordsInStatement < 2 { holdsOther = true }
      if isCall { holdsCall = true }
      if isAssignment { holdsCode = true }
    case .comma: hasComma = true
    case .increment, .decrement, .arrow: holdsCode = true
    // `.member = value` stands among values, `A = 1` among those of an enumeration.
    case let punctuator? where punctuator.isAssignment:
      holdsOther = true
      if hasSemicolon { holdsCode = true }
      if depth == 0, target == .word { isAssignment = true }
    default: break
    }
  }

  /// Follows what may be assigned to, up to its operator.
  private mutating func follow(_ token: CToken) {
    if endsStatement(token) {
      target = .start
      isAssignment = false
      return
    }
    guard depth == 0, !token.is(.rightParen), !token.is(.rightBracket) else { return }
    switch (target, token.kind, token.punctuator) {
    case (.start, .identifier, _), (.dot, .identifier, _): target = .word
    case (.start, _, .star): break
    case (.word, _, .dot): target = .dot
    default: target = .none
    }
  }

  private func endsStatement(_ token: CToken) -> Bool {
    token.is(.semicolon) || token.is(.leftBrace) || token.is(.rightBrace)
  }

  /// Whether what follows the body, or stands in it, shows that its head was no function's: `};`, `} Name;`,
  /// `} Name = …`, `},`; behind `f() { int a; }` and `f(a) { }` a semicolon says nothing.
  func refutes(_ head: FunctionHead, before next: CToken?, _ afterNext: CToken?) -> Bool {
    if head.mayBeType {
      if holdsCode { return false }
      return isEmpty || holdsCall ? !head.takesTypes && goesOn(next, afterNext) : true
    }
    if holdsValues || head.needsStatement && !holdsStatement { return true }
    // `STRUCT(a) { int x; int y; } ENDSTRUCT`
    if head.isCapital, holdsMembers { return true }
    guard let next, !holdsStatement else { return false }
    if next.is(.semicolon) { return head.isCapital || !(head.takesNothing || isEmpty) }
    return goesOn(next, afterNext)
  }

  /// Whether a declaration goes on, or ends, behind the body: `};`, `} Name;`, `} *Name`.
  private func goesOn(_ next: CToken?, _ afterNext: CToken?) -> Bool {
    switch next?.punctuator {
    case .semicolon, .comma, .assign, .leftBracket, .star: return true
    default: break
    }
    guard let next, next.kind == .identifier else { return false }
    switch afterNext?.punctuator {
    case .semicolon, .comma, .assign, .leftBracket: return true
    default: return false
    }
  }
}
