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
    public var percent: String { "\(Int((min(max(share, 0), 1) * 100).rounded())) %" }
    /// How strongly to draw it, 0...1; a small share is still to be seen.
    public var strength: Double { 0.15 + 0.85 * min(max(share, 0), 1).squareRoot() }
  }

  /// The function's name.
  public var name: String
  /// File and lines.
  public var place: String
  /// The text; characters that would reorder or hide others are replaced one for one by U+FFFD.
  public var text: String
  /// The file's line that the text begins on.
  public var firstLine: Int
  /// The statements, largest share first; ranges do not leave the text.
  public var heat: [Heat]

  init(_ function: CFunction, statements: [StoredFinding.Statement] = []) {
    name = function.name.printable
    let range = function.range
    place = "\(function.file.printable), lines \(range.startLine)–\(range.endLine)"
    text = Self.shown(function.text)
    firstLine = range.startLine
    let bytes = function.text.utf8
    func offset(_ byte: Int) -> Int {
      let index = bytes.index(bytes.startIndex, offsetBy: min(max(byte - range.startOffset, 0), bytes.count))
      return function.text.utf16.distance(from: function.text.startIndex, to: index)
    }
    heat = statements.map { statement in
      let start = offset(statement.range.startOffset)
      return Heat(
        range: start..<max(start, offset(statement.range.endOffset)), line: statement.range.startLine,
        text: statement.text.printable, share: statement.share)
    }.filter { !$0.range.isEmpty }
  }

  /// The source of a function without any heat.
  public init(_ function: CFunction) {
    self.init(function, statements: [])
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
