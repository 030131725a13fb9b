/// Finds the name and the parameters among the tokens before an opening brace; see ``FunctionHead``.
struct HeadReader {
  /// A token, or a parenthesised group of tokens, outside all parentheses.
  struct Item {
    var isGroup: Bool
    /// Indices into the tokens.
    var tokens: Range<Int>
  }

  /// A declarator that may be the function's.
  struct Choice {
    var name: Range<Int>
    /// Index of the item the declarator starts at.
    var first: Int
    /// Index of the item that holds the parameters.
    var parameters: Int
    /// Named in capitals, as macros are.
    var looksLikeMacro: Bool
  }

  private let tokens: ArraySlice<HeadToken>
  private let text: UnsafeBufferPointer<UInt8>
  private(set) var items: [Item] = []

  init(tokens: ArraySlice<HeadToken>, text: UnsafeBufferPointer<UInt8>) {
    self.tokens = tokens
    self.text = text
    var depth = 0
    var groupStart = tokens.startIndex
    for index in tokens.indices {
      switch tokens[index].kind {
      case .openParenthesis:
        if depth == 0 { groupStart = index }
        depth += 1
      case .closeParenthesis where depth > 0:
        depth -= 1
        if depth == 0 { items.append(Item(isGroup: true, tokens: groupStart..<index + 1)) }
      default:
        if depth == 0 { items.append(Item(isGroup: false, tokens: index..<index + 1)) }
      }
    }
  }

  /// The function's declarator; nil when the tokens head no function.
  func choice() -> Choice? {
    guard !items.isEmpty, !items.contains(where: { kind($0) == .assignment }) else { return nil }
    var choices: [Choice] = []
    for index in items.indices where items[index].isGroup && index > 0 {
      if let choice = declarator(withParameters: index) { choices.append(choice) }
    }
    guard let choice = choices.last(where: { !$0.looksLikeMacro }) ?? choices.last else { return nil }
    return isPlausible(choice) ? choice : nil
  }

  /// Index of the token the head starts at, after junk and macro calls on lines of their own.
  func start(before choice: Choice) -> Int {
    var first = 0
    search: for index in items.indices.prefix(choice.first) where !items[index].isGroup {
      switch kind(items[index]) {
      case .word:
        if CKeywords.isKeyword(word(items[index])) { break search }
        // Macro calls that fill their lines are declarations of their own.
        if index + 2 < choice.first, items[index + 1].isGroup,
          isLineBreak(after: items[index + 1], before: items[index + 2])
        {
          first = index + 2
        }
      case .other where byte(items[index]) == UInt8(ascii: "["): break search
      case .star: break
      default: first = index + 1
      }
    }
    while first < choice.first, items[first].isGroup || !mayStartHead(items[first]) { first += 1 }
    return items[min(first, choice.first)].tokens.lowerBound
  }

  private func mayStartHead(_ item: Item) -> Bool {
    kind(item) == .word || (kind(item) == .other && byte(item) == UInt8(ascii: "["))
  }

  private func isPlausible(_ choice: Choice) -> Bool {
    for item in items[..<choice.first] where !item.isGroup {
      switch kind(item) {
      case .comma: return false
      case .other:
        let byte = byte(item)
        if byte != UInt8(ascii: "["), byte != UInt8(ascii: "]") { return false }
      case .word where CKeywords.startsStatement(word(item)) || word(item) == "typedef": return false
      default: break
      }
    }
    // `f(a) int a; {` is a function; `MACRO(x) struct s {` is not.
    let rest = items[(choice.parameters + 1)...]
    guard let next = rest.first, let last = rest.last, !next.isGroup else { return true }
    if kind(next) != .word { return kind(next) != .other && kind(next) != .comma }
    if CKeywords.isAttribute(word(next)) || last.isGroup { return true }
    let namesAggregate = rest.contains {
      kind($0) == .word && ["struct", "union", "enum", "class"].contains(word($0))
    }
    return !namesAggregate || FunctionHead.mayHaveDeclaredParameters(Array(tokens), text)
  }

