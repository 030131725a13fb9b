/// Statements without a keyword, and the rest of those whose keyword has no parentheses.
extension StatementScanner {
  /// What is seen outside parentheses while a simple statement is read.
  private struct Shape {
    var assignment: Int?
    var hasIncrement = false
    var hasOperator = false
    var hasTag = false
    var headsBlock = false
    /// The last token of the statement, its semicolon aside.
    var last: Int?
  }

  /// Reads up to a semicolon, a block, the end of the block or the next statement's keyword.
  ///
  /// The kind is told from the tokens where `opcode` is nil; `content` is the first token after the keyword.
  mutating func readSimple(
    _ opcode: Opcode?, at start: Int, content: Int, end: Int
  ) -> (next: Int, inside: [Range<Int>]) {
    var shape = Shape()
    var inside: [Range<Int>] = []
    var depth = 0
    var index = content
    scan: while index < end {
      let token = function.tokens[index]
      switch token.kind {
      case .directive:
        let next = min(function.after(index), end)
        inside.append(index..<next)
        index = next
        continue scan
      case .keyword:
        if depth == 0 {
          if index > start, token.isOfStatement { break scan }
          if token.code >= CKeyword.tag.rawValue, token.code <= CKeyword.qualifier.rawValue,
            endsMacroCall(index, start: content, shape.last)
          {
            break scan
          }
          if token.is(CKeyword.tag) { shape.hasTag = true }
        }
      case .identifier:
        if depth == 0, endsMacroCall(index, start: content, shape.last) { break scan }
      case .punctuator:
        switch token.punctuator {
        case .semicolon:
          if depth == 0 { break scan }
        case .leftBrace:
          if depth == 0, opensBlock(index, content: content, opcode: opcode, shape: shape) {
            shape.headsBlock = true
            break scan
          }
          if let close = body(at: index), close < end {
            inside.append(index + 1..<close)
            shape.last = close
            index = close + 1
            continue scan
          }
          if function.partner(of: index) != nil { depth += 1 }
        case .leftParen, .leftBracket:
          if function.partner(of: index) != nil { depth += 1 }
        case .rightBrace:
          guard depth > 0, function.partner(of: index) != nil else { break scan }
          depth -= 1
        case .rightParen, .rightBracket:
          if depth > 0, function.partner(of: index) != nil { depth -= 1 }
        case let punctuator?:
          if depth == 0 { note(punctuator, at: index, in: &shape) }
        case nil:
          break
        }
      default:
        break
      }
      shape.last = index
      index += 1
    }
    index = min(index, end)
    let stop = index < end && function.tokens[index].is(.semicolon) ? index + 1 : index
    let contentEnd = max(content, (shape.last ?? content - 1) + 1)
    if let opcode, opcode != .declaration {
      add(opcode, start..<max(stop, content), content: content..<contentEnd)
    } else if content < contentEnd {
      let (kind, dropped) = kind(opcode, content..<contentEnd, shape)
      add(kind, start..<max(stop, contentEnd), content: content..<contentEnd, dropped: dropped)
    }
    return (stop, inside)
  }

  private func note(_ punctuator: CPunctuator, at index: Int, in shape: inout Shape) {
    if punctuator.isAssignment {
      if shape.assignment == nil { shape.assignment = index }
      return
    }
    switch punctuator {
    case .increment, .decrement: shape.hasIncrement = true
    case .dot, .arrow, .star, .ampersand: break
    default: shape.hasOperator = true
    }
  }

  /// Whether the tokens before are one macro call that lacks its semicolon: `BEGIN(x) next …`.
  private func endsMacroCall(_ index: Int, start: Int, _ last: Int?) -> Bool {
    guard let last, function.isIdentifier(at: start), function.tokens[last].is(.rightParen) else {
      return false
    }
    return function.partner(of: last) == start + 1
  }

  /// Whether a left brace outside parentheses begins a block rather than initial values or members.
  private func opensBlock(_ index: Int, content: Int, opcode: Opcode?, shape: Shape) -> Bool {
    guard let last = shape.last, opcode != .asm else { return false }
    let before = function.tokens[last]
    switch before.kind {
    case .identifier:
      return !(shape.hasTag && last > 0 && function.tokens[last - 1].is(CKeyword.tag))
    case .keyword:
      return !before.is(CKeyword.tag)
    case .punctuator where before.is(.rightParen):
      guard let open = function.partner(of: last), open > 0 else { return true }
      let callee = function.tokens[open - 1]
      if callee.is(CKeyword.attribute) { return !shape.hasTag }
      return callee.kind == .identifier || callee.kind == .keyword && !callee.is(CKeyword.return)
    case .punctuator:
      return before.is(.rightBracket) || before.is(.rightBrace)
    default:
      return true
    }
  }

  /// The kind of a simple statement, and the operator it stands for.
  private func kind(_ known: Opcode?, _ content: Range<Int>, _ shape: Shape) -> (Opcode, dropped: Int?) {
    let first = function.tokens[content.lowerBound]
    if known == .declaration || startsDeclaration[content.lowerBound] { return (.declaration, nil) }
    if shape.headsBlock, first.kind == .identifier { return (.macroBlock, nil) }
    if let assignment = shape.assignment, let punctuator = function.tokens[assignment].punctuator {
      return (Opcode(assigning: punctuator), assignment)
    }
    if shape.hasIncrement { return (.increment, nil) }
    if !shape.hasOperator, isCall(content) { return (.call, nil) }
    return (.expression, nil)
  }

  /// Whether the content ends with the arguments of something called.
  private func isCall(_ content: Range<Int>) -> Bool {
    let last = content.upperBound - 1
    guard function.tokens[last].is(.rightParen), let open = function.partner(of: last),
      open > content.lowerBound
    else { return false }
    let callee = function.tokens[open - 1]
    return callee.kind == .identifier || callee.is(.rightParen) || callee.is(.rightBracket)
  }
}

extension Opcode {
  /// The opcode of an assignment with an operator.
  fileprivate init(assigning punctuator: CPunctuator) {
    switch punctuator {
    case .plusAssign: self = .addAssignment
    case .minusAssign: self = .subtractAssignment
    case .starAssign: self = .multiplyAssignment
    case .slashAssign: self = .divideAssignment
    case .percentAssign: self = .remainderAssignment
    case .ampersandAssign: self = .andAssignment
    case .pipeAssign: self = .orAssignment
    case .caretAssign: self = .xorAssignment
    case .shiftLeftAssign: self = .shiftLeftAssignment
    case .shiftRightAssign: self = .shiftRightAssignment
    default: self = .assignment
    }
  }
}
