/// Heads that the text's own macros make.
extension OutlineScan {
  /// For how many heads of a text a definition is looked for, each time from the text's start.
  private static let mostDefinitionSearches = 16

  /// The head that a macro without parameters stands for, `YY_DECL {`, or the rest of which it does, `static void NAME {`;
  /// nil unless the text defines it as one.
  mutating func headDefined(behind words: ArraySlice<CToken>) -> FunctionHead? {
    guard let first = words.first, let word = words.last, word.kind == .identifier,
      let found = definition(of: word.range)
    else { return nil }
    return FunctionHead(
      start: Int(first.start), end: Int(word.end), name: found.name,
      signature: words.map { String(decoding: text[$0.range], as: UTF8.self) }.joined(separator: " "),
      macro: .init(name: word.range, arguments: [found.name], isCertain: true))
  }

  /// A head with the name in the definition of the macro that makes it, as byacc writes it: `YYPARSE_DECL() {`.
  mutating func withDefinedName(_ head: FunctionHead) -> FunctionHead {
    guard head.isCapital, head.takesNothing, head.macro == nil, let found = definition(of: head.name) else {
      return head
    }
    var head = head
    head.macro = .init(name: head.name, arguments: [found.name], isCertain: true)
    head.name = found.name
    return head
  }

  /// The head that a macro's last definition before here is; nil where it is none.
  private mutating func definition(of word: Range<Int>) -> FunctionHead? {
    guard definitionSearches < Self.mostDefinitionSearches else { return nil }
    definitionSearches += 1
    var lexer = CLexer(UnsafeBufferPointer(rebasing: text[..<word.lowerBound]))
    var found: FunctionHead?
    while let token = lexer.next() {
      guard token.directive == .define, let name = lexer.next(), text[name.range].elementsEqual(text[word])
      else {
        continue
      }
      var tokens: [CToken] = []
      while let next = lexer.next(), next.kind != .endOfDirective, tokens.count < 256 { tokens.append(next) }
      // A parenthesis right behind the name opens the macro's parameters.
      if let first = tokens.first, first.is(.leftParen), first.start == name.end,
        let last = tokens.firstIndex(where: { $0.is(.rightParen) })
      {
        tokens.removeFirst(last + 1)
      }
      found = FunctionHead(tokens[...], text)
    }
    return found
  }
}
