/// Which bracket closes which, in code that may be cut short or unbalanced.
///
/// A closing brace closes the nearest open brace and gives up parentheses left open inside it. Brackets of a
/// preprocessor line pair up within the line.
struct BracketPartners {
  /// For a bracket its partner's index; for a directive its end's; -1 where there is none.
  private(set) var partners: [Int32]
  /// For a left brace, whether statements rather than initial values stand directly inside.
  private(set) var holdsStatements: [Bool]

  /// - Complexity: O(*n*).
  init(_ tokens: [CToken]) {
    partners = Array(repeating: -1, count: tokens.count)
    holdsStatements = Array(repeating: false, count: tokens.count)
    var open: [Int32] = []
    var openBraces = 0
    var directive = -1
    // Brackets below this depth belong to the code around a preprocessor line.
    var floor = 0
    var bracesAroundDirective = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .directive:
        directive = index
        floor = open.count
        bracesAroundDirective = openBraces
        openBraces = 0
      case .endOfDirective:
        if directive >= 0 { partners[directive] = Int32(index) }
        open.removeSubrange(floor...)
        floor = 0
        openBraces = bracesAroundDirective
        directive = -1
      case .keyword:
        if let top = open.last, open.count > floor, tokens[Int(top)].is(.leftBrace),
          token.code <= CKeyword.continue.rawValue
        {
          holdsStatements[Int(top)] = true
        }
      case .punctuator:
        switch token.punctuator {
        case .leftParen, .leftBracket:
          open.append(Int32(index))
        case .leftBrace:
          open.append(Int32(index))
          openBraces += 1
        case .rightParen:
          closeInner(.leftParen)
        case .rightBracket:
          closeInner(.leftBracket)
        case .rightBrace:
          guard openBraces > 0 else { continue }
          while let top = open.popLast() {
            if tokens[Int(top)].is(.leftBrace) {
              pair(top, index)
              openBraces -= 1
              break
            }
          }
        case .semicolon:
          if let top = open.last, open.count > floor, tokens[Int(top)].is(.leftBrace) {
            holdsStatements[Int(top)] = true
          }
        default:
          break
        }
        /// Closes the innermost parenthesis or bracket of a kind, giving up a few others inside it.
        func closeInner(_ opening: CPunctuator) {
          var depth = open.count - 1
          let floor = max(floor, open.count - 8)
          while depth >= floor, !tokens[Int(open[depth])].is(opening),
            !tokens[Int(open[depth])].is(.leftBrace)
          {
            depth -= 1
          }
          guard depth >= floor, tokens[Int(open[depth])].is(opening) else { return }
          pair(open[depth], index)
          open.removeSubrange(depth...)
        }
      default:
        break
      }
    }

    func pair(_ left: Int32, _ right: Int) {
      partners[Int(left)] = Int32(right)
      partners[right] = left
    }
  }
}
