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

  /// The functions in order of their bodies' opening braces.
  private(set) var functions: [Function] = []
  /// Regions between `#if 0` and its end, which no compiler sees.
  private(set) var deadRegions: [Range<Int>] = []
  /// Whether braces did not balance, so that ends may be guesses.
  private(set) var isUnbalanced = false

  /// Whether a grammar's view may add something.
  var isInDoubt: Bool { isUnbalanced }

  /// Outlines a canonical text.
  ///
  /// - Complexity: O(length of the text).
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var scan = OutlineScan(text, closesAtFirstColumn: false)
    scan.run()
    if scan.isUnbalanced {
      var strict = OutlineScan(text, closesAtFirstColumn: true)
      strict.run()
      // The strict reading loses functions whose inner braces stand in the first column.
      if strict.functions.count >= scan.functions.count { scan = strict }
      isUnbalanced = true
    }
    functions = scan.functions
    deadRegions = scan.deadRegions
  }
}
