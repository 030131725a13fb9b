/// Finds the functions of C files; one parser serves one thread at a time.
///
/// An outline of the text's braces (`FunctionOutline`) finds the functions, whatever macros hide from
/// the grammar; where braces do not balance, tree-sitter's view of the text is joined with it. The
/// measurements behind this order are in docs/function-finding.md.
public struct FunctionParser {
  /// Limits of a parser.
  public struct Limits: Sendable {
    /// The longest time tree-sitter may take for one text, in seconds.
    public var timeout: Double
    /// The largest text that tree-sitter parses, in bytes.
    ///
    /// A syntax tree takes ten to twenty times the text's memory, of hostile text 240 times.
    var syntaxTreeLimit: Int

    /// After how many functions the rest of a text is left out.
    ///
    /// A function takes about 600 bytes beyond its text, so that short ones would take a hundred times the text's memory.
    var mostFunctions: Int
    /// The default of ``mostFunctions``.
    public static let usuallyMostFunctions = 1_000_000

    /// Creates limits.
    public init(
      timeout: Double = 10, syntaxTreeLimit: Int = 1 << 20, mostFunctions: Int = usuallyMostFunctions
    ) {
      self.timeout = timeout
      self.syntaxTreeLimit = syntaxTreeLimit
      self.mostFunctions = mostFunctions
    }
  }

  private let limits: Limits
  private let syntax: SyntaxFunctions

  /// Creates a parser.
  ///
  /// - Throws: When the C grammar does not fit the tree-sitter library.
  public init(limits: Limits = Limits()) throws {
    self.limits = limits
    syntax = try SyntaxFunctions(timeout: limits.timeout)
  }

  /// Finds every function definition of a text, in order.
  ///
  /// - Parameters:
  ///   - source: The file's text.
  ///   - file: The file's path for the results, relative to the scanned folder.
  /// - Returns: The functions, and the regions that were passed over.
  public func parse(_ source: SourceText, file: String) -> ParsedFile {
    parse(source, file: file, check: {})
  }

  /// Finds every function definition of a text, in order.
  ///
  /// - Parameters:
  ///   - source: The file's text.
  ///   - file: The file's path for the results, relative to the scanned folder.
  ///   - keepsTokens: Whether the result carries the tokens, for whoever reads the functions next.
  ///   - check: Called every few milliseconds; what it throws ends the reading.
  /// - Returns: The functions, and the regions that were passed over.
  public func parse(
    _ source: SourceText, file: String, keepsTokens: Bool = false, check: () throws -> Void
  ) rethrows -> ParsedFile {
    try source.bytes.withUnsafeBufferPointer { text in
      let outline = try FunctionOutline(
        text, mostFunctions: limits.mostFunctions, keepsTokens: keepsTokens, check: check)
      var regions = outline.deadRegions.map { SkippedRegion(range: source.range($0), reason: .deadCode) }
      let found: [FunctionMerge.Found]
      if outline.isInDoubt, text.count <= limits.syntaxTreeLimit {
        let tree = syntax.find(in: text) { (try? check()) == nil }
        try check()
        if tree.hasTimedOut {
          regions.append(SkippedRegion(range: source.range(0..<text.count), reason: .timedOut))
        }
        found = FunctionMerge(outline: outline, syntax: tree.functions, text: text).functions
      } else {
        found = FunctionMerge(outline: outline).functions
      }
      regions += found.filter { !$0.isClosed }.map {
        SkippedRegion(range: source.range($0.range), reason: .unclosedFunction)
      }
      regions += outline.otherHeads.map { SkippedRegion(range: source.range($0), reason: .otherBranch) }
      regions += outline.otherBodies.map { SkippedRegion(range: source.range($0), reason: .otherBody) }
      if let start = outline.unreadStart {
        regions.append(SkippedRegion(range: source.range(start..<text.count), reason: .tooManyFunctions))
      }
      let taken = SortedRanges(found.map(\.range))
      regions += outline.refusals.lazy.filter { !taken.overlap($0.range) }.map {
        SkippedRegion(range: source.range($0.range), reason: $0.reason)
      }
      var columns = UTF16ColumnCount()
      let functions = found.map { found in
        var function = found.function(in: source, file: file)
        function.range.startUTF16Column = columns.column(at: found.range.lowerBound, in: source)
        return function
      }
      var parsed = ParsedFile(
        file: file, functions: functions,
        skipped: regions.sorted { $0.range.startOffset < $1.range.startOffset },
        suppressions: SuppressionComment.all(in: source))
      parsed.tokens = outline.tokens
      return parsed
    }
  }
}
