/// Cuts a function's tokens into statements.
///
/// Any sequence of tokens is accepted; no token that is neither a brace nor a semicolon is lost. Bodies inside
/// an expression follow the statement they stand in, and so do preprocessor lines in the middle of one. Work to
/// be done waits on a stack of its own, so nesting has no limit.
///
/// - Complexity: O(*n*) in the number of tokens.
struct StatementScanner {
  private let function: FunctionTokens
  private let startsDeclaration: [Bool]
  private(set) var spans: [StatementSpan] = []
  /// Ranges still to be read, the next one last.
  private var waiting: [Range<Int>] = []

  private init(_ function: FunctionTokens, startsDeclaration: [Bool]) {
    self.function = function
    self.startsDeclaration = startsDeclaration
  }

  /// The statements of a function in source order.
  static func spans(of function: FunctionTokens, head: HeadSpan?, startsDeclaration: [Bool])
    -> [StatementSpan]
  {
    var scanner = StatementScanner(function, startsDeclaration: startsDeclaration)
    scanner.waiting = [(head?.end ?? 0)..<function.count]
    if let head {
      scanner.spans.append(
        StatementSpan(opcode: .functionHead, tokens: head.start..<head.end, content: head.start..<head.end))
      scanner.wait(for: scanner.inner(head.start..<head.end))
      scanner.wait(for: scanner.inner(0..<head.start))
    }
    while let range = scanner.waiting.popLast() { scanner.read(range) }
    return scanner.spans
  }

  private mutating func wait(for ranges: [Range<Int>]) {
    waiting.append(contentsOf: ranges.reversed())
  }

  /// Reads one range up to a statement with something inside it; the rest waits behind that.
  private mutating func read(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let (next, inside) = readStatement(at: index, end: range.upperBound)
      index = max(next, index + 1)
      if !inside.isEmpty {
        waiting.append(index..<max(index, range.upperBound))
        wait(for: inside)
        return
      }
    }
  }

  /// Reads one statement; returns where the next begins and the ranges of tokens inside it to read before.
  private mutating func readStatement(at index: Int, end: Int) -> (next: Int, inside: [Range<Int>]) {
    let token = function.tokens[index]
    switch token.kind {
    case .directive:
      return (readDirective(at: index, end: end), [])
    case .endOfDirective:
      return (index + 1, [])
    case .punctuator where token.is(.leftBrace) || token.is(.rightBrace) || token.is(.semicolon):
      return (index + 1, [])
    case .keyword:
      return readKeyword(token, at: index, end: end)
    case .identifier where function.isPunctuator(.colon, at: index + 1) && index + 1 < end:
      add(.label, index..<index + 2, content: index..<index + 1)
      return (index + 2, [])
    default:
      return readSimple(nil, at: index, content: index, end: end)
    }
  }

  private mutating func add(
    _ opcode: Opcode, _ tokens: Range<Int>, content: Range<Int>, dropped: Int? = nil
  ) {
    spans.append(StatementSpan(opcode: opcode, tokens: tokens, content: content, dropped: dropped))
  }
}

// MARK: Statements with a keyword

extension StatementScanner {
  private mutating func readDirective(at index: Int, end: Int) -> Int {
    let next = min(function.after(index), end)
    let isConditional = function.tokens[index].directive == .conditional
    add(
      isConditional ? .preprocessorConditional : .preprocessor, index..<next,
      content: index..<max(index, next - 1))
    return next
  }

  private mutating func readKeyword(
    _ token: CToken, at index: Int, end: Int
  ) -> (next: Int, inside: [Range<Int>]) {
    switch token.keyword {
    case .if: return readHead(.if, at: index, keywordEnd: index + 1, end: end)
    case .for: return readHead(.for, at: index, keywordEnd: index + 1, end: end)
    case .while: return readHead(.while, at: index, keywordEnd: index + 1, end: end)
    case .switch: return readHead(.switch, at: index, keywordEnd: index + 1, end: end)
    case .else:
      if index + 1 < end, function.tokens[index + 1].is(CKeyword.if) {
        return readHead(.elseIf, at: index, keywordEnd: index + 2, end: end)
      }
      return readWord(.else, at: index)
    case .do: return readWord(.do, at: index)
    case .case, .default: return readCase(at: index, end: end)
    case .return: return readSimple(.return, at: index, content: index + 1, end: end)
    case .goto: return readSimple(.goto, at: index, content: index + 1, end: end)
    case .break: return readSimple(.break, at: index, content: index + 1, end: end)
    case .continue: return readSimple(.continue, at: index, content: index + 1, end: end)
    case .asm: return readSimple(.asm, at: index, content: index + 1, end: end)
    case .tag, .type, .qualifier, .typeOf, .attribute, .other:
      return readSimple(.declaration, at: index, content: index, end: end)
    case .size, nil:
      return readSimple(nil, at: index, content: index, end: end)
    }
  }

  private mutating func readWord(_ opcode: Opcode, at index: Int) -> (next: Int, inside: [Range<Int>]) {
    add(opcode, index..<index + 1, content: index + 1..<index + 1)
    return (index + 1, [])
  }

  /// Reads a keyword and the parentheses after it; without them, up to the end of a simple statement.
  private mutating func readHead(
    _ opcode: Opcode, at index: Int, keywordEnd: Int, end: Int
  ) -> (next: Int, inside: [Range<Int>]) {
    let open = function.nextCode(after: keywordEnd - 1)
    guard open < end, function.tokens[open].is(.leftParen), let close = function.partner(of: open),
      close < end
    else {
      return readSimple(opcode, at: index, content: keywordEnd, end: end)
    }
    add(opcode, index..<close + 1, content: open + 1..<close)
    return (close + 1, inner(keywordEnd..<close))
  }

  private mutating func readCase(at index: Int, end: Int) -> (next: Int, inside: [Range<Int>]) {
    var questions = 0
    var position = index + 1
    scan: while position < end {
      let token = function.tokens[position]
      switch token.punctuator {
      case .question: questions += 1
      case .colon:
        if questions == 0 { break scan }
        questions -= 1
      case .semicolon, .leftBrace, .rightBrace: break scan
      case .leftParen, .leftBracket: position = function.partner(of: position) ?? position
      default: break
      }
      position = function.after(position)
    }
    position = min(position, end)
    let isDefault = function.tokens[index].is(CKeyword.default)
    let next = position < end && function.tokens[position].is(.colon) ? position + 1 : position
    add(.case, index..<next, content: (isDefault ? index : index + 1)..<position)
    return (next, inner(index + 1..<position))
  }

  /// The preprocessor lines and bodies among tokens that belong to one statement.
  private func inner(_ range: Range<Int>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if function.tokens[index].kind == .directive {
        let next = min(function.after(index), range.upperBound)
        ranges.append(index..<next)
        index = next
      } else if let close = body(at: index), close < range.upperBound {
        ranges.append(index + 1..<close)
        index = close + 1
      } else {
        index += 1
      }
    }
    return ranges
  }

  /// The closing brace of a body inside an expression, given its left brace.
  private func body(at index: Int) -> Int? {
    function.brackets.holdsStatements[index] ? function.partner(of: index) : nil
  }
}

// MARK: Simple statements

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
  private mutating func readSimple(
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
          if index > start, token.code <= CKeyword.continue.rawValue { break scan }
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
