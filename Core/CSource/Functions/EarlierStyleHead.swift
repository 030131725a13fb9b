/// A head whose parameters are declared between it and the body, in the style before C89:
/// `f(a, b) int a; char *b; {`.
struct EarlierStyleHead {
  /// The tokens from the last declaration to the end of the parameters' names.
  private(set) var tokens: ArraySlice<CToken>
  /// The parameters' names.
  private let names: [CToken]
  /// Whether a declaration of one of the names was seen.
  let isCertain: Bool

  /// Reads the tokens of a declaration up to its semicolon; nil when they hold no such head.
  init?(_ tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) {
    let first = tokens.lastIndex { $0.is(.rightBrace) }.map { $0 + 1 } ?? tokens.startIndex
    guard Self.mayHold(tokens[first...]) else { return nil }
    var items = HeadItem.items(of: tokens[first...], text)
    guard let tokens = HeadItem.behindValue(tokens[first...], items, text) else { return nil }
    if tokens.startIndex > first { items = HeadItem.items(of: tokens, text) }
    guard !items.contains(where: { $0.kind == .statement }) else { return nil }
    for place in items.indices.dropLast().reversed() where items[place].kind == .group && place > 0 {
      // `(*f(a))[3] int a;`
      var last = place
      while last + 1 < items.count, items[last + 1].kind == .bracket { last += 1 }
      // `(*f(a)) P_((int)) int a;`
      if last + 2 < items.count, items[last + 1].kind == .word, items[last + 2].kind == .group,
        tokens[items[place].tokens.lowerBound + 1].is(.star)
      {
        last += 2
      }
      guard last + 1 < items.count else { continue }
      let after = tokens[items[last].tokens.upperBound...]
      var names = Self.words(in: items[place], tokens)
      if items[place - 1].kind == .group { names += Self.words(in: items[place - 1], tokens) }
      guard !names.isEmpty, items[last + 1].kind != .group else { continue }
      let declares = Self.declares(names, in: after, text)
      // `f(ARGUMENTS) DECLARATIONS;`
      let isMacro = after.count == 1 && after[after.startIndex].kind == .identifier
      guard declares || isMacro else { continue }
      self.tokens = tokens[..<items[last].tokens.upperBound]
      self.names = names
      isCertain = declares
      return
    }
    return nil
  }

  /// Reads tokens in which a macro stands for the last semicolon: `set DECLARG((id, v)) int id SEP int v END`.
  init?(endedByMacro tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) {
    guard let last = tokens.last, last.kind == .identifier, tokens.count > 6,
      let head = EarlierStyleHead(tokens, text), head.isCertain,
      head.tokens.suffix(2).allSatisfy({ $0.is(.rightParen) }),
      HeadReader(tokens: tokens, text: text, style: .earlier).isCapital(last)
    else { return nil }
    self = head
  }

  /// Whether the tokens of a further declaration may belong to the parameters.
  func allows(_ declaration: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if declaration.count <= 1 { return declaration.allSatisfy { $0.kind == .identifier } }
    return Self.declares(names, in: declaration, text)
  }

  /// Whether tokens between the last declaration and the body may belong to the head: none, `va_dcl`, and, behind
  /// declarations of its parameters, annotations such as `__acquires(lock)`.
  func allowsBeforeBody(_ tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isCertain else { return tokens.isEmpty }
    if tokens.count <= 2, tokens.allSatisfy({ $0.kind == .identifier }) { return true }
    let reader = HeadReader(tokens: tokens, text: text, style: .prototype)
    return reader.items.enumerated().allSatisfy { index, item in
      switch item.kind {
      case .word, .attribute: true
      case .group: index > 0 && reader.items[index - 1].kind == .word && reader.content(of: item) != .typed
      default: false
      }
    }
  }

  /// Whether a declaration has the form of a head with a declaration behind it, whatever the names are.
  static func isLike(_ tokens: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard mayHold(tokens) else { return false }
    let items = HeadItem.items(of: tokens, text)
    guard let group = items.lastIndex(where: { $0.kind == .group }), group > 0, items[group - 1].kind == .word
    else { return false }
    let after = items[(group + 1)...]
    return after.count > 1 && after.allSatisfy { !$0.isOperatorOrLiteral }
  }

  /// Whether a word stands behind a closing parenthesis or bracket, which spares a closer look at most declarations.
  private static func mayHold(_ tokens: ArraySlice<CToken>) -> Bool {
    var follows = false
    for token in tokens {
      if follows, token.kind == .identifier || token.kind == .keyword { return true }
      follows = token.is(.rightParen) || token.is(.rightBracket)
    }
    return false
  }

  private static func words(in group: HeadItem, _ tokens: ArraySlice<CToken>) -> [CToken] {
    let inside = tokens[(group.tokens.lowerBound + 1)..<(group.tokens.upperBound - 1)]
    return inside.filter { $0.kind == .identifier }
  }

  /// Whether each part of a declaration holds one of the names, behind a type, and not in the call of a macro:
  /// `EXPORT_SYMBOL(a);` declares nothing, `int (*a)();` does.
  private static func declares(
    _ names: [CToken], in declaration: ArraySlice<CToken>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let first = declaration.first, first.kind == .identifier || first.kind == .keyword else {
      return false
    }
    var depth = 0
    var callDepth: Int?
    var holdsName = false
    for (before, token) in zip(declaration, declaration.dropFirst()) {
      switch token.punctuator {
      case .leftParen, .leftBracket:
        if token.is(.leftParen), before.kind == .identifier, !opensDeclarator(token, in: declaration) {
          callDepth = callDepth ?? depth
        }
        depth += 1
      case .rightParen, .rightBracket:
        depth -= 1
        if callDepth == depth { callDepth = nil }
      case .comma where depth == 0:
        if !holdsName { return false }
        holdsName = false
      case .assign, .at, .leftBrace: return false
      default:
        holdsName =
          holdsName
          || token.kind == .identifier && callDepth == nil
            && names.contains { $0.hash == token.hash && text[$0.range].elementsEqual(text[token.range]) }
      }
    }
    return holdsName
  }

  /// Whether a parenthesis behind a type's name opens a declarator: `foo_t (*a)();`.
  private static func opensDeclarator(_ parenthesis: CToken, in declaration: ArraySlice<CToken>) -> Bool {
    guard let place = declaration.firstIndex(of: parenthesis), place + 1 < declaration.endIndex else {
      return false
    }
    let next = declaration[place + 1]
    return next.is(.star) || next.is(.caret) || next.is(.leftParen)
  }
}
