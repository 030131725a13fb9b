/// The forms in which a backtest is written.
public struct BacktestReport: Sendable {
  /// A form.
  public enum Format: String, CaseIterable, Sendable {
    case text, json, markdown, html
  }

  let result: BacktestResult

  /// Wraps a result.
  public init(_ result: BacktestResult) {
    self.result = result
  }

  /// The report, which ends with a line end.
  public func text(_ format: Format) -> String {
    switch format {
    case .text: plain
    case .json: JSONWriter.text(of: BacktestJSON(result: result))
    case .markdown: markdown
    case .html: BacktestHTML(result).page
    }
  }

  private var heading: String {
    "Backtest of \(result.path.printable) up to \(result.head.prefix(12)); fixes are \(result.truth.printable)."
  }

  private var plain: String {
    var text = heading + "\n"
    for cut in result.cuts {
      text += "\n" + BacktestTable.notes(cut).joined(separator: "\n") + "\n\n"
      let rows = [BacktestTable.header] + cut.figures.map(BacktestTable.row)
      let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
      for row in rows {
        let cells = row.enumerated().map { column, cell in
          let blanks = String(repeating: " ", count: widths[column] - cell.count)
          return column == 0 ? cell.printable + blanks : blanks + cell
        }
        text += cells.joined(separator: "  ") + "\n"
      }
      if let marking = cut.marking { text += "\n" + MarkingTable.text(marking) }
    }
    text += "\n" + result.sentences.joined(separator: "\n") + "\n"
    if !result.cuts.isEmpty { text += BacktestTable.legend + "\n" }
    return text + emptyCuts
  }

  private var emptyCuts: String {
    result.emptyCuts.isEmpty
      ? ""
      : "Nothing that stood there was fixed later: "
        + result.emptyCuts.map { BacktestTable.date($0.date) }.joined(separator: ", ") + ".\n"
  }

  private var markdown: String {
    var text = "# Backtest of \(MarkdownReport.escaped(result.path))\n\n"
    text += "Up to `\(result.head.prefix(12))`; fixes are \(MarkdownReport.escaped(result.truth)).\n"
    for cut in result.cuts {
      text += "\n## \(BacktestTable.date(cut.cut.date))\n\n"
      text += BacktestTable.notes(cut).joined(separator: " ") + "\n\n"
      let columns = BacktestTable.header
      text += "| " + columns.joined(separator: " | ") + " |\n"
      text += "|" + columns.indices.map { $0 == 0 ? "---|" : "---:|" }.joined() + "\n"
      for figures in cut.figures {
        let row = BacktestTable.row(figures)
        text += "| " + ([MarkdownReport.escaped(row[0])] + row.dropFirst()).joined(separator: " | ") + " |\n"
      }
      if let marking = cut.marking { text += MarkingTable.markdown(marking) }
    }
    text += "\n" + result.sentences.map(MarkdownReport.escaped).joined(separator: "\n\n") + "\n"
    if !result.cuts.isEmpty { text += "\n" + BacktestTable.legend + "\n" }
    return text + (result.emptyCuts.isEmpty ? "" : "\n" + emptyCuts)
  }
}
