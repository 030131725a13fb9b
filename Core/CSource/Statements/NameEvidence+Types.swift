/// Telling types by their place: at the beginning of a declaration, in a cast, as an operator's argument.
extension NameEvidence {
  /// Whether the identifier is a type by its place at the beginning of a declaration or parameter.
  func isDeclarationType(_ index: Int, previous: Int?, next: Int, isInHead: Bool) -> Bool {
    guard next < function.count else { return false }
    let place = place(after: previous, isInHead: isInHead)
    guard place != .elsewhere else { return false }
    let following = function.tokens[next]
    switch following.kind {
    case .identifier:
      return true
    case .keyword:
      return following.code >= CKeyword.tag.rawValue && following.code <= CKeyword.qualifier.rawValue
    case .punctuator where place == .declaration:
      if following.is(.star) {
        var end = next
        while isStarOrQualifier(end) { end = function.nextCode(after: end) }
        guard function.isIdentifier(at: end) else { return isInHead }
        let punctuator = function.nextCode(after: end)
        guard punctuator < function.count, let after = function.tokens[punctuator].punctuator else {
          return isInHead || function.isIdentifier(at: punctuator)
        }
        switch after {
        case .semicolon, .assign, .comma, .leftBracket, .leftParen, .rightParen, .colon: return true
        default: return false
        }
      }
      // `type (*name)(`
      guard following.is(.leftParen) else { return false }
      let star = function.nextCode(after: next)
      let name = function.nextCode(after: star)
      let close = function.nextCode(after: name)
      return function.isPunctuator(.star, at: star) && function.isIdentifier(at: name)
        && function.isPunctuator(.rightParen, at: close)
        && function.isPunctuator(.leftParen, at: function.nextCode(after: close))
    default:
      return false
    }
  }

  private enum Place {
    /// A declaration can begin here.
    case declaration
    /// A declaration can begin here after a macro or label only.
    case afterMacro
    case elsewhere
  }

  private func place(after previous: Int?, isInHead: Bool) -> Place {
    guard let previous else { return .declaration }
    let token = function.tokens[previous]
    // In a head two names in a row mean a type or a macro such as a calling convention.
    let elsewhere = isInHead ? Place.afterMacro : .elsewhere
    switch token.kind {
    case .keyword:
      if token.is(CKeyword.qualifier) { return .declaration }
      return token.is(CKeyword.type) ? .afterMacro : elsewhere
    case .identifier:
      return startsDeclaration[previous] ? .declaration : elsewhere
    case .punctuator:
      switch token.punctuator {
      case .leftBrace, .rightBrace, .semicolon:
        return .declaration
      case .leftParen:
        return isInHead || (previous > 0 && function.tokens[previous - 1].is(CKeyword.for))
          ? .declaration : elsewhere
      case .comma:
        return isInHead ? .declaration : elsewhere
      case .rightParen, .colon:
        return .afterMacro
      default:
        return elsewhere
      }
    default:
      return elsewhere
    }
  }

  enum Strength {
    case weak, strong
  }

  /// How sure it is that the identifier is the type of a cast or of an operator such as `sizeof`.
  func castStrength(_ index: Int, previous: Int?, next: Int) -> Strength? {
    guard let previous, next < function.count else { return nil }
    let following = function.tokens[next]
    if following.is(.star) || following.is(CKeyword.qualifier) {
      // An expression cannot end in a star.
      var end = next
      while isStarOrQualifier(end) { end = function.nextCode(after: end) }
      return function.isPunctuator(.rightParen, at: end) || function.isPunctuator(.comma, at: end)
        ? .strong : nil
    }
    guard following.is(.rightParen) || following.is(.comma) else { return nil }
    let before = function.tokens[previous]
    if before.is(.comma), following.is(.rightParen) {
      return isArgument(previous, of: "va_arg") ? .strong : nil
    }
    guard before.is(.leftParen), previous > 0 else { return nil }
    let opener = function.tokens[previous - 1]
    if following.is(.comma) {
      return opener.kind == .identifier && function.text(at: previous - 1) == "offsetof" ? .strong : nil
    }
    if opener.is(CKeyword.size) || opener.is(CKeyword.typeOf) || isSizeMacro(previous - 1) { return .weak }
    return castStrength(opener: opener, after: function.nextCode(after: next))
  }

  /// The same for `(name)`, by what stands before and after the parentheses.
  private func castStrength(opener: CToken, after: Int) -> Strength? {
    guard after < function.count else { return nil }
    switch opener.kind {
    case .punctuator where !opener.is(.rightParen) && !opener.is(.rightBracket): break
    case .keyword where opener.is(CKeyword.return) || opener.is(CKeyword.case): break
    default: return nil
    }
    let operand = function.tokens[after]
    switch operand.kind {
    case .identifier, .number, .string, .character:
      return .strong
    case .keyword:
      return operand.is(CKeyword.size) ? .strong : nil
    case .punctuator:
      switch operand.punctuator {
      case .leftBrace, .tilde, .exclamation: return .strong
      case .leftParen, .ampersand: return .weak
      default: return nil
      }
    default:
      return nil
    }
  }

  /// Whether an identifier ends in `sizeof`, as a project's own spelling of it does.
  private func isSizeMacro(_ index: Int) -> Bool {
    let token = function.tokens[index]
    return token.kind == .identifier && token.end - token.start > 6
      && function.bytes[Int(token.end) - 6..<Int(token.end)].elementsEqual("sizeof".utf8)
  }

  /// Whether the comma follows the first argument of a call of `callee`, an argument without commas.
  private func isArgument(_ comma: Int, of callee: String) -> Bool {
    var index = comma - 1
    let limit = max(0, comma - 16)
    while index > limit, !function.tokens[index].is(.leftParen) {
      if function.tokens[index].is(.comma) { return false }
      index -= 1
    }
    return index > 0 && function.isIdentifier(at: index - 1) && function.text(at: index - 1) == callee
  }
}
