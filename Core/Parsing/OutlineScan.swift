/// One pass over a text that finds function definitions by braces; see ``FunctionOutline``.
struct OutlineScan {
  private struct OpenFunction {
    var head: FunctionHead
    var bodyStart: Int
  }

  /// What a branch of `#if` may change and `#else` has to restore.
  private struct State {
    var braceDepth = 0
    var parenthesisDepth = 0
    var tokens: [HeadToken] = []
    var earlierStyleHead: [HeadToken] = []
    var open: OpenFunction?
    /// Open `extern "C" {` and the like, whose insides count as outside.
    var transparentBraces = 0
  }

  private struct Conditional {
    var before: State
    var afterFirstBranch: State?
    /// The first branch was taken for sure (`#if 1`), so the others are dead.
    var isDecided: Bool
  }

  private(set) var functions: [FunctionOutline.Function] = []
  private(set) var deadRegions: [Range<Int>] = []
  private(set) var isUnbalanced = false

  private let text: UnsafeBufferPointer<UInt8>
  private let closesAtFirstColumn: Bool
  private var index = 0
  private var atLineStart = true
  private var state = State()
  private var conditionals: [Conditional] = []
  private static let deepestConditional = 256
  private static let longestHead = 2_048

  init(_ text: UnsafeBufferPointer<UInt8>, closesAtFirstColumn: Bool) {
    self.text = text
    self.closesAtFirstColumn = closesAtFirstColumn
  }

  mutating func run() {
    index = TextTrimming.endOfCommentRest(text)
    while index < text.count { step() }
    if let open = state.open {
      isUnbalanced = true
      close(open, at: trimmedEnd(), isClosed: false)
    }
  }

