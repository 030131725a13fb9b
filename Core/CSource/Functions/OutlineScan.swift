/// One pass over a text that finds function definitions by braces; see ``FunctionOutline``.
struct OutlineScan {
  struct OpenFunction {
    var head: FunctionHead
    var bodyStart: Int
    /// Whether the body's opening brace stands in the first column.
    var isFirstColumn: Bool
  }

  /// What a branch of `#if` may change and `#else` has to restore.
  struct State {
    var braceDepth = 0
    var parenthesisDepth = 0
    /// The tokens since the last declaration or function; a closing brace stands for a block that is none.
    var tokens: [CToken] = []
    /// The tokens since the last statement in braces, where a function may begin for want of a closing brace.
    var inner: [CToken] = []
    /// Where that statement ends.
    var statementEnd = 0
    var earlierStyle: EarlierStyleHead?
    var open: OpenFunction?
    /// What the block that is open says, while it is in doubt whether it is a function's.
    var evidence: BodyEvidence?
    /// A block behind something like a head, from its first token.
    var refused: FunctionOutline.Refusal?
    /// Whether a statement was seen in it: a word and a semicolon.
    var refusedHoldsWord = false
    var refusedHoldsSemicolon = false
    /// Whether a block among the arguments of the call that is open was refused.
    var isInRefusedCall = false
    /// Where something like a head with declarations of parameters behind it starts, when the last of these fits
    /// none of the parameters; nil behind anything else.
    var headLikeDeclaration: Int?
    /// Whether the block that is open holds the members of a parameter's type, which leaves the head as it is.
    var blockIsType = false
    /// Where the type starts whose members, or values, the block that is open holds.
    var typeStart: Int?
    /// The last type that was defined with its members.
    var type: Range<Int>?
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
    /// The macro that alone decides, if one does.
    var switchedBy: MacroSwitch?
  }

  var functions: [FunctionOutline.Function] = []
  var deadRegions: [Range<Int>] = []
  var refusals: [FunctionOutline.Refusal] = []
  /// The heads, up to the ends of their branches, of functions that share the body of one of another name.
  var otherHeads: [Range<Int>] = []
  /// What other branches of an `#if` hold of the bodies of functions that end in the first one.
  var otherBodies: [Range<Int>] = []
  /// The same of heads whose body, if it follows, stands behind the branches, and of names that count only where the
  /// first branch's is the function's.
  var possibleOtherHeads: [(range: Range<Int>, name: Range<Int>?)] = []
  /// The `#else`, `#elif` and `#endif` lines so far, in order, with the offsets of their `#if` lines.
  var branchLines: [(line: Int, opening: Int)] = []
  /// How many braces have no partner.
  var strayBraces = 0
  var isUnbalanced: Bool { strayBraces > 0 }

  let text: UnsafeBufferPointer<UInt8>
  let closesAtFirstColumn: Bool
  private(set) var lexer: CLexer
  /// The tokens so far; none where they are not kept.
  private(set) var tokens: [CToken] = []
  private let keepsTokens: Bool
  var state = State()
  var conditionals: [Conditional] = []
  /// Macros by which braces depend, and whether they were taken for set, so that `#ifdef A … { … #endif` and
  /// `#ifndef A … } … #endif` within a function are read alike.
  var assumptions: [String: Bool] = [:]
  /// Macros that stand for braces.
  var braceWords = BraceWords()
  /// How often a macro's definition was looked for, which is bounded.
  var definitionSearches = 0
  /// Where the text was left because it holds too many functions; nil when it was read to its end.
  private(set) var unreadStart: Int?
  let mostFunctions: Int
  static let deepestConditional = 256
  private static let longestHead = 2_048
  private static let tokensBetweenChecks = 1 << 14

  init(
    _ text: UnsafeBufferPointer<UInt8>, closesAtFirstColumn: Bool, mostFunctions: Int,
    keepsTokens: Bool = false
  ) {
    self.text = text
    self.closesAtFirstColumn = closesAtFirstColumn
    self.mostFunctions = mostFunctions
    self.keepsTokens = keepsTokens
    lexer = CLexer(text)
    ReadingMeter.current?.note(text.count)
    if keepsTokens { tokens.reserveCapacity(text.count / 5 + 8) }
  }

  /// Cuts the next token.
  mutating func next() -> CToken? {
    let token = lexer.next()
    if keepsTokens, let token { tokens.append(token) }
    return token
  }

  /// Goes back to the beginning of a preprocessor line.
  mutating func readAgain(_ directive: CToken) {
    lexer.move(toLineAt: Int(directive.start))
    while let last = tokens.last, last.start >= directive.start { tokens.removeLast() }
  }

  /// Reads the text.
  ///
  /// - Parameter check: Called every few thousand tokens; what it throws ends the reading.
  mutating func run(check: () throws -> Void) rethrows {
    lexer.move(toLineAt: TextTrimming.endOfCommentRest(text))
    var count = 0
    while var token = next() {
      if braceWords.areThere { token = braceWords.read(token, text) }
      count += 1
      if count % Self.tokensBetweenChecks == 0 { try check() }
      if token.kind == .directive {
        directive(token)
      } else if state.braceDepth > 0 {
        readInside(token)
      } else {
        guard functions.count + refusals.count < mostFunctions else {
          unreadStart = Int(token.start)
          return
        }
        readOutside(token)
      }
    }
    if state.open != nil || state.braceDepth > 0 { strayBraces += max(state.braceDepth, 1) }
    if let open = state.open { close(open, at: trimmedEnd(), isClosed: false) }
    endRefusal(at: trimmedEnd(), state.evidence)
  }

  @inline(__always)
  private mutating func readInside(_ token: CToken) {
    if token.is(.leftBrace) {
      if closesAtFirstColumn, let head = headInBraces() { return beginFunction(head, token) }
      state.braceDepth += 1
    } else if token.is(.rightBrace) {
      closeBrace(token)
    }
    if closesAtFirstColumn { noteStatement(token) }
    state.evidence?.add(token)
    if token.is(.semicolon) {
      state.refusedHoldsSemicolon = true
    } else if token.isOfStatement, !token.is(CKeyword.default), !token.is(CKeyword.case) {
      state.refusedHoldsWord = true
    }
  }

  private mutating func readOutside(_ token: CToken) {
    switch token.punctuator {
    case .leftBrace: openBrace(token)
    case .rightBrace: closeBrace(token)
    case .semicolon: semicolon(token)
    case .leftParen:
      state.parenthesisDepth += 1
      add(token)
    case .rightParen:
      if state.parenthesisDepth > 0 { state.parenthesisDepth -= 1 }
      if state.parenthesisDepth == 0 { state.isInRefusedCall = false }
      add(token)
    case .backslash: break
    default: add(token)
    }
  }

  mutating func add(_ token: CToken) {
    if state.tokens.count >= Self.longestHead { state.tokens.removeFirst(Self.longestHead / 2) }
    state.tokens.append(token)
  }

  private func trimmedEnd() -> Int {
    var end = text.count
    while end > 0, text[end - 1] <= 32 { end -= 1 }
    return end
  }
}
