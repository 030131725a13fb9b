/// Which word of a declarator is the function's name: macros may hide it.
extension HeadReader {
  /// A declarator with its name, which macros may hide.
  func named(_ choice: Choice) -> Choice {
    var choice = choice
    let before = choice.first > 0 ? items[choice.first - 1] : nil
    choice.isDoubtful =
      choice.mayBeType
      || style == .prototype && choice.content != .typed
        && start(of: choice) == items[choice.first].tokens.lowerBound
    guard choice.isPlain else { return choice }
    let group = items[choice.parameters]
    if style == .earlier {
      // `f PARAMS((a, b)) int a; char *b;`
      if let before, before.kind == .word, isDoublyWrapped(group) {
        choice.name = tokens[before.tokens.lowerBound].range
        choice.first -= 1
      }
      return choice
    }
    if let before, before.kind == .word, hasTypeBefore(choice.first - 1) {
      let word = tokens[before.tokens.lowerBound]
      // `f OF((int a))`, `f SIGARG(signo)`, `f ARGS2(int, a, char, b)`: the macro makes the parameters.
      let isBare = choice.content == .words || choice.content == .types
      if isDoublyWrapped(group) || choice.isCapital && isBare && !isCapital(word) {
        choice.name = word.range
        choice.first -= 1
        return choice
      }
    } else if let before, before.kind == .word, isDoublyWrapped(group) {
      choice.name = tokens[before.tokens.lowerBound].range
      choice.first -= 1
      return choice
    }
    if choice.isCapital, let inner = nameOfHeadInside(choice) ?? nameInside(group) {
      choice.macro = FunctionHead.MacroCall(name: choice.name, arguments: [inner], isCertain: true)
      choice.name = inner
      return choice
    }
    let isMixed = startsWithWord(group) && choice.content != .words
    let isCertain = choice.isCapital && (choice.content == .words || isMixed || isTitled(group))
    choice.needsStatement = choice.content == .values && !choice.isCapital && choice.isDoubtful
    if isCertain || choice.content == .words || choice.needsStatement,
      let macro = macroCall(choice.first, group, isCertain: isCertain && !isParameterMacro(choice))
    {
      choice.macro = macro
      if macro.isCertain { choice.name = macro.arguments[0] }
    }
    return choice
  }

  /// Whether a word cannot be the type of what follows, because its own type stands before it.
  private func hasTypeBefore(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    switch items[index - 1].kind {
    case .star, .type: return true
    case .word: return true
    default: return false
    }
  }

  func isDoublyWrapped(_ group: HeadItem) -> Bool {
    let items = HeadItem.items(of: inside(group), text)
    return items.count == 1 && items[0].kind == .group
  }

  func startsWithWord(_ group: HeadItem) -> Bool {
    guard let part = parts(of: inside(group)).first, part.count == 1 else { return false }
    return part[part.startIndex].kind == .identifier
  }

  /// Whether a word is written as macros are.
  func isCapital(_ token: CToken) -> Bool {
    token.end - token.start > 1
      && !text[token.range].contains { .lowerA <= $0 && $0 <= .lowerZ || $0 >= 0x80 }
  }
}
