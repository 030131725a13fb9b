import Foundation

/// The statements of functions: a heading for each function and a line for each statement, or JSON.
public struct StatementListing: Sendable {
  /// How the listing is written.
  public let format: ListingFormat
  /// Makes the statements.
  public let parser: StatementParser

  /// Creates a listing.
  public init(format: ListingFormat, parser: StatementParser) {
    self.format = format
    self.parser = parser
  }

  /// The whole listing, ending with a line end.
  ///
  /// - Parameter functions: The functions to show.
  /// - Returns: The text or JSON document.
  /// - Throws: What `JSONEncoder` throws.
  public func text(of functions: [CFunction]) throws -> String {
    switch format {
    case .text: return functions.map(lines).joined(separator: "\n")
    case .json: return try json(functions)
    }
  }

  private func lines(of function: CFunction) -> String {
    let statements = parser.statements(of: function)
    let count = "\(counting: statements.count, "statement")"
    let note = parser.isNormalised(function) ? ", already normalised" : ""
    let places = statements.map(place)
    let placeWidth = places.map(\.count).max() ?? 0
    let nameWidth = statements.map(\.opcode.name.count).max() ?? 0
    let title = "\(function.file):\(function.range.startLine) \(function.name)".printable
    var text = "\(title) (\(count)\(note))\n"
    for (place, statement) in zip(places, statements) {
      let line =
        "  " + place.aligned(.left, in: placeWidth) + "  "
        + statement.opcode.name.aligned(.left, in: nameWidth) + "  "
        + statement.tokens.joined(separator: " ")
      text += (line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? "") + "\n"
    }
    return text
  }

  private func place(of statement: Statement) -> String {
    let range = statement.range
    return "\(range.startLine):\(range.startColumn)-\(range.endLine):\(range.endColumn)"
  }

  private func json(_ functions: [CFunction]) throws -> String {
    let document = Document(
      version: 1, normalisation: parser.normalisation,
      functions: functions.map { function in
        Document.Function(
          file: function.file, name: function.name, startLine: function.range.startLine,
          endLine: function.range.endLine, isAlreadyNormalised: parser.isNormalised(function),
          statements: parser.statements(of: function).map {
            Document.Line(opcode: $0.opcode.name, tokens: $0.tokens, range: $0.range)
          })
      })
    return try JSONEncoder.indented.text(of: document) + "\n"
  }

  private struct Document: Encodable {
    struct Function: Encodable {
      var file: String
      var name: String
      var startLine: Int
      var endLine: Int
      var isAlreadyNormalised: Bool
      var statements: [Line]
    }

    struct Line: Encodable {
      var opcode: String
      var tokens: [String]
      var range: SourceRange
    }

    var version: Int
    var normalisation: Normalisation
    var functions: [Function]
  }
}
