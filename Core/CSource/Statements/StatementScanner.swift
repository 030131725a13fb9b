/// Cuts a function's tokens into statements.
///
/// Any sequence of tokens is accepted; no token that is neither a brace nor a semicolon is lost. Bodies inside
/// an expression follow the statement they stand in, and so do preprocessor lines in the middle of one. Work to
/// be done waits on a stack of its own, so nesting has no limit.
///
/// - Complexity: O(*n*) in the number of tokens.
struct StatementScanner {
  let function: FunctionTokens
  let startsDeclaration: [Bool]
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

  mutating func add(
    _ opcode: Opcode, _ tokens: Range<Int>, content: Range<Int>, dropped: Int? = nil
  ) {
    spans.append(StatementSpan(opcode: opcode, tokens: tokens, content: content, dropped: dropped))
  }
}

// MARK: Statements with a keyword

extension StatementScanner {
  private mutating func readDirective(at index: Int, end: Int) -> Int {
    let next = min(function.after(index), end)
    let isConditional = function.tokens[index].directive?.isConditional ?? false
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
  func body(at index: Int) -> Int? {
    function.brackets.holdsStatements[index] ? function.partner(of: index) : nil
  }
}
