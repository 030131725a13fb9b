import Foundation

/// A report for programs; the same result always gives the same text.
///
/// `docs/scan-report.md` is the specification.
public struct JSONReport: ReportFormat {
  /// The name used on the command line.
  public static let name = "json"
  /// What the file name of a report ends with.
  public static let fileExtension = "json"
  /// What the format is for.
  public static let abstract = "everything, for programs; docs/scan-report.md is its specification"
  /// All functions, the first with statements.
  public static let content = ReportContent(
    suspectsOnly: false, limit: nil, attributedFindings: attributedFindings, statementLimit: statementLimit)

  private static let attributedFindings = 200
  private static let statementLimit = 3
  private let style: ReportStyle

  /// The version of the schema.
  static let version = 1

  /// Creates the format with a style.
  public init(style: ReportStyle) {
    self.style = style
  }

  /// The whole report as text that ends with a line end.
  public func report(_ result: ScanResult) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(Document(result, findings: Self.listed(in: result, style))) else {
      preconditionFailure("scores and shares are finite")
    }
    return String(decoding: bytes, as: UTF8.self).escapedForTerminals + "\n"
  }

  private struct Document: Encodable {
    let version = JSONReport.version
    let path: String
    let pathInProject: String
    let model: String
    let method: String
    let startTime: String?
    let endTime: String?
    let threshold: Double
    let functionCount: Int
    let fileCount: Int
    let suspectCount: Int
    let findings: [FindingDocument]
    let accepted: [FindingDocument]
    let unusedSuppressions: [SkippedDocument]
    let staleBaselineEntries: [EntryDocument]
    let skipped: [SkippedDocument]

    init(_ result: ScanResult, findings listed: [Finding]) {
      path = result.path
      pathInProject = result.pathInProject
      model = result.model
      method = result.method
      startTime = result.times?.lowerBound.ISO8601Format()
      endTime = result.times?.upperBound.ISO8601Format()
      threshold = rounded(Double(result.threshold))
      functionCount = result.functionCount
      fileCount = result.fileCount
      suspectCount = result.suspectCount
      findings = listed.map(FindingDocument.init)
      accepted = result.triage.suppressed.map(FindingDocument.init)
      unusedSuppressions = result.triage.unusedSuppressions.map {
        SkippedDocument(file: $0.file, line: $0.line, reason: $0.reason)
      }
      staleBaselineEntries = result.triage.staleEntries.map {
        EntryDocument(file: $0.file, function: $0.function, fingerprint: $0.fingerprint.hexadecimal)
      }
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
    let fingerprint: String
    let occurrence: Int
    let acceptedBy: String?
    let reason: String?
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
      fingerprint = finding.fingerprint.hexadecimal
      occurrence = finding.occurrence
      acceptedBy = finding.suppression.map { $0 == .baseline ? "baseline" : "comment" }
      reason = finding.suppression?.reason
      statements =
        finding.rank <= attributedFindings
        ? finding.statements.prefix(statementLimit).map(StatementDocument.init) : []
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

  private struct EntryDocument: Encodable {
    let file: String
    let function: String
    let fingerprint: String
  }

  private struct SkippedDocument: Encodable {
    let file: String
    let line: Int?
    let reason: String
  }
}
