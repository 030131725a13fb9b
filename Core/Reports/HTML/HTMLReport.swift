import Foundation

/// A report as one HTML page: summary, table, and each function's source with a heat per statement.
///
/// The page holds its data as JSON and needs no network; rows are made as they scroll into view.
struct HTMLReport: ReportFormat {
  /// The name used on the command line.
  static let name = "html"
  /// What the file name of a report ends with.
  static let fileExtension = "html"
  /// What the format is for.
  static let abstract = "a page to browse the ranking with sources, in one file"
  /// The first functions, suspects or not, with all their statements.
  static let content = ReportContent(
    suspectsOnly: false, limit: 5000, attributedFindings: nil, statementLimit: Int.max, similarLimit: 3)

  private let style: ReportStyle

  /// Creates the format with a style.
  init(style: ReportStyle) {
    self.style = style
  }

  /// The page as text that ends with a line end.
  func report(_ result: ScanResult) -> String {
    let findings = Self.listed(in: result, style)
    let apart = Self.listedApart(in: result, style)
    let name = result.projectName.isEmpty ? result.path : result.projectName
    let isReview = result.triage.remainingBaseline != nil
    var page = HTMLPage(title: "\(name) – VulnAdapt")
    page.styles = [Self.styleSheet]
    page.scripts = [Self.script]
    page.data = [("functions", HTMLReportData(result, findings: findings, apart: apart).json)]
    page.body = HTMLPage.render(
      Self.template,
      [
        "project": name.printable, "path": result.path.printable, "model": result.model.printable,
        "method": result.method.printable,
        "adaptation": result.adaptation.map { "; \($0.printable)" } ?? "",
        "cards": cards(result, shown: findings.count), "histogram": histogram(result),
        "histogramLabel": histogramLabel(result), "notes": notes(result),
        // Against a baseline, what is no suspect is nothing to report.
        "first": findings.filter { $0.isSuspect || !isReview }.prefix(Self.plainLimit).map(Self.plainRow),
        "hasApart": apart.contains(where: \.isSuspect),
        "firstApart": apart.filter(\.isSuspect).prefix(Self.plainLimit).map(Self.plainRow),
        "times": result.times.map {
          "Scanned from \($0.lowerBound.ISO8601Format()) to \($0.upperBound.ISO8601Format())."
        } ?? "",
        "version": libraryVersion,
      ])
    return page.html
  }

  /// How many functions the plain table lists, which stands in where scripts are not allowed.
  private static let plainLimit = 500

  private static func plainRow(_ finding: Finding) -> [String: String] {
    [
      "rank": String(finding.rank), "score": String(score: finding.score),
      "tone": finding.isSuspect ? "suspect" : "",
      "name": finding.function.name.printable,
      "kind": finding.marks.joined(separator: ", "),
      "alike": finding.alike.isEmpty ? "" : "and \(finding.alike.count) alike",
      "family": finding.alikeInWords(limit: 50) ?? "",
      "place": "\(finding.function.file):\(finding.function.range.startLine)".printable,
      "signal": SignalRow.rows(of: finding.signals).first.map { row in
        "\(row.first.range.startLine): \(row.sentence)"
      } ?? "",
      "statement": finding.reasons(limit: 1).first.map {
        "\($0.lines): \($0.text.prefix(200))".printable
      } ?? "",
    ]
  }

  private func cards(_ result: ScanResult, shown: Int) -> [[String: String]] {
    func card(_ value: String, _ label: String, _ tone: String = "") -> [String: String] {
      ["value": value, "label": label, "tone": tone]
    }
    let own = result.changes?.functionCount ?? result.functionCount - result.apartFunctionCount
    let share = own == 0 ? 0 : 100 * Double(result.suspectCount) / Double(own)
    var cards = [
      card(
        "\(result.suspectCount)",
        "suspects, \(String(format: "%.1f", share)) % of \(result.changes != nil ? "those changed" : result.apartFunctionCount > 0 ? "the project's own functions" : "all"); they score \(String(score: result.threshold)) or more",
        result.suspectCount > 0 ? "hot" : ""),
      card(
        "\(result.functionCount)",
        "functions in \(counting: result.fileCount, "file"); \(shown) shown"
          + (result.changes.map { ", of \($0.functionCount) changed since \($0.since.printable)" } ?? "")),
      card(result.highestScore.map { String(score: $0) } ?? "–", "highest score"),
    ]
    if result.apartFunctionCount > 0 {
      cards.append(
        card(
          "\(result.apartFunctionCount)",
          "functions ranked apart: \(result.apartKinds); \(counting: result.apartSuspectCount, "suspect")"
        ))
    }
    if let novelCount = result.novelCount, result.isNovel {
      cards.append(card("\(novelCount)", "functions \(Finding.noveltyMark), more than usual"))
    }
    let accepted = result.triage.suppressed.count
    if accepted > 0 { cards.append(card("\(accepted)", "more suspects, accepted")) }
    if !result.skipped.isEmpty {
      cards.append(card("\(result.skipped.count)", "files or regions not scanned"))
    }
    return cards
  }

  /// The bars of the score histogram: heights grow with the root, so that few high scores can be seen.
  private func histogram(_ result: ScanResult) -> [[String: String]] {
    let largest = result.scoreHistogram.max() ?? 0
    guard largest > 0 else { return [] }
    let bins = Double(result.scoreHistogram.count)
    return result.scoreHistogram.enumerated().map { index, count in
      let height = count == 0 ? 0 : max(1.5, 44 * (Double(count) / Double(largest)).squareRoot())
      let low = String(format: "%.2f", Double(index) / bins)
      let high = String(format: "%.2f", Double(index + 1) / bins)
      return [
        "x": String(format: "%.1f", 240 / bins * Double(index)), "y": String(format: "%.1f", 46 - height),
        "width": String(format: "%.1f", 240 / bins - 1.5), "height": String(format: "%.1f", height),
        "tone": Double(index + 1) / bins > Double(result.threshold) ? "hot" : "",
        "title": "\(counting: count, "function") with a score from \(low) to \(high)",
      ]
    }
  }

  private func histogramLabel(_ result: ScanResult) -> String {
    "How many functions have which score, from 0 to 1; \(result.suspectCount) are suspects"
  }

  private func notes(_ result: ScanResult) -> [[String: String]] {
    var notes: [[String: String]] = []
    func add(_ place: String, _ text: String) {
      notes.append(["place": place.printable, "text": text.printable])
    }
    if let warning = result.noveltyWarning { add("", warning) }
    for comment in result.triage.unusedSuppressions { add("\(comment.file):\(comment.line)", comment.reason) }
    for entry in result.triage.staleEntries {
      add("\(entry.file)", "\(entry.function) is in the baseline, but is gone or has changed.")
    }
    for skipped in result.skipped {
      add(
        skipped.file + (skipped.line.map { ":\($0)" } ?? ""), "Not scanned: it \(skipped.reason).")
    }
    let limit = 1000
    if notes.count > limit {
      let rest = notes.count - limit
      notes = Array(notes.prefix(limit))
      add("", "\(rest) more are left out\(style.advice.behind(.notesLeftOut)).")
    }
    return notes
  }
}
