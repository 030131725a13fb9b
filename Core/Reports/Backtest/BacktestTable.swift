import Foundation

/// The figures of a backtest as cells, for every form of report.
struct BacktestTable {
  /// The columns' headings.
  static let header: [String] =
    ["ranker", "AP", "95 %", "× random", "× length", "AUC"]
    + BacktestFigures.hitCounts.map { "hits in \($0)" }
    + BacktestFigures.lineShares.map { "in \(String(percent: $0)) of lines" }
    + BacktestFigures.lineBudgets.map { "in \(grouped($0)) lines" } + ["in top 20 %"]

  /// The cells of a ranker, in the order of ``header``.
  static func row(_ figures: BacktestFigures) -> [String] {
    let precision = figures.averagePrecision
    let interval =
      precision.low.flatMap { low in precision.high.map { "\(decimal(low, 3))–\(decimal($0, 3))" } } ?? "–"
    let ratio: String = decimal(figures.ratioToLength, 2) + mark(figures.gain)
    var cells: [String] = [
      figures.title, decimal(precision.value, 3), interval, decimal(figures.lift, 2), ratio,
      decimal(figures.areaUnderCurve.value, 3),
    ]
    cells += figures.hits.map { decimal($0, 1) }
    cells += (figures.recallInShares + figures.recallInLines).map { decimal($0, 3) }
    cells.append(decimal(figures.recallInTopFifth, 3))
    return cells
  }

  /// Rows of cells, the headings first, in columns.
  static func text(_ rows: [[String]]) -> String {
    let named = rows.map { row in row.prefix(1).map(\.printable) + row.dropFirst() }
    return TextColumns.lines(named, others: .right).map { $0 + "\n" }.joined()
  }

  /// Rows of cells in Markdown, the headings first, as a table.
  static func markdown(_ rows: [[String]]) -> String {
    func line(_ row: [String]) -> String { "| " + row.joined(separator: " | ") + " |\n" }
    let rule = "|" + rows[0].indices.map { $0 == 0 ? "---|" : "---:|" }.joined() + "\n"
    return line(rows[0]) + rule + rows.dropFirst().map(line).joined()
  }

  /// A star for what is better by more than chance, a dagger for what is worse.
  static func mark(_ gain: PairedDifference?) -> String {
    guard let gain, gain.isClear else { return "" }
    return gain.difference > 0 ? "*" : "†"
  }

  /// What is said of cuts without figures, a sentence a line.
  static func cutsWithoutFigures(_ result: BacktestResult) -> [String] {
    [("Nothing", result.emptyCuts), ("Everything", result.fullCuts)].compactMap { subject, cuts in
      let dates = cuts.map { date($0.date) }.joined(separator: ", ")
      return cuts.isEmpty ? nil : "\(subject) that stood there was fixed later: \(dates)."
    }
  }

  /// What the table cannot say of a cut, a sentence a line.
  static func notes(_ cut: BacktestResult.Cut) -> [String] {
    var notes = [
      "\(grouped(cut.functionCount)) functions of \(grouped(cut.lineCount)) lines were ranked with what was known at"
        + " \(cut.cut.commit.prefix(12)) (\(date(cut.cut.date))); \(cut.fixedCount) of them were changed by"
        + " \(cut.fixCount) later fixes."
    ]
    if cut.unmatchedCount > 0 {
      notes.append(
        "\(cut.unmatchedCount) more fixed functions came after the cut, or are left out of the ranking.")
    }
    if cut.introducedLater > 0 {
      notes.append(
        "\(cut.introducedLater) fixed functions do not count: what was wrong came in after the cut.")
    }
    if let days = cut.daysToFirstFix, days < 1 {
      notes.append(
        "The first later fix claims a date \(days < 0 ? "before" : "within a day of") the cut's; it is later by"
          + " ancestry.")
    }
    if cut.youngerAncestors > 0 {
      notes.append(
        "\(cut.youngerAncestors) commits that lead to the cut claim to be younger than it: they were known there."
      )
    }
    return notes
  }

  /// What is said of fixes on other branches; nil without any.
  static func elsewhere(_ result: BacktestResult) -> String? {
    let count = result.fixesElsewhere
    guard count > 0 else { return nil }
    return
      "\(counting: count, "fix", plural: "fixes") \(count == 1 ? "does" : "do") not count: on other branches, which do not"
      + " lead to \(result.head.prefix(12))."
  }

  /// What the columns mean.
  static let legend =
    "AP: average precision; × random, × length: AP over that of a random order, and of longest first (* better, † worse"
    + " by more than chance, 95 %, paired bootstrap); hits: functions fixed later among the first ones, near-duplicates once; then"
    + " the share of the fixed functions found in so many lines, and among the first fifth of all functions."

  static func decimal(_ value: Double?, _ digits: Int) -> String {
    guard let value, value.isFinite else { return "–" }
    return String(format: "%.\(digits)f", value)
  }

  static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }

  static func date(_ seconds: Int64) -> String { String(dayOf: seconds) }
}
