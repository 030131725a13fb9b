import Foundation

/// A report for people: the ranking, one paragraph per function, best first, and a line of counts.
///
///     rank  score  function
///        1  0.934  src/reader.c:120  png_read_chunk
///                CWE-787  131  `memcpy` fills `out` by `length`, which nothing here bounds, and 1 more: line 140
///                   41 %  131  memcpy(out, chunk, length);
///                   17 %  127  length = read_length(file);
struct TableReport: ReportFormat {
  /// The name used on the command line.
  static let name = "table"
  /// What the file name of a report ends with.
  static let fileExtension = "txt"
  /// What the format is for.
  static let abstract = "the ranking with its statements, for people"
  /// The first functions, suspects or not.
  static let content = ReportContent(
    suspectsOnly: false, limit: 20, attributedFindings: 200, statementLimit: statementLimit)

  private static let statementLimit = 3
  private static let signalLimit = 3

  private let style: ReportStyle

  /// Creates the format with a style.
  init(style: ReportStyle) {
    self.style = style
  }

  /// The whole report as text that ends with a line end.
  func report(_ result: ScanResult) -> String {
    var lines: [String] = []
    let findings = shown(Self.listed(in: result, style), in: result)
    let apart = shown(Self.listedApart(in: result, style), in: result)
    lines += table(findings, title: "rank  score  " + Self.linesTitle(result) + "function", in: result)
    // As many again would push the project's own code off the screen.
    let listedApart = Array(apart.prefix(style.limit == .standard ? Self.apartLimit : apart.count))
    if !apart.isEmpty {
      lines += table(
        listedApart,
        title: "rank  score  " + Self.linesTitle(result) + "function ranked apart",
        in: result)
    }
    lines += missedFixes(of: result, shown: findings + apart)
    lines.append(contentsOf: footer(of: result, shown: findings, apart: listedApart))
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many functions ranked apart are listed when the user asks for no number.
  private static let apartLimit = 5

  /// Against a baseline, what is no suspect is nothing to report.
  private func shown(_ findings: [Finding], in result: ScanResult) -> [Finding] {
    guard result.triage.remainingBaseline != nil, style.limit == .standard else { return findings }
    return findings.filter(\.isSuspect)
  }

  private func table(_ findings: [Finding], title: String, in result: ScanResult) -> [String] {
    guard !findings.isEmpty else { return [] }
    var lines = [paint(title, .bold)]
    let lastLine = findings.map { finding in
      let statements = finding.reasons(limit: Self.statementLimit).map(\.range.startLine)
      let signals = Self.rows(finding).map(\.first.range.startLine)
      return max(statements.max() ?? 0, signals.max() ?? 0)
    }
    let lineWidth = String(lastLine.max() ?? 0).count
    var linesSoFar = 0
    for (index, finding) in findings.enumerated() {
      linesSoFar += finding.function.lineCount
      if result.order == .score, !finding.isSuspect, index == 0 || findings[index - 1].isSuspect {
        lines.append(paint("            no suspects: below \(Self.score(result.threshold))", .faint))
      }
      lines.append(head(of: finding, in: result, linesSoFar: linesSoFar))
      if let fix = finding.missedFix { lines.append(note(fix.words)) }
      for row in Self.rows(finding) { lines.append(line(of: row, lineWidth: lineWidth)) }
      for statement in finding.reasons(limit: Self.statementLimit) {
        lines.append(line(of: statement, lineWidth: lineWidth))
      }
      if let past = finding.past, past.isWorthAWord { lines.append(note(past.words)) }
      if let alike = finding.alikeInWords(limit: Self.alikeLimit, path: result.displayPath) {
        lines.append(note(alike))
      }
    }
    lines.append("")
    return lines
  }

  private static func rows(_ finding: Finding) -> some Collection<SignalRow> {
    SignalRow.rows(of: finding.signals).prefix(signalLimit)
  }

  /// Whoever reads by effort or within a budget wants to know the lines.
  private static func linesTitle(_ result: ScanResult) -> String {
    result.showsLines ? "lines  so far  " : ""
  }

  private func head(of finding: Finding, in result: ScanResult, linesSoFar: Int) -> String {
    let function = finding.function
    let score = Self.score(finding.score)
    let place = result.place(of: function).printable
    return String(finding.rank).aligned(.right, in: 4) + "  "
      + (finding.isSuspect ? paint(score, .red) : score) + "  "
      + (result.showsLines
        ? String(function.lineCount).aligned(.right, in: 5) + "  " + String(linesSoFar).aligned(.right, in: 6)
          + "  " : "")
      + paint(place, .bold) + "  " + function.name.printable
      + (finding.ancillary.map { paint("  \($0.word) code", .faint) } ?? "")
      + (finding.isConfirmed ? paint("  \(Finding.confirmedMark)", .red) : "")
      + (finding.isNovel == true ? paint("  \(Finding.noveltyMark)", .faint) : "")
  }

  private func line(of statement: StatementAttribution, lineWidth: Int) -> String {
    let share = String(percent: statement.share).aligned(.right, in: 5)
    let number = statement.lines.aligned(.right, in: lineWidth)
    let prefix = String(repeating: " ", count: 13) + share + "  " + number + "  "
    return paint(prefix, .faint) + fit(statement.text.printable, to: max(20, style.width - prefix.count))
  }

  private func line(of row: SignalRow, lineWidth: Int) -> String {
    let number = String(row.first.range.startLine).aligned(.right, in: lineWidth)
    let prefix = row.first.weakness.aligned(.right, in: 18) + "  " + number + "  "
    let more = row.more
    return paint(prefix, .faint)
      + fit(row.observation, to: max(20, style.width - prefix.count - more.count)) + more
  }

  private func note(_ words: String) -> String {
    let prefix = String(repeating: " ", count: 13)
    return paint(prefix, .faint) + fit(words, to: max(20, style.width - prefix.count))
  }

  /// What lacks a fix of a function like it, but ranks too low to be listed.
  private func missedFixes(of result: ScanResult, shown: [Finding]) -> [String] {
    let hidden = Self.unlistedMissedFixes(in: result, listed: shown)
    guard !hidden.isEmpty else { return [] }
    var lines = [paint("Further down, but like functions that were fixed:", .bold)]
    for finding in hidden.prefix(Self.missedFixLimit) {
      let place = result.place(of: finding.function).printable
      lines.append("      \(Self.score(finding.score))  \(place)  \(finding.function.name.printable)")
      if let fix = finding.missedFix { lines.append(note(fix.words)) }
    }
    if hidden.count > Self.missedFixLimit {
      lines.append(note("and \(hidden.count - Self.missedFixLimit) more"))
    }
    return lines + [""]
  }

  private static let missedFixLimit = 5
  private static let alikeLimit = 3

  private func footer(
    of result: ScanResult, shown findings: [Finding], apart: [Finding]
  ) -> [String] {
    guard result.functionCount > 0 else {
      return ["No functions were found in \(counting: result.fileCount, "file")."]
    }
    var lines = [
      "\(result.scopeInWords) in \(counting: result.fileCount, "file")"
        + " ranked, \(counting: result.suspectCount, "suspect")"
        + " (score \(Self.score(result.threshold)) or more)\(Self.skipped(result.skipped))."
    ]
    let accepted = result.triage.suppressed.count
    if accepted > 0 { lines[0] += " \(counting: accepted, "more suspect") accepted." }
    if findings.isEmpty, accepted > 0 || result.triage.remainingBaseline != nil {
      lines[0] += " Nothing is left to report."
    } else if findings.reduce(0, { $0 + $1.functionCount }) + accepted
      < result.functionCount - result.apartFunctionCount
    {
      lines[0] +=
        findings.count == 0
        ? "" : findings.count == 1 ? " The first is shown." : " The first \(findings.count) are shown."
    }
    if let warning = result.noveltyWarning { lines.append(warning) }
    if findings.contains(where: { !$0.alike.isEmpty }) {
      lines.append("Functions that are alike are one row\(style.advice.behind(.likenessInOneRow)).")
    }
    if let budget = result.budget {
      let read = (findings + apart).reduce(0) { $0 + $1.function.lineCount }
      lines.append(
        "The listed functions have \(counting: read, "line") of the \(budget) that there is time for.")
    }
    if result.apartFunctionCount > 0 {
      lines.append(
        "\(counting: result.apartFunctionCount, "function") ranked apart (\(result.apartKinds)),"
          + " \(counting: result.apartSuspectCount, "suspect")\(style.advice.behind(.rankedApart)).")
    }
    if findings.contains(where: { !$0.statements.isEmpty }) {
      lines.append(
        "Shares say which statements raised the score: why a function ranks, not where a mistake is.")
    }
    return lines
  }

  private static func skipped(_ skipped: [ScanResult.Skipped]) -> String {
    let files = skipped.count { $0.line == nil }
    let parts = [(files, "file"), (skipped.count - files, "region")].filter { $0.0 > 0 }
    return parts.isEmpty
      ? "" : "; " + parts.map { "\(counting: $0, $1)" }.joined(separator: " and ") + " skipped"
  }

  /// A score with three decimals.
  static func score(_ score: Float) -> String { String(score: score) }

  private func fit(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(width - 1) + "…"
  }

  private enum Paint: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
  }

  private func paint(_ text: String, _ paint: Paint) -> String {
    style.usesColor ? "\u{1b}[\(paint.rawValue)m\(text)\u{1b}[0m" : text
  }
}
