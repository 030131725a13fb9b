/// Which word of a declarator is the function's name: macros may hide it.
extension HeadReader {
  /// A declarator with its name, which macros may hide.
  func named(_ choice: Choice) -> Choice {
    var choice = choice
    let before = choice.first > 0 ? items[choice.first - 1] : nil
    choice.isDoubtful =
      choice.mayBeType
      || style == .prototype && choice.content != .typed
        && (start(of: choice) == items[choice.first].tokens.lowerBound || isBehindMacros(choice))
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
      if isDoublyWrapped(group) || choice.isCapital && !isCapital(word) && makesParameters(choice, of: word) {
        choice.name = word.range
        choice.first -= 1
        return choice
      }
      if choice.isCapital, choice.content == .typed, !isCapital(word), isDeclared(word, at: choice.first - 1)
      {
        choice.wordBefore = word.range
      }
    } else if let before, before.kind == .word, isDoublyWrapped(group), !choice.mayBeType {
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
    let isCertain =
      choice.isCapital
      && (choice.content == .words || isMixed || isTitled(group)
        || takesTypeAlone(group) && !hasType(before: choice))
    choice.needsStatement = choice.content == .values && !choice.isCapital && choice.isDoubtful
    if isCertain || choice.content == .words || choice.content == .values,
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
    case .star, .type, .word: return true
    default: return false
    }
  }

  /// Whether a macro's call behind a word with a type makes that word's parameters: `f SIGARG(signo)`,
  /// `f ARGS2(int, a, char, b)`, `f TRIO_ARGS2((a, b), int a, char *b)`, `f NOPARM()`.
  private func makesParameters(_ choice: Choice, of word: CToken) -> Bool {
    switch choice.content {
    case .words, .types, .values: return true
    case .typed: return parts(of: inside(items[choice.parameters])).first?.first?.is(.leftParen) ?? false
    case .empty: return isDeclared(word, at: choice.first - 1)
    }
  }

  /// Whether a word that its type stands before is the name: `void interrupt TICK()` and `API foo_t TICK()` have parameters
  /// of their own.
  private func isDeclared(_ word: CToken, at index: Int) -> Bool {
    let type = items[index - 1]
    return text[Int(word.start)] != UInt8(ascii: "_") && !isTypeName(word)
      && !Self.callingWords.contains { CText.equals(text, word.range, $0) }
      && (type.kind != .word || !isCapital(tokens[type.tokens.lowerBound]))
  }

  /// What compilers take between a function's type and its name.
  private static let callingWords: [StaticString] = [
    "interrupt", "far", "near", "huge", "pascal", "cdecl", "stdcall", "fastcall", "asmlinkage", "noinline",
    "notrace", "noreturn", "internal_function", "attribute_hidden",
  ]

  /// Whether a word ends as the names of types do.
  func isTypeName(_ word: CToken) -> Bool {
    word.end - word.start > 2 && text[word.range.suffix(2)].elementsEqual("_t".utf8)
  }

  /// Whether nothing but macros stands before a macro's call: `END_TABLE` `STRUCT(a) {`, `ROW(a, 1)` `ROW(b, 2) {`.
  private func isBehindMacros(_ choice: Choice) -> Bool {
    choice.isCapital && style == .prototype
      && items[..<choice.first].allSatisfy {
        $0.kind == .group || $0.kind == .word && isCapital(tokens[$0.tokens.lowerBound])
      }
  }

  func isDoublyWrapped(_ group: HeadItem) -> Bool {
    let items = HeadItem.items(of: inside(group), text)
    return items.count == 1 && items[0].kind == .group
  }

  func startsWithWord(_ group: HeadItem) -> Bool {
    guard let part = parts(of: inside(group)).first, part.count == 1, let word = part.first else {
      return false
    }
    return word.kind == .identifier || isWordOfDigits(word) || word.kind == .keyword && !isTypeWord(word)
  }

  /// Whether a word is written as macros are: in capitals, or, as Microsoft's annotations, `_Success_`.
  func isCapital(_ token: CToken) -> Bool {
    guard token.end - token.start > 1 else { return false }
    let word = text[token.range]
    if word.count > 3, word[word.startIndex] == UInt8(ascii: "_"),
      word[word.endIndex - 1] == UInt8(ascii: "_"),
      UInt8(ascii: "A")...UInt8(ascii: "Z") ~= word[word.startIndex + 1]
    {
      return true
    }
    return !word.contains { .lowerA <= $0 && $0 <= .lowerZ || $0 >= 0x80 }
  }
}
