/// The function definitions of a text as its braces and preprocessor lines show them.
///
/// The outline knows no grammar, so macros cannot confuse it: it skips comments, literals and
/// directives, counts braces, takes one branch of each `#if` for the count, and looks at the tokens
/// before every brace outside all others. Where braces never balance it starts over and lets a closing
/// brace in the first column end a function.
struct FunctionOutline {
  /// A function definition, as byte offsets of the text.
  struct Function: Equatable {
    var head: FunctionHead
    /// Offset of the head, or of the `#if` that holds a part of the head only.
    var start: Int
    /// Offset of the opening brace.
    var bodyStart: Int
    /// Offset after the closing brace.
    var end: Int
    /// Whether the closing brace was found.
    var isClosed: Bool
  }

  /// A block in braces behind something like a head that was not taken for a function.
  struct Refusal: Equatable {
    var range: Range<Int>
    /// Offset of the opening brace.
    var bodyStart: Int
    var reason: SkippedRegion.Reason
    /// Whether nothing like a head stands before it, so that it counts only where it holds statements.
    var needsStatement = false
  }

  /// The functions in order of their bodies' opening braces.
  private(set) var functions: [Function] = []
  /// Regions between `#if 0` and its end, which no compiler sees.
  private(set) var deadRegions: [Range<Int>] = []
  /// What looked like functions and was not taken.
  private(set) var refusals: [Refusal] = []
  /// The heads of functions that share the body of one of another name, in another branch of an `#if`.
  private(set) var otherHeads: [Range<Int>] = []
  /// What other branches of an `#if` hold of the bodies of functions that end in the first one.
  private(set) var otherBodies: [Range<Int>] = []
  /// Where the text was left because it holds too many functions; nil when it was read to its end.
  private(set) var unreadStart: Int?
  /// The text's tokens, where they were kept.
  private(set) var tokens: FileTokens?
  /// Whether braces did not balance, so that ends may be guesses.
  private(set) var isUnbalanced = false

  /// Whether a grammar's view may add something; to text that is no C it does not, and takes seconds.
  private(set) var isInDoubt = false
  private static let mostMisfits = 1_000
  private static let mostRefusals = 1_000

  /// Outlines a canonical text.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.init(text, mostFunctions: FunctionParser.Limits.usuallyMostFunctions, check: {})
  }

  /// Outlines a canonical text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - mostFunctions: After how many functions and refusals the reading ends.
  ///   - keepsTokens: Whether ``tokens`` are wanted.
  ///   - check: Called now and then; what it throws ends the reading.
  /// - Complexity: O(length of the text).
  init(
    _ text: UnsafeBufferPointer<UInt8>, mostFunctions: Int, keepsTokens: Bool = false,
    check: () throws -> Void
  ) rethrows {
    var scan = OutlineScan(
      text, closesAtFirstColumn: false, mostFunctions: mostFunctions,
      keepsTokens: keepsTokens && text.count <= FileTokens.largestText)
    try scan.run(check: check)
    tokens = FileTokens(scan)
    if scan.isUnbalanced {
      var strict = OutlineScan(text, closesAtFirstColumn: true, mostFunctions: mostFunctions)
      try strict.run(check: check)
      // The strict reading loses functions whose inner braces stand in the first column.
      if strict.functions.count >= scan.functions.count { scan = strict }
      isUnbalanced = true
    }
    functions = scan.functions
    MacroNames.resolve(&functions, text)
    deadRegions = scan.deadRegions
    refusals = scan.refusals
    otherHeads = scan.otherHeads
    otherBodies = scan.otherBodies
    unreadStart = scan.unreadStart
    if isUnbalanced || !refusals.isEmpty, refusals.count <= Self.mostRefusals {
      isInDoubt = Misfits.count(in: text, limit: Self.mostMisfits) < Self.mostMisfits
    }
  }
}

extension FunctionOutline.Refusal {
  /// Judges the tokens before a brace that head no function; nil where nothing in them is like a head.
  init?(of tokens: ArraySlice<CToken>, bodyStart: Int, _ text: UnsafeBufferPointer<UInt8>) {
    var items = HeadItem.items(of: tokens, text)
    let whole = tokens
    guard let tokens = HeadItem.behindValue(whole, items, text), let first = tokens.first else { return nil }
    let isBehindValue = tokens.startIndex > whole.startIndex
    if isBehindValue { items = HeadItem.items(of: tokens, text) }
    // `- (int)size {`
    if let method = tokens.last(where: { $0.is(.minus) || $0.is(.plus) }),
      method.start == 0 || text[Int(method.start) - 1] == .newline
    {
      self.init(range: Int(method.start)..<bodyStart, bodyStart: bodyStart, reason: .unreadableHead)
      return
    }
    let candidates = HeadReader(tokens: tokens, text: text, style: .prototype).candidates()
    if let tag = items.lastIndex(where: { $0.kind == .tag }), Self.isType(items[tag...], tokens),
      !candidates.contains(where: { $0.first > tag && $0.content == .typed })
    {
      return nil
    }
    let holdsCall = zip(items, items.dropFirst()).contains {
      $1.kind == .group && ($0.kind == .word || $0.kind == .group) || $0.kind == .group && $1.kind == .bracket
    }
    if items[0].kind == .statement {
      self.init(range: Int(first.start)..<bodyStart, bodyStart: bodyStart, reason: .looseStatement)
    } else if holdsCall || items.count == 1 && items[0].kind == .word && !isBehindValue {
      self.init(range: Int(first.start)..<bodyStart, bodyStart: bodyStart, reason: .unreadableHead)
    } else {
      return nil
    }
  }

  /// Whether a tag opens a type: a name and attributes at most stand behind it, `MACRO(x) enum {`,
  /// `struct ALIGNED(8) name {`, and in C++ and C23 what it is made of, `enum e : int {`.
  private static func isType(_ items: ArraySlice<HeadItem>, _ tokens: ArraySlice<CToken>) -> Bool {
    items.dropFirst().prefix { !tokens[$0.tokens.lowerBound].is(.colon) }
      .allSatisfy { $0.kind != .star && $0.kind != .type }
  }
}
