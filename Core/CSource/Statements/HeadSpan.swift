/// Where a function's head ends and its body begins, by token index.
struct HeadSpan {
  /// The first token of the head.
  var start: Int
  /// After the last token of the head: the parameters' closing parenthesis, or what follows it up to the body.
  var end: Int
  /// The body's left brace, or the number of tokens where the body is missing.
  var body: Int

  /// Finds the head, or nil where the text begins with a statement.
  init?(_ function: FunctionTokens) {
    let tokens = function.tokens
    var index = 0
    while index < tokens.count, Self.isLeftOver(tokens[index]) { index = function.after(index) }
    start = index
    body = tokens.count
    var parameters: (open: Int, close: Int)?
    var firstSemicolon: Int?
    search: while index < tokens.count {
      let token = tokens[index]
      switch token.kind {
      case .keyword where token.isOfStatement:
        return nil
      case .punctuator:
        switch token.punctuator {
        case .leftParen:
          guard let close = function.partner(of: index) else {
            // Parameters cut short: the head ends with the body.
            if parameters == nil, index > 0, function.isIdentifier(at: index - 1) {
              parameters = (index, index)
            }
            break
          }
          if firstSemicolon == nil, parameters == nil || function.isIdentifier(at: index - 1) {
            parameters = (index, close)
          }
          index = close
        case .leftBracket:
          index = function.partner(of: index) ?? index
        case .leftBrace:
          if let close = function.partner(of: index), Self.followsTag(index, tokens) {
            index = close
          } else {
            body = index
            break search
          }
        case .rightBrace:
          return nil
        case .semicolon:
          firstSemicolon = firstSemicolon ?? index
        case let punctuator? where punctuator.isAssignment:
          return nil
        default:
          break
        }
      default:
        break
      }
      index = function.after(index)
    }
    guard let parameters else { return nil }
    if firstSemicolon != nil {
      // Declarations between head and body: parameters in the style before C89, or no head at all.
      guard body < tokens.count, parameters.open < parameters.close,
        Self.areBareNames(tokens[parameters.open + 1..<parameters.close])
      else {
        return nil
      }
      end = parameters.close + 1
    } else {
      end = body
    }
  }

  /// What the end of an earlier function may leave before a head.
  private static func isLeftOver(_ token: CToken) -> Bool {
    token.kind == .directive || token.is(.rightBrace) || token.is(.rightParen) || token.is(.semicolon)
  }

  private static func followsTag(_ index: Int, _ tokens: [CToken]) -> Bool {
    guard index > 0 else { return false }
    if tokens[index - 1].is(CKeyword.tag) { return true }
    return index > 1 && tokens[index - 1].kind == .identifier && tokens[index - 2].is(CKeyword.tag)
      && !(index > 2 && tokens[index - 3].is(.rightParen))
  }

  private static func areBareNames(_ tokens: ArraySlice<CToken>) -> Bool {
    !tokens.isEmpty && tokens.allSatisfy { $0.kind == .identifier || $0.is(.comma) }
  }
}
