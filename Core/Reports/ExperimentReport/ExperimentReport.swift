import Foundation

/// All that an experiment's folder tells, ready to be shown as one page: its tables, its runs, and how early each method
/// finds what is vulnerable, with the range of its seeds.
public struct ExperimentReport: Sendable {
  /// The finished runs, each once.
  public let records: [RunRecord]
  /// What the page is called.
  public let title: String
  /// What is wrong with the scores of the runs that are left out of what compares functions.
  public let unreadScores: [RunFolderError]
  /// One plot a pair under the honest protocol, of runs whose scores were kept.
  public let plots: [RunPlot]
  private let summary: ExperimentSummary

  /// Reads an experiment's folder, of which nothing is trusted.
  ///
  /// - Parameter folder: The folder.
  /// - Throws: ``RunFolderError`` when the logs cannot be read.
  public init(_ folder: ExperimentFolder) throws {
    records = try folder.records()
    var scores: [String: ScoreTable] = [:]
    var unreadScores: [RunFolderError] = []
    for record in records {
      do throws(RunFolderError) {
        scores[record.id] = try folder.scores(of: record)
      } catch {
        unreadScores.append(error)
      }
    }
    self.unreadScores = unreadScores
    summary = ExperimentSummary(records: records) { [scores] in scores[$0.id] }
    title = folder.url.standardizedFileURL.lastPathComponent
    plots = Self.plots(records, scores)
  }

  // MARK: Plots

  private static func plots(_ records: [RunRecord], _ scores: [String: ScoreTable]) -> [RunPlot] {
    let measured = records.filter { !$0.evaluationProtocol.isOracle && scores[$0.id] != nil }
    var pairs: [String] = []
    for record in measured where !pairs.contains(record.pairName) { pairs.append(record.pairName) }
    return pairs.enumerated().compactMap { number, pair in
      let own = measured.filter { $0.pairName == pair }
      var labels: [String] = []
      for record in own where !labels.contains(record.label) { labels.append(record.label) }
      var marks: [ChartMark] = []
      for (place, label) in labels.enumerated() {
        let curves = own.filter { $0.label == label }.compactMap { record in
          scores[record.id].flatMap { found($0, by: record.method) }
        }
        marks += self.marks(label, curves, .series(place))
      }
      if let length = own.lazy.compactMap({ scores[$0.id].flatMap { found($0, by: LengthRanker.name) } })
        .first
      {
        marks += self.marks(
          TrivialRankers.title(of: LengthRanker.name), [length], ChartStyle(.grey, dash: .dashed))
      }
      guard !marks.isEmpty else { return nil }
      var chart = Chart(
        pair.printable, x: .share("share of functions read"), y: .share("share of vulnerable ones found"),
        marks: marks)
      chart.subtitle = "mean of the seeds, and their range"
      chart.summary = "\(labels.count) methods on \(pair.printable)."
      return RunPlot(
        name: "found-\(number + 1)", title: "How early vulnerable functions are read: \(pair.printable)",
        caption:
          "A method is worth its training where its line lies above longest first, with its whole band.",
        sheet: ChartSheet([chart], size: SIMD2(1080, 420)))
    }
  }

  /// A line of means with the band from the lowest to the highest curve.
  private static func marks(_ name: String, _ curves: [[Double]], _ style: ChartStyle) -> [ChartMark] {
    guard let count = curves.first?.count else { return [] }
    let points = (0..<count).map { place -> SIMD3<Double> in
      let values = curves.map { $0[place] }
      return SIMD3(Double(place) / Double(count - 1), values.min() ?? 0, values.max() ?? 0)
    }
    let means = (0..<count).map { place in
      SIMD2(points[place].x, curves.map { $0[place] }.mean)
    }
    let line = ChartMark(name.printable, .line(means), style: style)
    guard curves.count > 1 else { return [line] }
    var faint = style
    faint.opacity = 0.18
    return [ChartMark("", .band(points), style: faint), line]
  }

  /// The share of vulnerable target functions found when 0, 2, 4 … 100 % of all are read; nil without both classes.
  static func found(_ table: ScoreTable, by ranker: String) -> [Double]? {
    let rows = table.rows(of: .target).filter { $0.label != nil }
    guard let scores = table.scores(of: ranker, in: rows) else { return nil }
    let total = rows.count { $0.label == .vulnerable }
    guard total > 0, total < rows.count else { return nil }
    let order = rows.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    var sums = [0]
    for index in order { sums.append(sums[sums.count - 1] + (rows[index].label == .vulnerable ? 1 : 0)) }
    return (0...50).map { Double(sums[rows.count * $0 / 50]) / Double(total) }
  }

  // MARK: The page

  /// The page, which needs no network.
  ///
  /// - Parameter link: The address of a run's own page; nil where there is none.
  /// - Returns: The page.
  public func html(link: (RunRecord) -> String?) -> String {
    var page = HTMLPage(title: "\(title) – VulnAdapt experiment")
    page.styles = [ChartStyle.pageStyleSheet, ExperimentHTML.style, Self.style]
    page.scripts = [Self.script]
    let runs = records.sorted { ($0.pairName, $0.label, $0.seed) < ($1.pairName, $1.label, $1.seed) }
    page.body = HTMLPage.render(
      Self.template,
      [
        "title": title.printable, "columns": Self.columns.map { ["title": $0] },
        "runs": runs.map { record in
          let address = link(record)
          return [
            "name": record.label.printable, "link": address ?? "", "hasLink": address != nil,
            "cells": Self.cells(record),
          ] as [String: Any]
        },
        "plots": plots.map { plot in
          ["title": plot.title, "caption": plot.caption, "charts": plot.sheet.elements] as [String: Any]
        },
        "tables": ExperimentHTML(summary, title: title).tables,
      ])
    return page.html
  }

  private static let columns = [
    "Pair", "Protocol", "Seed", "Average precision", "AUC", "Longest first", "Seconds", "Verdict",
  ]

  private static func cells(_ record: RunRecord) -> [[String: String]] {
    let own = record.figures(of: record.method)?.perFunction
    let length = record.figures(of: LengthRanker.name)?.perFunction
    func number(_ value: Double?, _ format: String = "%.3f") -> [String: String] {
      guard let value, value.isFinite else { return ["text": "–", "value": ""] }
      return ["text": String(format: format, value), "value": "\(value)"]
    }
    func text(_ text: String) -> [String: String] { ["text": text.printable, "value": text.printable] }
    return [
      text(record.pairName), text(record.evaluationProtocol.title), number(Double(record.seed), "%.0f"),
      number(own?[.averagePrecision]?.value), number(own?[.areaUnderCurve]?.value),
      number(length?[.averagePrecision]?.value), number(record.seconds, "%.1f"), text(record.verdict),
    ]
  }
}
