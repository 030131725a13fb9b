/// Finds the name and the parameters among the tokens before an opening brace; see ``FunctionHead``.
///
/// Every name with parentheses behind it is a candidate. Those before the last specifier (`static`, `int` …) that
/// a candidate follows are macro calls; of the rest, parameters with types win over bare words, and bare words
/// over numbers and strings.
struct HeadReader {
  /// How a function's parameters are declared.
  enum Style {
    /// In the parentheses.
    case prototype
    /// Between the parentheses and the body, in the style before C89.
    case earlier
  }

  /// A declarator that may be the function's.
  struct Choice {
    var name: Range<Int>
    /// Index of the item the declarator starts at.
    var first: Int
    /// Index of the last item of the declarator: its parameters, or the array after them.
    var parameters: Int
    /// What the parentheses hold.
    var content: ParameterContent
    /// Whether the name is in capitals, as macros are.
    var isCapital: Bool
    /// Whether this is a name with parentheses behind it, and nothing else.
    var isPlain = false
    var macro: FunctionHead.MacroCall?
    /// The word before a capital name, which is the function's where that is a macro for its parameters.
    var wordBefore: Range<Int>?
    var isDoubtful = false
    var needsStatement = false
    /// Whether `struct`, `union` or `enum` and a name stand before it, and its parentheses hold bare words.
    var mayBeType = false
  }

  let tokens: ArraySlice<CToken>
  let text: UnsafeBufferPointer<UInt8>
  let style: Style
  private(set) var items: [HeadItem]

  init(tokens: ArraySlice<CToken>, text: UnsafeBufferPointer<UInt8>, style: Style) {
    self.tokens = tokens
    self.text = text
    self.style = style
    items = HeadItem.items(of: tokens, text)
    nameNewerKeyword()
  }

  /// Takes a word that became a keyword late for a function's name: `int alignof(int a) {`, `void bool(void) {`.
  private mutating func nameNewerKeyword() {
    guard let end = tokens.last, end.is(.rightParen), let last = items.last else { return }
    // The parentheses belong to some of these words, and to others not.
    let isJoined = last.tokens.count > 1 && last.kind != .group
    let place = isJoined ? items.count - 1 : items.count - 2
    guard place > 0, isJoined || last.kind == .group else { return }
    let name = items[place].tokens.lowerBound
    let group = HeadItem(kind: .group, tokens: name + 1..<tokens.endIndex)
    let isWord = items[place].kind == .word
    guard !isWord, HeadWords.isNewerKeyword(tokens[name], text), tokens[name + 1].is(.leftParen),
      isJoined || group.tokens == last.tokens
    else { return }
    let content = content(of: group)
    guard content == .typed || content == .empty else { return }
    switch items[place - 1].kind {
    case .word, .type, .star:
      items.replaceSubrange(place..., with: [HeadItem(kind: .word, tokens: name..<name + 1), group])
    default: break
    }
  }

  /// The function's declarator; nil when the tokens head no function.
  func choice() -> Choice? {
    var candidates = candidates()
    if let value = items.lastIndex(where: { $0.kind == .assignment }) {
      // `.member = value, END` may stand before a head, and so may `int a = INIT(3)` with a macro that ends it.
      let isList = items[value...].contains { tokens[$0.tokens.lowerBound].is(.comma) }
      candidates.removeAll { $0.first < value || (isList ? $0.content != .typed : !startsAnew($0)) }
    }
    guard let last = candidates.last else { return parameterless() }
    if style == .earlier { return isPlausible(last) ? named(last) : nil }
    // What stands before a specifier is no declarator, but a macro call.
    let specifier = items[..<last.first].lastIndex { $0.isSpecifier } ?? -1
    var best: Choice?
    for candidate in candidates where candidate.first > specifier {
      if best.map({ isBetter(candidate, than: $0) }) ?? true { best = candidate }
    }
    guard let best, isPlausible(best) else { return nil }
    return named(best)
  }

  /// Whether a declarator's specifiers begin a line in the first column, behind a value that no semicolon ends.
  private func startsAnew(_ choice: Choice) -> Bool {
    guard choice.content != .values, choice.content != .words, earliest(of: choice) != nil else {
      return false
    }
    let start = start(of: choice)
    return start < items[choice.first].tokens.lowerBound && isInFirstColumn(tokens[start])
  }

  /// Whether something that may be a function's type stands right before a declarator.
  func hasType(before choice: Choice) -> Bool {
    guard choice.first > 0 else { return false }
    switch items[choice.first - 1].kind {
    case .word, .type, .star, .group: return !hasEmptyLine(between: choice.first - 1, and: choice.first)
    default: return false
    }
  }

