/// What the parentheses behind a name hold, which tells parameters from a macro's arguments.
enum ParameterContent {
  /// `(void)`, or at least one parameter with a type and a name.
  case typed
  /// `()`.
  case empty
  /// Types without names: `(int)`, `(const char *)`.
  case types
  /// Bare words: `(a, b)`.
  case words
  /// Numbers, strings, operators.
  case values
}

extension HeadReader {
  /// How deep macro calls among parameters are looked into.
  private static let deepestCall = 2

  /// What a group holds that stands in so many calls.
  func content(of group: HeadItem, depth: Int = 0) -> ParameterContent {
    let inside = inside(group)
    guard !inside.isEmpty else { return .empty }
    var hasTyped = false
    var hasTypes = false
    var hasWords = false
    for part in parts(of: inside) {
      switch content(ofPart: part, depth: depth) {
      case .typed: hasTyped = true
      case .types: hasTypes = true
      case .words: hasWords = true
      case .values: return .values
      case .empty: break
      }
    }
    return hasTyped ? .typed : hasTypes ? .types : hasWords ? .words : .empty
  }

  func content(ofPart part: ArraySlice<CToken>, depth: Int = 0) -> ParameterContent {
    var words = 0
    var types = 0
    var stars = 0
    var lastIsName = false
    let items = HeadItem.items(of: part, text)
    for (index, item) in items.enumerated() {
      switch item.kind {
      case .word where index > 0 && items[index - 1].kind == .tag: lastIsName = false
      case .word:
        words += 1
        lastIsName = true
      case .type, .tag:
        types += 1
        lastIsName = false
      case .qualifier: lastIsName = false
      case .star:
        stars += 1
        lastIsName = false
      case .attribute, .bracket: break
      case .group:
        // A declarator in parentheses, or a macro call.
        if index > 0, holdsStar(item) { return .typed }
      case .other where self.tokens[item.tokens.lowerBound].is(.ellipsis): return .empty
      // Blocks of Objective-C and references of C++.
      case .other
      where index > 0
        && (self.tokens[item.tokens.lowerBound].is(.caret)
          || self.tokens[item.tokens.lowerBound].is(.ampersand)):
        stars += 1
      case .statement, .assignment, .string, .typedef, .other: return .values
      }
    }
    if types > 0 {
      let isVoid = items.count == 1 && isVoid(part[part.startIndex])
      return isVoid || words > 0 && lastIsName ? .typed : .types
    }
    let inner = items.last.map { $0.kind == .group && depth < Self.deepestCall } ?? false
    if words == 0 {
      if items.count == 1, inner, content(of: items[0], depth: depth + 1) == .words { return .words }
      return items.isEmpty ? .empty : .types
    }
    if words > 1 || stars > 0 { return lastIsName && words > 1 ? .typed : .types }
    if items.contains(where: { $0.kind == .qualifier }) { return .types }
    // `UNUSED(int a)` is a parameter, `SIZE(a)` a value as good as a word.
    if items.count == 2, items[1].kind == .group {
      return inner && content(of: items[1], depth: depth + 1) == .typed ? .typed : .words
    }
    return items.count > 1 ? .typed : .words
  }

  private func holdsStar(_ group: HeadItem) -> Bool {
    inside(group).contains { $0.is(.star) || $0.is(.caret) }
  }

  /// The tokens between a group's parentheses; none for an item that has no parentheses.
  func inside(_ group: HeadItem) -> ArraySlice<CToken> {
    let start = group.tokens.lowerBound + 1
    return tokens[start..<max(start, group.tokens.upperBound - 1)]
  }

  /// The parts of tokens between the commas outside all parentheses.
  func parts(of tokens: ArraySlice<CToken>) -> [ArraySlice<CToken>] {
    var depth = 0
    var start = tokens.startIndex
    var parts: [ArraySlice<CToken>] = []
    for index in tokens.indices {
      switch tokens[index].punctuator {
      case .leftParen, .leftBracket, .leftBrace: depth += 1
      case .rightParen, .rightBracket, .rightBrace: depth -= 1
      case .comma where depth == 0:
        parts.append(tokens[start..<index])
        start = index + 1
      default: break
      }
    }
    parts.append(tokens[start...])
    return parts
  }
}
