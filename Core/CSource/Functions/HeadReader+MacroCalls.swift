/// What the call of a macro that makes a function's head names.
extension HeadReader {
  /// `Datum F(PG_FUNCTION_ARGS)`: a capital function whose parameters are a macro.
  func isParameterMacro(_ choice: Choice) -> Bool {
    let inside = inside(items[choice.parameters])
    guard inside.count == 1, let word = inside.first, isCapital(word), choice.first > 0 else { return false }
    return items[choice.first - 1].kind == .word || items[choice.first - 1].kind == .star
  }

  /// `DEFUN("car", Fcar, …)`, `HANDLER(7, ADD, …)`: a string or a number before the name.
  func isTitled(_ group: HeadItem) -> Bool {
    let parts = parts(of: inside(group)).prefix(2)
    guard parts.count == 2, let title = parts[0].first, parts[1].count == 1, let name = parts[1].first,
      name.kind == .identifier
    else { return false }
    return title.kind == .string && !isCapital(name)
      || title.kind == .number && parts[0].count == 1 && !holdsLetter(title)
  }

  /// The call of a macro that takes a function's name; nil when no argument is a bare word.
  func macroCall(
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
  func nameOfHeadInside(_ choice: Choice) -> Range<Int>? {
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
  func nameInside(_ group: HeadItem) -> Range<Int>? {
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
}
