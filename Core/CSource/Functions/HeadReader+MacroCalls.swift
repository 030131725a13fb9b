/// What the call of a macro that makes a function's head names.
extension HeadReader {
  /// How many of a call's arguments may be the name.
  private static let mostArguments = 6

  /// `Datum F(PG_FUNCTION_ARGS)`: a capital function whose parameters are a macro.
  func isParameterMacro(_ choice: Choice) -> Bool {
    let inside = inside(items[choice.parameters])
    guard inside.count == 1, let word = inside.first, isCapital(word), choice.first > 0 else { return false }
    let before = items[choice.first - 1].kind
    return before == .word || before == .star || before == .group
  }

  /// `DEFUN("car", Fcar, …)`, `HANDLER(7, ADD, …)`, `PRED_IMPL("time_file", 2, time_file, 0)`: literals before the name.
  func isTitled(_ group: HeadItem) -> Bool {
    let parts = parts(of: inside(group)).prefix(Self.mostArguments)
    guard let place = parts.firstIndex(where: { !isLiteral($0) }), place > 0, parts[place].count == 1,
      let name = parts[place].first, name.kind == .identifier
    else { return false }
    return !isCapital(name) || !parts[..<place].contains { $0.first?.kind == .string }
  }

  /// The call of a macro that takes a function's name; nil when no argument is a bare word.
  func macroCall(
    _ word: Int, _ group: HeadItem, isCertain: Bool, isPasting: Bool = false
  ) -> FunctionHead.MacroCall? {
    var arguments: [Range<Int>] = []
    let parts = parts(of: inside(group))
    let isMacro = isCapital(tokens[items[word].tokens.lowerBound])
    for (place, part) in parts.prefix(Self.mostArguments).enumerated() {
      // `HELPER(glue(load, SUFFIX))(…)`: the name is put together from the words of a call within.
      let pasted = isPasting ? part.first { $0.kind == .identifier && isArgument($0, of: part) } : nil
      guard let token = part.count == 1 ? part.first : pasted else { continue }
      // `OP(if)` and `TEST(vector, float)`, but `SYSCALL_DEFINE1(read, int, fd)`.
      let isKeyword =
        token.kind == .keyword && isMacro
        && (!isTypeWord(token) || place == parts.count - 1 && place < 2 && !isVoid(token))
      if isName(token) || isKeyword { arguments.append(token.range) }
    }
    // `TEST(chapter, 2863)`, `OP(7)`
    if parts.count <= 2, arguments.count == parts.count - 1, let last = parts.last, last.count == 1,
      let number = last.first, number.kind == .number
    {
      arguments.append(number.range)
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
    guard hasType(before: choice) else {
      return nameOfHead(in: items[choice.parameters], needsType: false, depth: 0)
    }
    // `COLD NOINLINE(static int f(int a))` and `EXPORT(int) PURE(int f(int a))`, but `int EACH(int visit(int a))`.
    let before = items[choice.first - 1]
    let isMacro = before.kind == .group || before.kind == .word && isCapital(tokens[before.tokens.lowerBound])
    return isMacro ? nameOfHead(in: items[choice.parameters], needsType: true, depth: 0) : nil
  }

  /// The name of the head that stands in parentheses, or in those of a macro's call there.
  private func nameOfHead(in group: HeadItem, needsType: Bool, depth: Int) -> Range<Int>? {
    guard depth < 4, parts(of: inside(group)).count == 1 else { return nil }
    let items = HeadItem.items(of: inside(group), text)
    guard items.count > 1, let last = items.last, last.kind == .group, items[items.count - 2].kind == .word
    else { return nil }
    let name = tokens[items[items.count - 2].tokens.lowerBound]
    let specifiers = items.dropLast(2)
    guard specifiers.allSatisfy({ $0.isSpecifier || $0.kind == .word || $0.kind == .star }) else {
      return nil
    }
    if isCapital(name) { return nameOfHead(in: last, needsType: true, depth: depth + 1) }
    let content = content(of: last)
    guard !specifiers.isEmpty || content == .typed else { return nil }
    let isHead = specifiers.contains { $0.kind != .qualifier } && (content == .typed || content == .empty)
    return needsType && !isHead ? nil : name.range
  }

  /// The name in a macro call that takes a head in parts: `FUNCTION(void, name, (int a), …)`,
  /// `EXPORT(int, name(int a))`, `FUNCTION(int, name, int a)`.
  func nameInside(_ group: HeadItem) -> Range<Int>? {
    // `DEFINE_IFUNC(, int, name, (int a))`
    let parts = Array(parts(of: inside(group)).drop(while: \.isEmpty))
    guard parts.count > 1, let first = parts[0].first, first.kind == .identifier || first.kind == .keyword
    else {
      return nil
    }
    let isType = content(ofPart: parts[0]) == .types || parts[0].count == 1 && isTypeWord(first)
    // A bare word may be a type, and what parameters with types follow shows it.
    guard isType || parts[0].count == 1 else { return nil }
    for (place, part) in parts.enumerated().dropFirst().prefix(isType ? parts.count : 2) {
      let items = HeadItem.items(of: part, text)
      guard let last = items.last, last.kind == .group else { continue }
      let content = content(of: last)
      guard content == .typed || isType && content != .values else { continue }
      if items.count == 1 {
        if place > 1, let name = parts[place - 1].last(where: { !$0.is(.rightParen) }),
          name.kind == .identifier
        {
          // `RPC(f, foo_t, (foo_t *a))`
          return !isType && isTypeName(name) ? first.range : name.range
        }
      } else if items[items.count - 2].kind == .word, isType || place == 1 {
        let name = tokens[items[items.count - 2].tokens.lowerBound]
        if !isCapital(name) { return name.range }
      }
    }
    if parts[1].count == 1, let name = parts[1].first, name.kind == .identifier,
      !isCapital(name), parts[0].contains(where: { $0.is(CKeyword.type) || $0.is(CKeyword.tag) }),
      content(ofPart: parts[0]) == .types || parts[0].count == 1
    {
      return name.range
    }
    return nil
  }
}
