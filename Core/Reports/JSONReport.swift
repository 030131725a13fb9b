import Foundation

/// A report for programs; the same result always gives the same text.
///
/// `docs/scan-report.md` is the specification.
struct JSONReport: ReportFormat {
  /// The name used on the command line.
  static let name = "json"
  /// What the file name of a report ends with.
  static let fileExtension = "json"
  /// What the format is for.
  static let abstract = "everything, for programs; docs/scan-report.md is its specification"
  /// All functions, the first with statements.
  static let content = ReportContent(
    suspectsOnly: false, limit: nil, attributedFindings: attributedFindings, statementLimit: statementLimit)

  private static let attributedFindings = 200
  private static let statementLimit = 3
  private static let signalLimit = 20
  private let style: ReportStyle

  /// The version of the schema.
  static let version = 1

  /// Creates the format with a style.
  init(style: ReportStyle) {
    self.style = style
  }

  /// The whole report as text that ends with a line end.
  func report(_ result: ScanResult) -> String {
    JSONWriter.text(
      of: Document(
        result: result, findings: Self.listed(in: result, style),
        apart: Self.listedApart(in: result, style)))
  }

  private struct Document: JSONObject {
    let result: ScanResult
    let findings: [Finding]
    let apart: [Finding]

    func addMembers(to json: inout JSONWriter) {
      let triage = result.triage
      json.add("accepted", triage.suppressed.map { FindingDocument(finding: $0) })
      json.add("adaptation", result.adaptation)
      json.add("apart", parallel: apart.map { FindingDocument(finding: $0) })
      json.add("apartCounts", result.apartCounts.mapValues(Double.init))
      json.add("apartFunctionCount", result.apartFunctionCount)
      json.add("apartSuspectCount", result.apartSuspectCount)
      json.add("budget", result.budget)
      json.add("changedFunctionCount", result.changes?.functionCount)
      json.add("endTime", result.times?.upperBound.ISO8601Format())
      json.add("fileCount", result.fileCount)
      json.add("findings", parallel: Self.documents(findings))
      json.add("functionCount", result.functionCount)
      json.add("isNovel", result.novelCount.map { _ in result.isNovel })
      json.add("method", result.method)
      json.add("missedFixes", result.missedFixes.map(AlikeDocument.init))
      json.add("model", result.model)
      json.add("novelCount", result.novelCount)
      json.add("order", result.order.rawValue)
      json.add("path", result.path)
      json.add("pathInProject", result.pathInProject)
      json.add("rowCount", result.rowCount)
      json.add("since", result.changes?.since)
      json.add(
        "skipped", result.skipped.map { PlaceDocument(file: $0.file, line: $0.line, reason: $0.reason) })
      json.add("staleBaselineEntries", triage.staleEntries.map(EntryDocument.init))
      json.add("startTime", result.times?.lowerBound.ISO8601Format())
      json.add("suspectCount", result.suspectCount)
      json.add("threshold", rounded(Double(result.threshold)))
      json.add(
        "unusedSuppressions",
        triage.unusedSuppressions.map { PlaceDocument(file: $0.file, line: $0.line, reason: $0.reason) })
      json.add("version", JSONReport.version)
    }

    private static func documents(_ findings: [Finding]) -> [FindingDocument] {
      var lines = 0
      return findings.map { finding in
        lines += finding.function.lineCount
        return FindingDocument(finding: finding, linesSoFar: lines)
      }
    }
  }

  private struct FindingDocument: JSONObject, Sendable {
    let finding: Finding
    /// The lines of the finding and of those listed before it; nil where there is no order of reading.
    var linesSoFar: Int?

    func addMembers(to json: inout JSONWriter) {
      let function = finding.function
      let isAttributed = finding.rank <= attributedFindings
      json.add("acceptedBy", finding.suppression.map { $0 == .baseline ? "baseline" : "comment" })
      json.add("alike", finding.alike.map(AlikeDocument.init))
      json.add("ancillary", finding.ancillary?.word)
      json.add("endLine", function.range.endLine)
      json.add("file", function.file)
      json.add("fingerprint", finding.fingerprint.hexadecimal)
      json.add("function", function.name)
      json.add("isConfirmed", finding.isConfirmed)
      json.add("isNovel", finding.isNovel)
      json.add("isSuspect", finding.isSuspect)
      json.add("linesSoFar", linesSoFar)
      json.add("missedFix", finding.missedFix)
      json.add("occurrence", finding.occurrence)
      json.add("past", finding.past)
      json.add("rank", finding.rank)
      json.add("reason", finding.suppression?.reason)
      json.add("score", rounded(Double(finding.score)))
      json.add(
        "signals",
        Array(SignalDocument.all(of: finding.signals).prefix(isAttributed ? signalLimit : 0)))
      json.add("signature", function.signature)
      json.add("startLine", function.range.startLine)
      json.add(
        "statements",
        finding.reasons(limit: isAttributed ? statementLimit : 0).map(StatementDocument.init))
    }
  }

  /// A function without reasons: another one of a family, or one that lacks a fix.
  private struct AlikeDocument: JSONObject {
    let finding: Finding

    func addMembers(to json: inout JSONWriter) {
      json.add("endLine", finding.function.range.endLine)
      json.add("file", finding.function.file)
      json.add("fingerprint", finding.fingerprint.hexadecimal)
      json.add("function", finding.function.name)
      json.add("isSuspect", finding.isSuspect)
      json.add("missedFix", finding.missedFix)
      json.add("occurrence", finding.occurrence)
      json.add("score", rounded(Double(finding.score)))
      json.add("startLine", finding.function.range.startLine)
    }
  }

  private struct StatementDocument: JSONObject {
    let statement: StatementAttribution

    func addMembers(to json: inout JSONWriter) {
      json.add("column", statement.range.startColumn)
      json.add("endColumn", statement.range.endColumn)
      json.add("endLine", statement.range.endLine)
      json.add("isBlock", statement.isBlock ? true as Bool? : nil)
      json.add("line", statement.range.startLine)
      json.add("share", rounded(statement.share))
      json.add("text", statement.text)
    }
  }

  private struct EntryDocument: JSONObject {
    let entry: Baseline.Entry

    func addMembers(to json: inout JSONWriter) {
      json.add("file", entry.file)
      json.add("fingerprint", entry.fingerprint.hexadecimal)
      json.add("function", entry.function)
    }
  }

  /// A place in a file, or a whole file, and what is to be said of it.
  private struct PlaceDocument: JSONObject {
    let file: String
    let line: Int?
    let reason: String

    func addMembers(to json: inout JSONWriter) {
      json.add("file", file)
      json.add("line", line)
      json.add("reason", reason)
    }
  }
}