  private func declarator(withParameters index: Int) -> Choice? {
    let before = items[index - 1]
    if before.isGroup { return nestedDeclarator(withParameters: index) }
    guard kind(before) == .word else { return nil }
    let name = word(before)
    if CKeywords.isKeyword(name) { return nil }
    // `struct name (…)` declares no function.
    if index >= 2, kind(items[index - 2]) == .word,
      ["struct", "union", "enum", "class"].contains(word(items[index - 2]))
    {
      return nil
    }
    let token = tokens[before.tokens.lowerBound]
    let looksLikeMacro = isCapital(name)
    // `DECLARE_ALIGNED(8, typedef, struct) {` opens a structure.
    let lastInside = tokens[items[index].tokens.upperBound - 2]
    if lastInside.kind == .word, ["struct", "union", "enum"].contains(string(lastInside)) { return nil }
    if looksLikeMacro, let inner = nameInside(items[index]) {
      return Choice(name: inner, first: index - 1, parameters: index, looksLikeMacro: true)
    }
    return Choice(
      name: token.start..<token.end, first: index - 1, parameters: index, looksLikeMacro: looksLikeMacro)
  }

  /// `(*f(int))(int)`, `T (CALL f)(int)` and `MACRO(f)(int)`.
  private func nestedDeclarator(withParameters index: Int) -> Choice? {
    let group = items[index - 1]
    let inside = tokens[(group.tokens.lowerBound + 1)..<(group.tokens.upperBound - 1)]
    if index >= 2, !items[index - 2].isGroup, kind(items[index - 2]) == .word {
      let macro = tokens[items[index - 2].tokens.lowerBound]
      let name = word(items[index - 2])
      if CKeywords.isAttribute(name) { return nil }
      if macro.end == tokens[group.tokens.lowerBound].start, !CKeywords.isKeyword(name),
        !inside.contains(where: { $0.kind == .star })
      {
        return Choice(
          name: macro.start..<macro.end, first: index - 2, parameters: index, looksLikeMacro: false)
      }
    }
    if inside.contains(where: { $0.kind == .star }) {
      for place in inside.indices.dropLast()
      where inside[place].kind == .word && inside[place + 1].kind == .openParenthesis {
        let token = inside[place]
        guard !CKeywords.isKeyword(string(token)) else { continue }
        return Choice(
          name: token.start..<token.end, first: index - 1, parameters: index, looksLikeMacro: false)
      }
      return nil
    }
    guard let token = inside.last, inside.allSatisfy({ $0.kind == .word }),
      !CKeywords.isKeyword(string(token))
    else { return nil }
    return Choice(
      name: token.start..<token.end, first: index - 1, parameters: index, looksLikeMacro: false)
  }

  /// The name in a macro call that takes a whole head: `FUNCTION(void, name, (int a), …)`,
  /// `EXPORT(int, name(int a))`.
  private func nameInside(_ group: Item) -> Range<Int>? {
    let inside = tokens[(group.tokens.lowerBound + 1)..<(group.tokens.upperBound - 1)]
    for place in inside.indices where inside[place].kind == .openParenthesis {
      var before = place - 1
      if before > inside.startIndex, inside[before].kind == .comma { before -= 1 }
      // The name may stand in parentheses itself: `FUNCTION(void, (CALL name), (int a))`.
      if before > inside.startIndex, inside[before].kind == .closeParenthesis { before -= 1 }
      guard before > inside.startIndex, inside[before].kind == .word,
        !CKeywords.isKeyword(string(inside[before]))
      else { continue }
      return inside[before].start..<inside[before].end
    }
    return nil
  }

  private func kind(_ item: Item) -> HeadToken.Kind? {
    item.isGroup ? nil : tokens[item.tokens.lowerBound].kind
  }

  private func byte(_ item: Item) -> UInt8 { text[tokens[item.tokens.lowerBound].start] }

  private func word(_ item: Item) -> String { string(tokens[item.tokens.lowerBound]) }

  private func string(_ token: HeadToken) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: text[token.start..<token.end]), as: UTF8.self)
  }

  private func isCapital(_ name: String) -> Bool {
    name.utf8.count > 1 && !name.utf8.contains { $0 &- 97 < 26 }
  }

  private func isLineBreak(after first: Item, before second: Item) -> Bool {
    let start = tokens[first.tokens.upperBound - 1].end
    let end = tokens[second.tokens.lowerBound].start
    return start <= end && text[start..<end].contains(UInt8(ascii: "\n"))
  }
}
