/// Which items may be a function's declarator, and what its name is.
extension HeadReader {
  /// The declarators that may be the function's, in order.
  func candidates() -> [Choice] {
    items.indices.compactMap { index in
      guard index > 0, let before = precedingDeclarator(of: index) else { return nil }
      switch (items[index].kind, items[before].kind) {
      case (.group, .word): return plainDeclarator(name: before, parameters: index)
      case (.group, .group): return nestedDeclarator(before, parameters: index)
      case (.bracket, .group): return wrappedDeclarator(before, last: lastDimension(from: index))
      case (.group, _) where index + 1 == items.count || items[index + 1].kind != .group:
        // `int (f(int a))`.
        return wrappedDeclarator(index, last: index)
      default: return nil
      }
    }
  }

  /// The item before, over attributes: `f [[a]] (int a)`.
  private func precedingDeclarator(of index: Int) -> Int? {
    items[..<index].lastIndex { $0.kind != .attribute }
  }

  /// The last of the dimensions that begin with an item: `(*f(void))[2][3]`.
  private func lastDimension(from index: Int) -> Int {
    var last = index
    while last + 1 < items.count, items[last + 1].kind == .bracket { last += 1 }
    return last
  }

  private func plainDeclarator(name: Int, parameters: Int) -> Choice? {
    let word = tokens[items[name].tokens]
    guard let token = word.first, let last = word.last else { return nil }
    // `Class::member` is a function of C++ alone.
    if word.count > 1, word.contains(where: { $0.is(.colon) }) { return nil }
    let content = content(of: items[parameters])
    let isCapital = isCapital(token)
    // `struct name (…)` declares no function, nor does `struct name PACKED(1)`; `struct name f(ARGS)` may.
    if name > 0, items[name - 1].kind == .tag { return nil }
    let isTagged = style == .prototype && name > 1 && items[name - 2].kind == .tag
    if isTagged, content == .values { return nil }
    // `DECLARE_ALIGNED(8, typedef, struct) {` opens a structure, `IF_SMALL(int table[] =) {` a list.
    if let last = inside(items[parameters]).last, last.is(CKeyword.tag) || last.is(.assign) { return nil }
    return Choice(
      name: Int(token.start)..<Int(last.end), first: name, parameters: parameters, content: content,
      isCapital: isCapital, isPlain: true, mayBeType: isTagged && content == .words)
  }

  /// `(*f(int))(int)`, `T (CALL f)(int)` and `MACRO(f)(int)`.
  private func nestedDeclarator(_ inner: Int, parameters: Int) -> Choice? {
    let inside = inside(items[inner])
    let content = content(of: items[parameters])
    // `API(char *, f)(int)` is a call all the same.
    if parts(of: inside).count == 1, inside.contains(where: { $0.is(.star) || $0.is(.caret) }) {
      return wrappedDeclarator(inner, last: parameters)
    }
    if inner > 0, items[inner - 1].kind == .attribute { return nil }
    // `MACRO(f)(int)`, but `T (f)(int)`.
    // `DEFUN ("car", Fcar, …) (int a)`: no declarator holds a comma.
    let isCall =
      inner > 0 && items[inner - 1].kind == .word
      && (tokens[items[inner].tokens.lowerBound - 1].end == tokens[items[inner].tokens.lowerBound].start
        || parts(of: inside).count > 1)
    let first = isCall ? inner - 1 : inner
    var choice = Choice(
      name: tokens[items[first].tokens.lowerBound].range, first: first, parameters: parameters,
      content: content, isCapital: false)
    if isCall {
      choice.macro = macroCall(first, items[inner], isCertain: true, isPasting: true)
      if let argument = choice.macro?.arguments.first { choice.name = argument }
      return choice
    }
    // `(f [[a]])(int)`
    guard let last = HeadItem.items(of: inside, text).last(where: { $0.kind != .attribute }),
      last.kind == .word, !inside.contains(where: { $0.is(.comma) })
    else { return nil }
    choice.name = tokens[last.tokens.lowerBound].range
    return choice
  }

  /// `(*f(int))[3]`, `(*(*f(void))(int))(char)` and `(f(int))`: the name is the first word with parentheses, or in
  /// parentheses, `(*(f)(void))[3]`.
  private func wrappedDeclarator(_ index: Int, last: Int) -> Choice? {
    let inside = inside(items[index])
    guard index == last || inside.contains(where: { $0.is(.star) || $0.is(.caret) }),
      index == 0 || items[index - 1].kind != .word || index < last
    else { return nil }
    for place in inside.indices.dropLast()
    where inside[place].kind == .identifier && isFollowedByParameters(place, inside) {
      // `((f)(int a))`, but no name behind anything else.
      let isFirst =
        place == inside.startIndex
        || place == inside.startIndex + 1 && inside[inside.startIndex].is(.leftParen)
      if index == last, !isFirst { return nil }
      return Choice(
        name: inside[place].range, first: index, parameters: last, content: .typed, isCapital: false)
    }
    return nil
  }

