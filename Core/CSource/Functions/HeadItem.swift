/// A part of a head outside all parentheses: one token, or a bracketed group of tokens.
struct HeadItem {
  /// What a part is.
  enum Kind: Equatable {
    /// A name.
    case word
    /// `int`, `typeof(…)`, `_Atomic(…)` …
    case type
    /// `struct`, `union`, `enum`.
    case tag
    /// `static`, `const` …
    case qualifier
    case typedef
    /// A word that only a statement starts with.
    case statement
    /// `__attribute__((…))`, `[[…]]`, `__asm__("…")` and the like, which never are a declarator.
    case attribute
    /// `(…)`.
    case group
    /// `[…]`.
    case bracket
    case star
    case string
    case assignment
    /// A comma, or any other punctuator or literal.
    case other
  }

  var kind: Kind
  /// Indices into the head's tokens.
  var tokens: Range<Int>

  /// Whether this belongs to a declaration's specifiers beyond doubt.
  var isSpecifier: Bool { kind == .type || kind == .tag || kind == .qualifier || kind == .typedef }

  /// Whether no declaration of a plain variable holds this.
  var isOperatorOrLiteral: Bool {
    kind == .assignment || kind == .string || kind == .statement || kind == .other
  }

  /// The parts of a head.
  ///
  /// - Complexity: O(*n*) in the number of tokens.
  static func items(of tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) -> [HeadItem] {
    let partners = partners(in: tokens)
    var items: [HeadItem] = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let token = tokens[index]
      var end = index + 1
      if let partner = partners[index - tokens.startIndex] { end = partner + 1 }
      var kind = kind(of: token, isClosed: end > index + 1, text)
      if kind == .bracket, index + 1 < end, tokens[index + 1].is(.leftBracket) { kind = .attribute }
      if kind == .word {
        end = endOfName(index, tokens, partners, text)
      } else if token.is(.less), items.last?.kind == .word, let close = endOfAngles(index, tokens) {
        // `template <class T>` and `vector<int>` of C++.
        (kind, end) = (.attribute, close)
      }
      if kind == .attribute || kind == .type, takesGroup(token, kind, text), end < tokens.endIndex,
        tokens[end].is(.leftParen), let partner = partners[end - tokens.startIndex]
      {
        end = partner + 1
      }
      items.append(HeadItem(kind: kind, tokens: index..<end))
      index = end
    }
    return items
  }

  /// The tokens from the first line in the first column on, behind a value or a `typedef` that no semicolon ends, as where
  /// a macro does: `int a = INIT(3) END`; all tokens where they hold neither, nil where nothing follows.
  static func behindValue(
    _ tokens: ArraySlice<CToken>, _ items: [HeadItem], _ text: UnsafeBufferPointer<UInt8>
  ) -> ArraySlice<CToken>? {
    guard let value = items.lastIndex(where: { $0.kind == .assignment || $0.kind == .typedef }) else {
      return tokens
    }
    // The value, and what a `typedef` needs, may stand on a line of their own.
    let needed = items[value].kind == .typedef ? 2 : 1
    let next = items[value...].dropFirst(needed + 1).first { item in
      let start = Int(tokens[item.tokens.lowerBound].start)
      return (item.kind == .word || item.isSpecifier) && start > 0 && text[start - 1] == .newline
    }
    return next.map { tokens[$0.tokens.lowerBound...] }
  }

  /// The index after a name: C++ writes some with several tokens, `std::string` and `operator==`.
  private static func endOfName(
    _ index: Int, _ tokens: ArraySlice<CToken>, _ partners: [Int?], _ text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var end = index + 1
    guard end < tokens.endIndex, tokens[end].kind == .punctuator else { return end }
    while end + 2 < tokens.endIndex, tokens[end].is(.colon), tokens[end + 1].is(.colon),
      tokens[end + 2].kind == .identifier
    {
      end += 3
    }
    guard end < tokens.endIndex, CText.equals(text, tokens[end - 1].range, "operator") else { return end }
    if tokens[end].is(.leftParen) {
      // `operator()(int a)`, but in C `operator(int a)`.
      let isCall = partners[end - tokens.startIndex] == end + 1 && end + 2 < tokens.endIndex
      return isCall && tokens[end + 2].is(.leftParen) ? end + 2 : end
    }
    let mark = tokens[end...].prefix(4).firstIndex { $0.is(.leftParen) }
    return mark ?? end
  }

  /// The index after the `>` that closes a `<`; nil where what is between is no list of types and values.
  private static func endOfAngles(_ index: Int, _ tokens: ArraySlice<CToken>) -> Int? {
    var depth = 0
    for place in index..<tokens.endIndex {
      switch tokens[place].punctuator {
      case .less: depth += 1
      case .greater: depth -= 1
      case .shiftRight: depth -= 2
      case .assign, .comma, .star, .ampersand, .colon, .ellipsis, .leftParen, .rightParen, nil: break
      default: return nil
      }
      if depth <= 0 { return place + 1 }
    }
    return nil
  }

  private static func takesGroup(
    _ token: CToken, _ kind: Kind, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch token.kind {
    case .keyword: kind == .attribute || token.is(CKeyword.typeOf) || token.is(CKeyword.qualifier)
    case .identifier: true
    default: false
    }
  }

  private static func kind(
    of token: CToken, isClosed: Bool, _ text: UnsafeBufferPointer<UInt8>
  ) -> Kind {
    switch token.kind {
    case .identifier:
      guard token.isClean,
        let value = HeadWords.table.value(
          hash: token.hash, in: text, from: Int(token.start), to: Int(token.end))
      else { return .word }
      return HeadWords(rawValue: value)?.kind ?? .word
    case .keyword:
      switch token.keyword {
      case .type, .typeOf: return .type
      case .tag: return .tag
      case .qualifier:
        if CText.equals(text, token.range, "_Atomic") { return .type }
        return CText.equals(text, token.range, "typedef") ? .typedef : .qualifier
      case .attribute, .asm, .size, .other: return .attribute
      default: return .statement
      }
    case .punctuator:
      switch token.punctuator {
      case .leftParen: return isClosed ? .group : .other
      case .leftBracket: return isClosed ? .bracket : .other
      case .star: return .star
      case .assign: return .assignment
      default: return .other
      }
    case .string: return .string
    default: return .other
    }
  }

  /// For an opening bracket the index of its partner.
  private static func partners(in tokens: ArraySlice<CToken>) -> [Int?] {
    var partners: [Int?] = Array(repeating: nil, count: tokens.count)
    var open: [Int] = []
    for index in tokens.indices {
      switch tokens[index].punctuator {
      case .leftParen, .leftBracket: open.append(index)
      case .rightParen:
        while let last = open.popLast() {
          if tokens[last].is(.leftParen) {
            partners[last - tokens.startIndex] = index
            break
          }
        }
      case .rightBracket:
        if let last = open.last, tokens[last].is(.leftBracket) {
          partners[last - tokens.startIndex] = index
          open.removeLast()
        }
      default: break
      }
    }
    return partners
  }
}

/// Words that are no keywords of C and still belong to a declaration, whatever their parentheses hold.
enum HeadWords: UInt8 {
  case attribute, type

  fileprivate var kind: HeadItem.Kind {
    switch self {
    case .attribute: .attribute
    case .type: .type
    }
  }

  /// Whether C made a keyword of a word when programs had it for a name.
  static func isNewerKeyword(_ token: CToken, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard token.kind == .keyword else { return false }
    return newer.contains { CText.equals(text, token.range, $0) }
  }

  private static let newer: [StaticString] = [
    "alignof", "alignas", "typeof", "typeof_unqual", "bool", "constexpr", "thread_local", "static_assert",
    "restrict", "inline",
  ]

  static let table = NameTable(
    ["__aligned", "_declspec", "__pragma", "_Pragma"].map { ($0, attribute.rawValue) }
      + [("decltype", type.rawValue)])
}
