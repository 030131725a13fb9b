import Foundation

/// A summary in GitHub-flavoured Markdown, for pull requests and job summaries.
struct MarkdownReport: ReportFormat {
  /// The name used on the command line.
  static let name = "markdown"
  /// What the file name of a report ends with.
  static let fileExtension = "md"
  /// What the format is for.
  static let abstract = "a summary for pull requests and job pages"
  /// The first functions, suspects or not.
  static let content = ReportContent(
    suspectsOnly: false, limit: 20, attributedFindings: 200, statementLimit: 1)

  private let style: ReportStyle

  /// Creates the format with a style.
  init(style: ReportStyle) {
    self.style = style
  }

  /// The whole report as text that ends with a line end.
  func report(_ result: ScanResult) -> String {
    var text =
      "# VulnAdapt: \(counting: result.suspectCount, "suspect") in \(result.scopeInWords(Self.escaped))\(result.apartWords)\n\n"
    text +=
      "\(counting: result.fileCount, "file") read; suspects score \(String(score: result.threshold)) or more."
    text +=
      " Model: \(Self.code(result.model)), method \(Self.escaped(result.method))\(result.adaptation.map { "; \(Self.escaped($0))" } ?? "").\n"
    let isReview = result.triage.remainingBaseline != nil && style.limit == .standard
    let findings = Self.listed(in: result, style).filter { $0.isSuspect || !isReview }
    if !findings.isEmpty {
      text += table(findings, in: result)
      if findings.count < result.findings.count || findings.count < result.functionCount {
        let own =
          (result.changes?.functionCount ?? result.functionCount)
          - (result.changes == nil ? result.apartFunctionCount : 0)
        text += "\nThe first \(findings.count) of \(counting: max(own, findings.count), "function")."
        text += " Bold scores are those of suspects.\n"
      }
    }
    let apart = Self.listedApart(in: result, style).filter(\.isSuspect)
    if !apart.isEmpty {
      text += "\n## Ranked apart: tests, examples, vendored code and the like\n" + table(apart, in: result)
    }
    text += missedFixes(result) + notes(result)
    if let times = result.times {
      text += "\nScanned from \(times.lowerBound.ISO8601Format()) to \(times.upperBound.ISO8601Format()).\n"
    }
    text += "\nScores rank functions for review; statements say why one ranks, not where a mistake is.\n"
    return text
  }

  private static let alikeLimit = 5

  private func table(_ findings: [Finding], in result: ScanResult) -> String {
    // Without any past, such as outside of git, there is nothing to put into a column.
    let past = findings.contains { $0.past != nil || $0.missedFix != nil }
    let signals = findings.contains { !$0.signals.isEmpty }
    var linesSoFar = 0
    let rows = findings.map { finding in
      linesSoFar += finding.function.lineCount
      return row(finding, in: result, linesSoFar: linesSoFar, showsSignals: signals, showsPast: past)
    }
    return "\n| Rank | Score |\(result.showsLines ? " Lines | So far |" : "") Function | Place |"
      + "\(signals ? " To check |" : "") Strongest statement |\(past ? " Past |" : "")\n"
      + "|---:|---:|\(result.showsLines ? "---:|---:|" : "")---|---|\(signals ? "---|" : "")---|"
      + "\(past ? "---|" : "")\n" + rows.joined()
  }

  private func row(
    _ finding: Finding, in result: ScanResult, linesSoFar: Int, showsSignals: Bool, showsPast: Bool
  ) -> String {
    let function = finding.function
    let score = String(score: finding.score)
    let place = result.place(of: function)
    let statement = finding.reasons(limit: 1).first.map { first in
      "\(first.lines): " + Self.code(String(first.text.prefix(100)))
    }
    let alike =
      finding.alikeInWords(limit: Self.alikeLimit, path: result.displayPath).map { " \(Self.escaped($0))" }
      ?? ""
    let marks = finding.marks.map { " (\($0))" }.joined()
    let novel = finding.isNovel == true ? " (\(Finding.noveltyMark))" : ""
    let past = [finding.missedFix?.words, finding.past?.words].compactMap(\.self).joined(separator: "; ")
    let lines = result.showsLines ? " \(function.lineCount) | \(linesSoFar) |" : ""
    let toCheck = SignalRow.rows(of: finding.signals).first.map { row in
      "\(row.first.range.startLine): \(Self.escaped(row.sentence))"
    }
    return
      "| \(finding.rank) | \(finding.isSuspect ? "**\(score)**" : score) |\(lines) \(Self.code(function.name))\(marks)\(alike)\(novel)"
      + " | \(Self.code(place)) |\(showsSignals ? " \(toCheck ?? "") |" : "") \(statement ?? "") |"
      + (showsPast ? " \(Self.escaped(past)) |\n" : "\n")
  }

  /// All functions that lack a fix of a function like them.
  private func missedFixes(_ result: ScanResult) -> String {
    guard !result.missedFixes.isEmpty else { return "" }
    return "\n## Like functions that were fixed\n\n"
      + result.missedFixes.map { finding in
        let place = result.place(of: finding.function)
        return "- \(Self.code(finding.function.name)), \(Self.code(place)):"
          + " \(Self.escaped(finding.missedFix?.words ?? ""))\n"
      }.joined()
  }

  private func notes(_ result: ScanResult) -> String {
    var notes: [String] = []
    if let warning = result.noveltyWarning { notes.append(warning) }
    let comments = result.triage.suppressed.count { $0.suppression != .baseline }
    let accepted = result.triage.suppressed.count - comments
    if comments > 0 { notes.append("\(counting: comments, "suspect") accepted by comments") }
    if accepted > 0 { notes.append("\(counting: accepted, "suspect") accepted by the baseline") }
    let stale = result.triage.staleEntries.count
    if stale > 0 {
      notes.append("\(counting: stale, "stale baseline entry", plural: "stale baseline entries")")
    }
    let unused = result.triage.unusedSuppressions
    for comment in unused.prefix(20) {
      notes.append("\(Self.code("\(comment.file):\(comment.line)")): \(Self.escaped(comment.reason))")
    }
    if unused.count > 20 { notes.append("\(unused.count - 20) more comments that suppress nothing") }
    if !result.skipped.isEmpty {
      notes.append("\(counting: result.skipped.count, "part") of the project not scanned")
    }
    return notes.isEmpty ? "" : "\n" + notes.map { "- \($0)\n" }.joined()
  }

  /// A text that stands for itself in Markdown.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.printable.unicodeScalars {
      if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar), scalar != " " {
        result += "\\"
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A text as code, also in a table, whatever backticks and bars it holds.
  static func code(_ text: String) -> String {
    let text = text.printable
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let isPadded = text.hasPrefix("`") || text.hasSuffix("`") || text.allSatisfy { $0 == " " }
    // In a table a bar ends the cell even within code, unless a backslash stands before it.
    let body = text.replacing("|", with: "\\|")
    return fence + (isPadded ? " \(body) " : body) + fence
  }
}