  private func isFollowedByParameters(_ place: Int, _ tokens: ArraySlice<CToken>) -> Bool {
    var next = place + 1
    if tokens[next].is(.rightParen), place > tokens.startIndex, tokens[place - 1].is(.leftParen) { next += 1 }
    return next < tokens.endIndex && tokens[next].is(.leftParen)
  }

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

  /// `Datum F(PG_FUNCTION_ARGS)`: a capital function whose parameters are a macro.
  private func isParameterMacro(_ choice: Choice) -> Bool {
    let inside = inside(items[choice.parameters])
    guard inside.count == 1, let word = inside.first, isCapital(word), choice.first > 0 else { return false }
    return items[choice.first - 1].kind == .word || items[choice.first - 1].kind == .star
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

  /// `DEFUN("car", Fcar, …)`, `HANDLER(7, ADD, …)`: a string or a number before the name.
  private func isTitled(_ group: HeadItem) -> Bool {
    let parts = parts(of: inside(group)).prefix(2)
    guard parts.count == 2, let title = parts[0].first, parts[1].count == 1, let name = parts[1].first,
      name.kind == .identifier
    else { return false }
    return title.kind == .string && !isCapital(name)
      || title.kind == .number && parts[0].count == 1 && !holdsLetter(title)
  }

  /// The call of a macro that takes a function's name; nil when no argument is a bare word.
  private func macroCall(
    _ word: Int, _ group: HeadItem, isCertain: Bool, isPasting: Bool = false
  ) -> FunctionHead.MacroCall? {
    var arguments: [Range<Int>] = []
    let parts = parts(of: inside(group))
    for part in parts.prefix(3) {
      // `HELPER(glue(load, SUFFIX))(…)`: the name is put together from the words of a call within.
      let pasted = isPasting ? part.first { $0.kind == .identifier && isArgument($0, of: part) } : nil
      guard let token = part.count == 1 ? part.first : pasted else { continue }
      // `RENAME(3d_array)`: the macro puts something before it.
      if token.kind == .identifier || token.kind == .number && holdsLetter(token) {
        arguments.append(token.range)
      }
    }
    guard !arguments.isEmpty else { return nil }
    return FunctionHead.MacroCall(
      name: tokens[items[word].tokens.lowerBound].range, arguments: arguments,
      isPair: parts.count == 2 && arguments.count == 2, isCertain: isCertain)
  }

  /// Whether a word is an argument, whole, of a call that a macro's argument is.
  private func isArgument(_ word: CToken, of part: ArraySlice<CToken>) -> Bool {
    guard let place = part.firstIndex(of: word), place > part.startIndex, place + 1 < part.endIndex,
      part[part.startIndex].kind == .identifier, part[part.startIndex + 1].is(.leftParen)
    else { return false }
    return (part[place - 1].is(.leftParen) || part[place - 1].is(.comma))
      && (part[place + 1].is(.comma) || part[place + 1].is(.rightParen))
  }

  /// The name in a macro call that takes a whole head without parts: `UNUSED(static int name(int a))`.
  private func nameOfHeadInside(_ choice: Choice) -> Range<Int>? {
    guard !hasType(before: choice), parts(of: inside(items[choice.parameters])).count == 1 else { return nil }
    let items = HeadItem.items(of: inside(items[choice.parameters]), text)
    guard items.count > 1, let last = items.last, last.kind == .group, items[items.count - 2].kind == .word,
      items.count > 2 || content(of: last) == .typed,
      items.dropLast(2).allSatisfy({ $0.isSpecifier || $0.kind == .word || $0.kind == .star })
    else { return nil }
    let name = tokens[items[items.count - 2].tokens.lowerBound]
    return isCapital(name) ? nil : name.range
  }

  /// The name in a macro call that takes a head in parts: `FUNCTION(void, name, (int a), …)`,
  /// `EXPORT(int, name(int a))`, `FUNCTION(int, name, int a)`.
  private func nameInside(_ group: HeadItem) -> Range<Int>? {
    let parts = parts(of: inside(group))
    for (place, part) in parts.enumerated().dropFirst() {
      let items = HeadItem.items(of: part, text)
      guard let last = items.last, last.kind == .group else { continue }
      if items.count == 1 {
        if place > 1, let name = parts[place - 1].last(where: { !$0.is(.rightParen) }),
          name.kind == .identifier
        {
          return name.range
        }
      } else if items[items.count - 2].kind == .word {
        let name = tokens[items[items.count - 2].tokens.lowerBound]
        if !isCapital(name) { return name.range }
      }
    }
    if parts.count > 1, parts[1].count == 1, let name = parts[1].first, name.kind == .identifier,
      !isCapital(name), parts[0].contains(where: { $0.is(CKeyword.type) || $0.is(CKeyword.tag) }),
      content(ofPart: parts[0]) == .types || parts[0].count == 1
    {
      return name.range
    }
    return nil
  }

  private func holdsLetter(_ token: CToken) -> Bool {
    text[token.range].dropFirst().contains { $0 | 0x20 >= .lowerA && $0 | 0x20 <= .lowerZ }
  }

  func isCapital(_ token: CToken) -> Bool {
    token.end - token.start > 1
      && !text[token.range].contains { .lowerA <= $0 && $0 <= .lowerZ || $0 >= 0x80 }
  }
}
