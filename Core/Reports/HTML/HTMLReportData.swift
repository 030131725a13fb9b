import Foundation

/// The functions of a scan as the script of an HTML report reads them.
///
/// Sources come with *runs*: for each stretch of the source its length in UTF-16 code units, base 36, a
/// capital letter for its ``CHighlighter/Kind`` (`A` for the first; `I` for an escaped character), and the
/// number of its statement among those that raised the score, base 36, when it belongs to one.
struct HTMLReportData: Encodable {
  let threshold: Double
  /// Whether a baseline is in use: then only suspects are news.
  let review: Bool
  let functions: [Function]

  struct Function: Encodable {
    let id: String
    let rank: Int
    let score: Double
    let suspect: Bool
    let accepted: String?
    /// Whether it is ranked apart.
    let apart: Bool
    /// What it is, such as "test", where it is not the project's own product.
    let kind: String?
    let confirmed: Bool
    let name: String
    let file: String
    let line: Int
    let endLine: Int
    let source: String
    let runs: String
    /// All statements that raised the score, to colour them.
    let statements: [Statement]
    /// What is listed of them, or the blocks that stand in for them.
    let reasons: [Statement]
    let signals: [Observation]
    let similar: [String]
    /// Whether it is unlike what the model learnt from.
    let novel: Bool
    let past: String?
    /// The fix of a function like it that it lacks.
    let missed: String?
    /// The others of its family.
    let alike: [Alike]
  }

  struct Alike: Encodable {
    let name: String
    let place: String
    let score: Double
  }

  struct Observation: Encodable {
    let line: Int
    let text: String
    let cwe: Int
  }

  struct Statement: Encodable {
    let line: Int
    /// The line as a text, or the first and the last one of a block.
    let lines: String
    let text: String
    let share: Double

    init(_ statement: StatementAttribution) {
      (line, lines) = (statement.range.startLine, statement.lines)
      (text, share) = (statement.text.printable, rounded(statement.share))
    }
  }

  private static let reasonLimit = 5

  init(_ result: ScanResult, findings: [Finding], apart: [Finding] = []) {
    threshold = rounded(Double(result.threshold))
    review = result.triage.remainingBaseline != nil
    functions =
      findings.map { Self.function($0) } + apart.map { Self.function($0, isApart: true) }
      + result.triage.suppressed.map { Self.function($0) }
  }

  /// The data as JSON; the same data always give the same bytes.
  var json: String {
    let encoder = JSONEncoder.canonical
    guard let text = try? encoder.text(of: self) else { preconditionFailure("scores and shares are finite") }
    return text
  }

  private static func function(_ finding: Finding, isApart: Bool = false) -> Function {
    let function = finding.function
    let source = HTMLSource(function, statements: finding.statements)
    return Function(
      id: "\(finding.fingerprint).\(finding.occurrence)", rank: finding.rank,
      score: rounded(Double(finding.score)), suspect: finding.isSuspect, accepted: finding.suppression?.words,
      apart: isApart, kind: finding.ancillary?.word, confirmed: finding.isConfirmed,
      name: function.name.printable,
      file: function.file.printable,
      line: function.range.startLine,
      endLine: function.range.endLine, source: source.text, runs: source.runs,
      statements: finding.statements.map(Statement.init),
      reasons: finding.reasons(limit: reasonLimit).map(Statement.init),
      signals: SignalRow.rows(of: finding.signals).map {
        Observation(line: $0.first.range.startLine, text: $0.observation + $0.more, cwe: $0.first.cwe)
      },
      similar: finding.similarFunctions.map(Self.words),
      novel: finding.isNovel == true,
      past: finding.past.flatMap { $0.isWorthAWord ? $0.words : nil }, missed: finding.missedFix?.words,
      alike: finding.alike.map {
        Alike(
          name: $0.function.name.printable,
          place: "\($0.function.file.printable):\($0.function.range.startLine)",
          score: rounded(Double($0.score)))
      })
  }

  private static func words(_ similar: SimilarFunction) -> String {
    let label = [similar.cve, similar.cwe].compactMap(\.self).joined(separator: ", ")
    let kind = similar.isVulnerable ? "vulnerable" + (label.isEmpty ? "" : ": \(label)") : "not vulnerable"
    return "\(similar.name.printable) in \(similar.project.printable), \(kind.printable),"
      + " \(String(percent: similar.similarity)) alike"
  }
}

/// A function's source as a page shows it.
struct HTMLSource {
  /// The text; characters that steer terminals or hide are written as escapes.
  let text: String
  /// What its stretches are; see ``HTMLReportData``.
  let runs: String

  private static let escapeLetter = "I"

  init(_ function: CFunction, statements: [StatementAttribution]) {
    let count = function.text.utf8.count
    var owner = [Int](repeating: 0, count: count)
    // The strongest statement comes last and wins where statements overlap.
    for (index, statement) in statements.enumerated().reversed() {
      let start = statement.range.startOffset - function.range.startOffset
      let end = statement.range.endOffset - function.range.startOffset
      guard start >= 0, start < end, end <= count else { continue }
      for offset in start..<end { owner[offset] = index + 1 }
    }
    var text = ""
    var runs = ""
    var length = 0
    var current = ("", 0)
    func close() {
      guard length > 0 else { return }
      runs +=
        String(length, radix: 36) + current.0 + (current.1 > 0 ? String(current.1, radix: 36) : "") + ";"
      length = 0
    }
    var offset = 0
    var spans = CHighlighter.spans(of: function.text)[...]
    for scalar in function.text.unicodeScalars {
      while let span = spans.first, span.range.upperBound <= offset { spans.removeFirst() }
      let isEscaped = scalar.steersTerminals && scalar != "\n" && scalar != "\t"
      let letter =
        isEscaped ? Self.escapeLetter : Self.letter(of: spans.first?.kind ?? .plain)
      let run = (letter, owner[offset])
      if run != current {
        close()
        current = run
      }
      let shown = isEscaped ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
      text += shown
      length += shown.utf16.count
      offset += UTF8.width(scalar)
    }
    close()
    self.text = text
    self.runs = runs
  }

  static func letter(of kind: CHighlighter.Kind) -> String {
    String(Unicode.Scalar(UInt8(ascii: "A") + kind.rawValue))
  }
}

extension UTF8 {
  /// The number of bytes of a scalar.
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
  }
}