  /// `void f NOARGS {`: a macro without arguments makes the parameters.
  private func parameterless() -> Choice? {
    guard style == .prototype, items.count > 2, let last = items.indices.last,
      items[last].kind == .word, items[last - 1].kind == .word,
      isCapital(tokens[items[last].tokens.lowerBound]), !isCapital(tokens[items[last - 1].tokens.lowerBound])
    else { return nil }
    let specifiers = items[..<(last - 1)]
    guard let type = specifiers.last, type.kind == .type || type.kind == .star || type.kind == .word,
      type.kind == .star || !specifiers.contains(where: { $0.kind == .tag }),
      specifiers.allSatisfy({ $0.isSpecifier && $0.kind != .typedef || $0.kind == .star || $0.kind == .word }
      ),
      !specifiers.contains(where: { CText.equals(text, tokens[$0.tokens.lowerBound].range, "class") })
    else { return nil }
    return Choice(
      name: tokens[items[last - 1].tokens.lowerBound].range, first: last - 1, parameters: last,
      content: .words,
      isCapital: false, isDoubtful: true)
  }

  /// Whether what stands around a declarator may belong to a function's head.
  private func isPlausible(_ choice: Choice) -> Bool {
    guard let start = earliest(of: choice) else { return false }
    for item in items[start..<choice.first] where item.kind == .statement { return false }
    if choice.first == start, choice.content == .values, !choice.isCapital,
      !(choice.isPlain && startsWithWord(items[choice.parameters]))
    {
      return false
    }
    for (offset, item) in items[(choice.parameters + 1)...].enumerated() {
      switch item.kind {
      case .word, .attribute, .qualifier: break
      case .group where offset > 0: break
      // `void tick(void) interrupt 5 using 2`, of compilers for small machines.
      case .other where offset > 0 && tokens[item.tokens.lowerBound].kind == .number: break
      // `void f(void) @ "SEGMENT"`
      case .other where tokens[item.tokens.lowerBound].is(.at): break
      case .string where offset > 0 && tokens[item.tokens.lowerBound - 1].is(.at): break
      default: return false
      }
    }
    return true
  }

  /// Index of the first item that may belong to a declarator's specifiers; nil where none can.
  private func earliest(of choice: Choice) -> Int? {
    var start = choice.first
    scan: while start > 0 {
      switch items[start - 1].kind {
      case .typedef: return startBehindTypedef(start - 1, choice)
      case .word, .type, .tag, .qualifier, .attribute, .star: start -= 1
      case .group where start > 1 && isCallable(items[start - 2].kind): start -= 2
      // `extern "C" int f(void)`.
      case .string where start > 1 && items[start - 2].kind == .qualifier: start -= 2
      default: break scan
      }
    }
    if start == 0 || isClosingBracket(items[start - 1]) { return start }
    if items[start - 1].kind == .statement { return nil }
    // What no head can hold ends with its line, or the head is none.
    while start <= choice.first, !hasLineEnd(between: start - 1, and: start) { start += 1 }
    return start <= choice.first ? start : nil
  }

  /// The first item that may belong to a declarator behind a `typedef` that no semicolon ends: `typedef int a END`.
  private func startBehindTypedef(_ place: Int, _ choice: Choice) -> Int? {
    guard choice.content == .typed || choice.content == .empty, place + 3 < choice.first else { return nil }
    return (place + 3..<choice.first).first {
      hasLineEnd(between: $0 - 1, and: $0) && isInFirstColumn(tokens[items[$0].tokens.lowerBound])
        && (items[$0].kind == .word || items[$0].isSpecifier)
    }
  }

  /// Whether a macro's call right before another one, which makes the function, is no type: `X("a")` `FUNCTION(b) {`.
  private func isApart(_ call: Int, _ choice: Choice) -> Bool {
    choice.isCapital && !isIndented(choice) && isCapital(tokens[items[call].tokens.lowerBound])
      && (content(of: items[call + 1]) == .values || parts(of: inside(items[call + 1])).count > 1)
  }

  private func isClosingBracket(_ item: HeadItem) -> Bool {
    let token = tokens[item.tokens.lowerBound]
    return token.is(.rightParen) || token.is(.rightBracket)
  }

  private func isCallable(_ kind: HeadItem.Kind) -> Bool { kind == .word || kind == .attribute }

  /// Index of the token a head starts at, after junk and macro calls on lines of their own.
  func start(of choice: Choice) -> Int {
    var first = earliest(of: choice) ?? choice.first
    var index = first
    while index < choice.first {
      var next = index + 1
      switch items[index].kind {
      case .word:
        if next < choice.first, items[next].kind == .group { next += 1 }
        let isCall = next > index + 1
        // A macro call that fills its line, or a macro with an empty line behind it, is a declaration of its own.
        if isCall, hasLineEnd(between: next - 1, and: next),
          next < choice.first && items[next].kind != .star || next == choice.first && isApart(index, choice)
        {
          first = next
        }
        if next <= choice.first,
          hasEmptyLine(between: next - 1, and: next)
            || !isCall && isMark(tokens[items[index].tokens.lowerBound])
              && hasLineEnd(between: next - 1, and: next)
        {
          first = next
        }
      case .star, .attribute, .group, .string: break
      default: next = choice.first
      }
      index = next
    }
    while first < choice.first, items[first].kind == .star || items[first].kind == .group { first += 1 }
    return items[min(first, choice.first)].tokens.lowerBound
  }
}
