/// A function's text with the heat of its statements, as the source view shows it.
public struct FunctionSource: Hashable, Sendable {
  /// A statement that raised the score.
  public struct Heat: Hashable, Identifiable, Sendable {
    /// Where it stands in ``FunctionSource/text``, in UTF-16 units.
    public var range: Range<Int>
    /// Its line in the file.
    public var line: Int
    /// Its text on one line.
    public var text: String
    /// Its share of the score, 0...1.
    public var share: Double

    /// The place in the text.
    public var id: Int { range.lowerBound }
    /// The share as a whole percentage, such as "42 %".
    public var percent: String { String(percent: share) }
    /// How strongly to draw it, 0...1; a small share is still to be seen.
    public var strength: Double { 0.15 + 0.85 * min(max(share, 0), 1).squareRoot() }
  }

  /// What to check, wherever one signal fires.
  public struct Check: Hashable, Identifiable, Sendable {
    /// The signal's name.
    public var id: String
    /// The first line in the file.
    public var line: Int
    /// What was seen, the weakness that it may be, and the lines of other places.
    public var sentence: String
    /// What mends it; nil for a signal of another version.
    public var remedy: String?
  }

  /// A stretch of the text that is shown in one colour.
  public struct Span: Hashable, Sendable {
    /// Where it stands in ``FunctionSource/text``, in UTF-16 units.
    public var range: Range<Int>
    /// What it is.
    public var kind: CHighlighter.Kind
  }

  /// The function's name.
  public var name: String
  /// File and lines.
  public var place: String
  /// The text; characters that would reorder or hide others are replaced one for one by U+FFFD.
  public var text: String
  /// The file's line that the text begins on.
  var firstLine: Int
  /// The parts of the text that are coloured, in order.
  public var spans: [Span]
  /// The statements, largest share first; ranges do not leave the text.
  public var heat: [Heat]
  /// What to check, what is worth most first.
  public var checks: [Check]

  init(_ function: CFunction, statements: [StoredFinding.Statement] = []) {
    name = function.name.printable
    let range = function.range
    place = "\(function.file.printable), lines \(range.startLine)–\(range.endLine)"
    text = Self.shown(function.text)
    firstLine = range.startLine
    let offsets = Self.offsets(in: function.text)
    func offset(_ byte: Int) -> Int { offsets[min(max(byte, 0), offsets.count - 1)] }
    spans = CHighlighter.spans(of: function.text).filter { $0.kind != .plain }.map {
      Span(range: offset($0.range.lowerBound)..<offset($0.range.upperBound), kind: $0.kind)
    }
    heat = statements.map { statement in
      let start = offset(statement.range.startOffset - range.startOffset)
      let end = offset(statement.range.endOffset - range.startOffset)
      return Heat(
        range: start..<max(start, end), line: statement.range.startLine,
        text: statement.text.printable, share: statement.share)
    }.filter { !$0.range.isEmpty }
    checks = SignalRow.rows(of: SignalFinder.signals(of: function)).map { row in
      Check(
        id: row.first.name, line: row.first.range.startLine, sentence: row.sentence,
        remedy: row.first.signal?.remedy)
    }
  }

  /// The source of a function without any heat.
  public init(_ function: CFunction) {
    self.init(function, statements: [])
  }

  /// The UTF-16 offset of each byte of UTF-8, and of the end.
  private static func offsets(in text: String) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(text.utf8.count + 1)
    var utf16 = 0
    for scalar in text.unicodeScalars {
      offsets.append(contentsOf: repeatElement(utf16, count: scalar.utf8.count))
      utf16 += UTF16.width(scalar)
    }
    return offsets + [utf16]
  }

  /// Bidirectional and invisible characters can make code look like other code.
  private static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isMisleading) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isMisleading(scalar) {
        shown += String(repeating: "\u{FFFD}", count: UTF16.width(scalar))
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isMisleading(_ scalar: Unicode.Scalar) -> Bool {
    scalar.steersTerminals && scalar != "\n" && scalar != "\t"
  }
}
