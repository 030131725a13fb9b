/// One pass over a text that finds function definitions by braces; see ``FunctionOutline``.
struct OutlineScan {
  struct OpenFunction {
    var head: FunctionHead
    var bodyStart: Int
  }

  /// What a branch of `#if` may change and `#else` has to restore.
  struct State {
    var braceDepth = 0
    var parenthesisDepth = 0
    var tokens: [HeadToken] = []
    var earlierStyleHead: [HeadToken] = []
    var open: OpenFunction?
    /// Open `extern "C" {` and the like, whose insides count as outside.
    var transparentBraces = 0
    /// Where the last `#if` ends that began before a head's first token, outside parentheses.
    var branchEnd = 0
  }

  struct Conditional {
    /// Offset of its `#if`.
    var start: Int
    var before: State
    var afterFirstBranch: State?
    /// The first branch was taken for sure (`#if 1`), so the others are dead.
    var isDecided: Bool
  }

  var functions: [FunctionOutline.Function] = []
  var deadRegions: [Range<Int>] = []
  /// The `#else`, `#elif` and `#endif` lines so far, in order, with the offsets of their `#if` lines.
  var branchLines: [(line: Int, opening: Int)] = []
  var isUnbalanced = false

  let text: UnsafeBufferPointer<UInt8>
  let closesAtFirstColumn: Bool
  var index = 0
  private var atLineStart = true
  var state = State()
  var conditionals: [Conditional] = []
  static let deepestConditional = 256
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

  private func trimmedEnd() -> Int {
    var end = text.count
    while end > 0, text[end - 1] <= 32 { end -= 1 }
    return end
  }
}
