import Foundation

/// Writes an experiment's tables as Markdown: methods × pairs, the best of each column in bold.
public struct ExperimentMarkdown {
  /// The summary to write.
  public let summary: ExperimentSummary

  /// Wraps a summary.
  public init(_ summary: ExperimentSummary) { self.summary = summary }

  /// The figures that have a table under each protocol.
  static func measures(_ evaluationProtocol: EvaluationProtocol) -> [Measure] {
    switch evaluationProtocol {
    case .honest:
      [
        .averagePrecision, .areaUnderCurve, .f1, .precisionAt10, .precisionAt20,
        .recallAtLowFalsePositiveRate,
        .initialFalseAlarms, .effortAt20Recall, .recallAt1Lines, .areaUnderCurveWithinBands,
      ]
    case .parity: [.f1, .precision, .recall, .falsePositiveRate, .falseNegativeRate, .bestF1]
    }
  }

  /// The text.
  public var text: String {
    var blocks = [overview]
    for section in summary.sections {
      blocks.append("## \(heading(section.evaluationProtocol))")
      for measure in Self.measures(section.evaluationProtocol) {
        blocks.append(
          "### \(title(measure, section.evaluationProtocol))\n\n" + table(section, measure, perGroup: false))
        if section.evaluationProtocol == .honest, measure == .averagePrecision || measure == .areaUnderCurve {
          blocks.append(
            "### \(title(measure, section.evaluationProtocol)), functions of one CVE, name or near-duplicate group count once\n\n"
              + table(section, measure, perGroup: true))
        }
      }
      blocks.append(contentsOf: distortion(section))
      blocks.append(contentsOf: [choices(section), verdicts(section)].filter { !$0.isEmpty })
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ evaluationProtocol: EvaluationProtocol) -> String {
    switch evaluationProtocol {
    case .honest: "Honest protocol: no target label before the end, all target functions"
    case .parity:
      "Parity protocol (oracle): 80 % of the target to train on, best F1 on the test labels of the other 20 %"
    }
  }

  private func title(_ measure: Measure, _ evaluationProtocol: EvaluationProtocol) -> String {
    evaluationProtocol.isOracle && !measure.title.contains("oracle")
      ? measure.title + " (oracle)" : measure.title
  }

  private func distortion(_ section: ExperimentSummary.Section) -> [String] {
    let tables = ExperimentDistortionTable.tables(summary, section)
    return tables.enumerated().map { number, table in
      let lines =
        table.rows.map { row in
          "| \(Self.cell(row.name)) | " + row.cells.joined(separator: " | ") + " |"
        }
      return "### \(table.title)\n\n"
        + (number == 0 ? ExperimentDistortionTable.explanation + "\n\n" : "")
        + (heading + lines).joined(separator: "\n")
    }
  }

  /// The first two lines of a table of methods × pairs.
  private var heading: [String] {
    [
      "| Method | " + summary.pairs.map { Self.cell($0.name) }.joined(separator: " | ") + " |",
      "|---|" + summary.pairs.map { _ in "---|" }.joined(),
    ]
  }

  /// Says that runs of several builds are in the tables; nil where all are of one.
  static func builds(_ summary: ExperimentSummary) -> String? {
    guard summary.builds.count > 1 else { return nil }
    let names = summary.builds.map { "\($0.name): \($0.runs)" }.joined(separator: ", ")
    return "The runs are of different builds of the program, whose figures may differ: \(names)."
  }

  private var overview: String {
    var lines = [
      "\(summary.runCount) runs, \(Self.duration(summary.seconds)) of training and scoring in all. "
        + "Mean ± standard deviation over the seeds; the best of each column in bold."
        + (Self.builds(summary).map { " " + Self.cell($0) } ?? ""),
      "",
      "| Pair | Functions | Vulnerable | Equal/similar within source | within target | across |",
      "|---|---|---|---|---|---|",
    ]
    for (pair, counts) in zip(summary.pairs, summary.duplicates) {
      let twins =
        counts.map {
          "\($0.exactWithinSource)/\($0.nearWithinSource) | \($0.exactWithinTarget)/\($0.nearWithinTarget) | "
            + "\($0.exactAcross)/\($0.nearAcross)"
        } ?? "– | – | –"
      lines.append("| \(Self.cell(pair.name)) | \(pair.functions) | \(pair.vulnerable) | \(twins) |")
    }
    return lines.joined(separator: "\n")
  }

  private func table(_ section: ExperimentSummary.Section, _ measure: Measure, perGroup: Bool) -> String {
    let columns = ExperimentTableColumns(
      summary: summary, section: section, measure: measure, perGroup: perGroup)
    var lines = heading
    for row in columns.rows {
      let cells = row.cells.map { $0.isBest ? "**\($0.text)**" : $0.text }
      lines.append("| \(Self.cell(row.name)) | " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  /// How many settings each method tried, and which counted.
  private func choices(_ section: ExperimentSummary.Section) -> String {
    var lines: [String] = []
    for row in section.rows {
      for (pair, cell) in zip(summary.pairs, section.cells[row] ?? []) {
        guard let cell, cell.settingsTried > 1 else { continue }
        let chosen = cell.chosen.isEmpty ? "a setting for each seed" : cell.chosen
        lines.append(
          "- \(Self.cell(row)), \(Self.cell(pair.name)): \(chosen), of \(cell.settingsTried) settings tried")
      }
    }
    return lines.isEmpty ? "" : "### Settings chosen\n\n" + lines.joined(separator: "\n")
  }

  private func verdicts(_ section: ExperimentSummary.Section) -> String {
    var lines: [String] = []
    for (column, pair) in summary.pairs.enumerated() {
      for row in section.rows {
        guard let verdict = section.cells[row]?[column]?.verdict else { continue }
        lines.append("- \(Self.cell(pair.name)): \(Self.cell(verdict))")
      }
    }
    return lines.isEmpty
      ? ""
      : "### Beyond chance?\n\nPaired bootstrap over groups of target functions and over seeds, 1,000 draws.\n\n"
        + lines.joined(separator: "\n")
  }

  /// Text that cannot end a cell or start markup.
  static func cell(_ text: String) -> String {
    var result = ""
    for character in text.printable {
      if "\\`*_[]<>|#".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  static func duration(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded())
    return minutes < 1
      ? "\(Int(seconds.rounded())) s"
      : minutes < 120 ? "\(minutes) min" : String(format: "%.1f h", seconds / 3600)
  }
}
