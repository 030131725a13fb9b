import Foundation

/// A report for programs; the same result always gives the same text.
///
/// `docs/scan-report.md` is the specification.
public struct JSONReport: ReportFormat {
  /// The name used on the command line.
  public static let name = "json"
  /// What the file name of a report ends with.
  public static let fileExtension = "json"

  /// The version of the schema.
  static let version = 1

  /// Creates the format with a style, which it ignores.
  public init(style: ReportStyle) {}

  /// The whole report as text that ends with a line end.
  public func report(_ result: ScanResult) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(Document(result)) else {
      preconditionFailure("scores and shares are finite")
    }
    return String(decoding: bytes, as: UTF8.self).escapedForTerminals + "\n"
  }

  private struct Document: Encodable {
    let version = JSONReport.version
    let path: String
    let model: String
    let method: String
    let threshold: Double
    let functionCount: Int
    let fileCount: Int
    let suspectCount: Int
    let findings: [FindingDocument]
    let skipped: [SkippedDocument]

    init(_ result: ScanResult) {
      path = result.path
      model = result.model
      method = result.method
      threshold = rounded(Double(result.threshold))
      functionCount = result.functionCount
      fileCount = result.fileCount
      suspectCount = result.suspectCount
      findings = result.findings.map(FindingDocument.init)
      skipped = result.skipped.map { SkippedDocument(file: $0.file, line: $0.line, reason: $0.reason) }
    }
  }

  private struct FindingDocument: Encodable {
    let rank: Int
    let score: Double
    let isSuspect: Bool
    let file: String
    let function: String
    let signature: String
    let startLine: Int
    let endLine: Int
    let statements: [StatementDocument]

    init(_ finding: Finding) {
      rank = finding.rank
      score = rounded(Double(finding.score))
      isSuspect = finding.isSuspect
      file = finding.function.file
      function = finding.function.name
      signature = finding.function.signature
      startLine = finding.function.range.startLine
      endLine = finding.function.range.endLine
      statements = finding.statements.map(StatementDocument.init)
    }
  }

  private struct StatementDocument: Encodable {
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let text: String
    let share: Double

    init(_ statement: StatementAttribution) {
      line = statement.range.startLine
      column = statement.range.startColumn
      endLine = statement.range.endLine
      endColumn = statement.range.endColumn
      text = statement.text
      share = rounded(statement.share)
    }
  }

  private struct SkippedDocument: Encodable {
    let file: String
    let line: Int?
    let reason: String
  }
}

/// A number with six decimals: more would differ between machines.
private func rounded(_ number: Double) -> Double {
  (number * 1_000_000).rounded() / 1_000_000
}