  private mutating func step() {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\n"):
      atLineStart = true
      index += 1
      return
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 11, 12:
      index += 1
      return
    case UInt8(ascii: "\\"):
      index += 1
      return
    case UInt8(ascii: "#") where atLineStart:
      directive()
      atLineStart = true
      return
    case UInt8(ascii: "/"):
      let next = index + 1 < text.count ? text[index + 1] : 0
      if next == UInt8(ascii: "*") || next == UInt8(ascii: "/") {
        index = CText.endOfComment(text, from: index)
        return
      }
      punctuation(.other)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let end = CText.endOfLiteral(text, from: index)
      add(byte == UInt8(ascii: "\"") ? .string : .other, end: end)
      index = end
    case UInt8(ascii: "{"): openBrace()
    case UInt8(ascii: "}"): closeBrace()
    case UInt8(ascii: "("):
      if state.braceDepth == 0 { state.parenthesisDepth += 1 }
      punctuation(.openParenthesis)
    case UInt8(ascii: ")"):
      if state.braceDepth == 0, state.parenthesisDepth > 0 { state.parenthesisDepth -= 1 }
      punctuation(.closeParenthesis)
    case UInt8(ascii: ";"): semicolon()
    case UInt8(ascii: "="): punctuation(.assignment)
    case UInt8(ascii: ","): punctuation(.comma)
    case UInt8(ascii: "*"): punctuation(.star)
    default:
      if CText.isWord(byte) {
        var end = index + 1
        while end < text.count, CText.isWord(text[end]) { end += 1 }
        add(CText.isDigit(byte) ? .other : .word, end: end)
        index = end
      } else {
        punctuation(.other)
      }
    }
    atLineStart = false
  }

  private mutating func punctuation(_ kind: HeadToken.Kind) {
    add(kind, end: index + 1)
    index += 1
  }

  private mutating func add(_ kind: HeadToken.Kind, end: Int) {
    guard state.braceDepth == 0 else { return }
    if state.tokens.count >= Self.longestHead {
      state.tokens.removeAll(keepingCapacity: true)
      state.parenthesisDepth = 0
    }
    state.tokens.append(HeadToken(kind: kind, start: index, end: end))
  }

  private mutating func semicolon() {
    if state.braceDepth == 0 {
      if state.earlierStyleHead.isEmpty, FunctionHead.mayHaveDeclaredParameters(state.tokens, text) {
        state.earlierStyleHead = state.tokens
      } else if state.tokens.contains(where: { $0.kind == .assignment || $0.kind == .block }) {
        state.earlierStyleHead.removeAll()
      }
      state.tokens.removeAll(keepingCapacity: true)
      state.parenthesisDepth = 0
    }
    index += 1
  }

  private mutating func openBrace() {
    if state.braceDepth == 0 {
      if state.parenthesisDepth == 0, isTransparent(state.tokens) {
        state.transparentBraces += 1
        state.tokens.removeAll(keepingCapacity: true)
        index += 1
        return
      }
      if state.parenthesisDepth == 1, lacksClosingParenthesis, let last = state.tokens.last {
        state.tokens.append(HeadToken(kind: .closeParenthesis, start: last.end, end: last.end))
        state.parenthesisDepth = 0
      }
      var head = FunctionHead(state.tokens, text)
      if head == nil, state.tokens.isEmpty, !state.earlierStyleHead.isEmpty {
        head = FunctionHead(state.earlierStyleHead, text)
      }
      state.open = head.map { OpenFunction(head: $0, bodyStart: index) }
      state.earlierStyleHead.removeAll()
      if head != nil { state.tokens.removeAll(keepingCapacity: true) }
    }
    state.braceDepth += 1
    index += 1
  }

  /// Whether the brace here opens a body although the parameters before it are not closed.
  ///
  /// Published data sets hold heads such as `int f ( int a` with the brace on a line of its own.
  private var lacksClosingParenthesis: Bool {
    guard state.tokens.last?.kind == .word else { return false }
    var before = index
    while before > 0, text[before - 1] == 32 || text[before - 1] == 9 { before -= 1 }
    return before > 0 && text[before - 1] == UInt8(ascii: "\n")
  }

  private mutating func closeBrace() {
    let end = index + 1
    let isFirstColumn = index == 0 || text[index - 1] == UInt8(ascii: "\n")
    if closesAtFirstColumn, isFirstColumn, state.open != nil { state.braceDepth = 1 }
    index = end
    if state.braceDepth > 0 {
      state.braceDepth -= 1
      guard state.braceDepth == 0 else { return }
      if let open = state.open {
        close(open, at: end, isClosed: true)
        state.open = nil
        state.tokens.removeAll(keepingCapacity: true)
        state.parenthesisDepth = 0
      } else {
        if state.parenthesisDepth == 0 { state.tokens.removeAll(keepingCapacity: true) }
        state.tokens.append(HeadToken(kind: .block, start: end - 1, end: end))
      }
    } else if state.transparentBraces > 0 {
      state.transparentBraces -= 1
      state.tokens.removeAll(keepingCapacity: true)
    } else {
      isUnbalanced = true
      state.tokens.removeAll(keepingCapacity: true)
    }
  }

  private mutating func close(_ open: OpenFunction, at end: Int, isClosed: Bool) {
    // Two branches of `#if` with heads of their own can share one body: keep the later head's cut.
    functions.append(
      .init(head: open.head, bodyStart: open.bodyStart, end: max(end, open.bodyStart + 1), isClosed: isClosed)
    )
  }

  private func isTransparent(_ tokens: [HeadToken]) -> Bool {
    guard let first = tokens.first(where: { $0.kind != .block }) else { return false }
    if CText.equals(text, first.start..<first.end, "namespace") { return true }
    guard let last = tokens.last, last.kind == .string, tokens.count >= 2 else { return false }
    let word = tokens[tokens.count - 2]
    return CText.equals(text, word.start..<word.end, "extern")
  }

  private func trimmedEnd() -> Int {
    var end = text.count
    while end > 0, text[end - 1] <= 32 { end -= 1 }
    return end
  }

  // MARK: Directives

  private mutating func directive() {
    let start = index
    let end = CText.endOfDirective(text, from: index)
    index = end
    switch CText.directive(text, start..<end) {
    case .if(let truth):
      guard conditionals.count < Self.deepestConditional else { return }
      conditionals.append(Conditional(before: state, afterFirstBranch: nil, isDecided: truth == true))
      if truth == false { skipDeadBranch() }
    case .else(let truth):
      guard let last = conditionals.indices.last else { return }
      if conditionals[last].afterFirstBranch == nil { conditionals[last].afterFirstBranch = state }
      if conditionals[last].isDecided || truth == false {
        skipDeadBranch()
      } else {
        state = conditionals[last].before
      }
    case .endif:
      guard let conditional = conditionals.popLast() else { return }
      if let first = conditional.afterFirstBranch { state = first }
      // `#ifdef A static #endif int f(void)`: a head must not start inside a branch that ends within it.
      if state.braceDepth == 0, conditional.before.tokens.isEmpty,
        !state.tokens.contains(where: { $0.kind == .openParenthesis })
      {
        state.tokens.removeAll(keepingCapacity: true)
      }
    case .other:
      break
    }
  }

  /// Skips to the `#else`, `#elif` or `#endif` that ends a branch no compiler sees.
  private mutating func skipDeadBranch() {
    var start = index
    var depth = 0
    var isLineStart = true
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "#"), isLineStart {
        let end = CText.endOfDirective(text, from: index)
        let kind = CText.directive(text, index..<end)
        switch kind {
        case .if: depth += 1
        case .endif where depth > 0: depth -= 1
        case .else, .endif:
          if depth == 0 {
            deadRegions.append(start..<index)
            guard case .else(let truth) = kind, let last = conditionals.last, !last.isDecided,
              last.afterFirstBranch == nil
            else { return }
            // The first live branch counts as the first.
            if truth != false {
              index = end
              return
            }
            start = end
          }
        case .other: break
        }
        index = end
        isLineStart = true
      } else if byte == UInt8(ascii: "/"), index + 1 < text.count,
        text[index + 1] == UInt8(ascii: "*") || text[index + 1] == UInt8(ascii: "/")
      {
        index = CText.endOfComment(text, from: index)
      } else {
        if byte == UInt8(ascii: "\n") { isLineStart = true } else if byte > 32 { isLineStart = false }
        index += 1
      }
    }
    deadRegions.append(start..<index)
  }
}
