/// Types that are defined where a function's type may stand: `struct s { int a; } f(void) {`.
extension OutlineScan {
  /// The longest definition of a type that a function's head takes in, in bytes.
  private static let longestType = 4_096

  /// Where a type starts that opens its members behind tokens: its specifiers, its tag, and its name and attributes.
  func startOfType(_ tokens: ArraySlice<CToken>) -> Int? {
    let items = HeadItem.items(of: tokens, text)
    guard let tag = items.lastIndex(where: { $0.kind == .tag }),
      items[..<tag].allSatisfy({ $0.kind == .qualifier || $0.kind == .attribute }),
      items[(tag + 1)...].allSatisfy({ $0.kind == .word || $0.kind == .attribute }),
      items[(tag + 1)...].count(where: { $0.kind == .word }) < 2
    else { return nil }
    return tokens.first.map { Int($0.start) }
  }

  /// A head with the definition of its type, which ends right before it.
  func withTypeBefore(_ head: FunctionHead) -> FunctionHead {
    guard let type = state.type, type.upperBound <= head.start, type.count <= Self.longestType,
      head.macro == nil, !head.isCapital, head.name.lowerBound >= head.start
    else { return head }
    func isOfDeclarator(_ token: CToken) -> Bool {
      token.is(.star) || token.is(CKeyword.qualifier) || token.is(CKeyword.attribute)
    }
    var gap = CLexer(UnsafeBufferPointer(rebasing: text[type.upperBound..<head.start]))
    while let token = gap.next() { guard isOfDeclarator(token) else { return head } }
    let before = CLexer.tokens(of: UnsafeBufferPointer(rebasing: text[head.start..<head.name.lowerBound]))
    // A type of its own shows that a semicolon is missing.
    guard before.allSatisfy({ $0.kind == .punctuator || isOfDeclarator($0) }) else { return head }
    let bytes = UnsafeBufferPointer(rebasing: text[type.lowerBound..<head.start])
    let isParted = CText.isBlank(text[head.start - 1])
    var head = head
    head.signature =
      FunctionHead.signature(CLexer.tokens(of: bytes)[...], bytes) + (isParted ? " " : "") + head.signature
    head.start = type.lowerBound
    return head
  }
}
