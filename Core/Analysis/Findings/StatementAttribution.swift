/// A statement's share of a function's score, or that of a block of statements.
public struct StatementAttribution: Hashable, Sendable {
  /// Where the statement stands in its file.
  public var range: SourceRange
  /// The statement as it stands in the source, on one line with single blanks; of a block, the first one.
  public var text: String
  /// The statement's part of the score, 0...1; the shares of all statements of a function that raise its
  /// score add up to 1.
  public var share: Double
  /// Whether it is a block of statements, of which none has a share worth showing by itself.
  var isBlock: Bool

  /// Creates an attribution.
  public init(range: SourceRange, text: String, share: Double, isBlock: Bool = false) {
    self.range = range
    self.text = text
    self.share = share
    self.isBlock = isBlock
  }

  /// The line at which a statement begins, or the first and the last line of a block: `930` or `930–955`.
  public var lines: String { range.lines(isBlock: isBlock) }
}

extension SourceRange {
  /// The first line, and of a block of several lines the last one too.
  func lines(isBlock: Bool) -> String {
    isBlock && endLine > startLine ? "\(startLine)–\(endLine)" : String(startLine)
  }
}
