/// Which items may be a function's declarator, and what its name is.
extension HeadReader {
  /// The declarators that may be the function's, in order.
  func candidates() -> [Choice] {
    var candidates: [Choice] = []
    var pointerEnd = 0
    for index in items.indices.dropFirst() where index > pointerEnd {
      guard let before = precedingDeclarator(of: index) else { continue }
      if items[index].kind == .group, let pointer = pointerDeclarator(index, before) {
        candidates.append(pointer)
        pointerEnd = pointer.parameters
      } else if let candidate = candidate(at: index, before) {
        candidates.append(candidate)
      }
    }
    return candidates
  }

  private func candidate(at index: Int, _ before: Int) -> Choice? {
    switch (items[index].kind, items[before].kind) {
    case (.group, .word): starredDeclarator(index) ?? plainDeclarator(name: before, parameters: index)
    case (.group, .group): nestedDeclarator(before, parameters: index)
    case (.bracket, .group): wrappedDeclarator(before, last: lastDimension(from: index))
    case (.group, _) where index + 1 == items.count || items[index + 1].kind != .group:
      // `int (f(int a))`.
      starredDeclarator(index) ?? wrappedDeclarator(index, last: index)
    default: nil
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
    let end = inside(items[parameters]).last
    if let end, end.is(.assign) { return nil }
    // `struct s GTY(()) {`, `struct s aligned(struct b) {`, but `struct s f() {`.
    let isAttribute =
      isDoublyWrapped(items[parameters]) || content != .typed && (isCapital || content != .empty)
    let mayBeType = isTagged && isAttribute || end.map { $0.is(CKeyword.tag) } ?? false
    return Choice(
      name: Int(token.start)..<Int(last.end), first: name, parameters: parameters, content: content,
      isCapital: isCapital, isPlain: true, mayBeType: mayBeType)
  }

  /// `(*f(int a)) P_((int))` and `(*f(void)) ARGS`: a macro makes the parameters of the function that the pointer is to.
  private func pointerDeclarator(_ index: Int, _ before: Int) -> Choice? {
    guard index + 1 < items.count, items[index + 1].kind == .word,
      isCapital(tokens[items[index + 1].tokens.lowerBound]),
      let star = inside(items[index]).first, star.is(.star), parts(of: inside(items[index])).count == 1,
      items[before].kind != .word || !isCapital(tokens[items[before].tokens.lowerBound])
    else { return nil }
    let hasGroup = index + 2 < items.count && items[index + 2].kind == .group
    let last = hasGroup ? index + 2 : index + 1
    // `attr(*f(1)) BOOL g(int a)`: the head goes on.
    guard items[(last + 1)...].allSatisfy({ $0.kind == .attribute }) else { return nil }
    return wrappedDeclarator(index, last: last)
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

  /// `int (*f(int a))` and `foo_t (**const f(void) ATTR)`: stars, a name, its parameters, and annotations.
  private func starredDeclarator(_ index: Int) -> Choice? {
    guard index > 0,
      index + 1 == items.count || items[index + 1].kind != .group && items[index + 1].kind != .bracket
    else { return nil }
    let inner = HeadItem.items(of: inside(items[index]), text)
    guard inner.first?.kind == .star,
      let place = inner.firstIndex(where: {
        $0.kind != .star && $0.kind != .qualifier && $0.kind != .attribute
      }),
      place + 1 < inner.count, inner[place].kind == .word, inner[place + 1].kind == .group,
      inner[(place + 2)...].allSatisfy({ $0.kind == .word || $0.kind == .attribute })
    else { return nil }
    let name = tokens[inner[place].tokens.lowerBound]
    // `MACRO(*f())` takes a value, and so may `foo(*f(a))`.
    switch content(of: inner[place + 1]) {
    case .typed: break
    case .empty, .types: if isCallOfMacro(index) { return nil }
    case .words: if items[index - 1].kind == .word { return nil }
    case .values: return nil
    }
    guard !isCapital(name) else { return nil }
    return Choice(
      name: name.range, first: index, parameters: index, content: .typed, isCapital: false)
  }

  private func isCallOfMacro(_ group: Int) -> Bool {
    items[group - 1].kind == .word && isCapital(tokens[items[group - 1].tokens.lowerBound])
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
      if isAttributeCall(place, inside) { continue }
      // `(*f P_((int a)))`
      let isMacro =
        place > inside.startIndex && inside[place - 1].kind == .identifier && place + 2 < inside.endIndex
        && inside[place + 1].is(.leftParen) && inside[place + 2].is(.leftParen)
      return Choice(
        name: inside[isMacro ? place - 1 : place].range, first: index, parameters: last, content: .typed,
        isCapital: false)
    }
    return nil
  }

  /// Whether a word in a declarator is an attribute's, whose call the name follows: `(*ATTR(x) f(int a))`.
  private func isAttributeCall(_ place: Int, _ tokens: ArraySlice<CToken>) -> Bool {
    guard tokens[place + 1].is(.leftParen) else { return false }
    var depth = 0
    let close = tokens[(place + 1)...].firstIndex { token in
      if token.is(.leftParen) { depth += 1 } else if token.is(.rightParen) { depth -= 1 }
      return depth == 0
    }
    guard let close, close + 1 < tokens.endIndex, tokens[close + 1].kind == .identifier else { return false }
    return isCapital(tokens[place]) || !isCapital(tokens[close + 1])
  }

  private func isFollowedByParameters(_ place: Int, _ tokens: ArraySlice<CToken>) -> Bool {
    var next = place + 1
    if tokens[next].is(.rightParen), place > tokens.startIndex, tokens[place - 1].is(.leftParen) { next += 1 }
    return next < tokens.endIndex && tokens[next].is(.leftParen)
  }
}
