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
      text += BacktestTable.text([BacktestTable.header] + cut.figures.map(BacktestTable.row))
      if let marking = cut.marking { text += "\n" + MarkingTable.text(marking) }
    }
    text += "\n" + result.sentences.joined(separator: "\n") + "\n"
    if !result.cuts.isEmpty { text += BacktestTable.legend + "\n" }
    return text + emptyCuts + (elsewhere.map { $0 + "\n" } ?? "")
  }

  private var elsewhere: String? { BacktestTable.elsewhere(result) }

  private var emptyCuts: String {
    let sentences = BacktestTable.cutsWithoutFigures(result)
    return sentences.map { $0 + "\n" }.joined()
  }

  private var markdown: String {
    var text = "# Backtest of \(MarkdownReport.escaped(result.path))\n\n"
    text += "Up to `\(result.head.prefix(12))`; fixes are \(MarkdownReport.escaped(result.truth)).\n"
    for cut in result.cuts {
      text += "\n## \(BacktestTable.date(cut.cut.date))\n\n"
      text += BacktestTable.notes(cut).joined(separator: " ") + "\n\n"
      let rows = cut.figures.map(BacktestTable.row)
      text += BacktestTable.markdown(
        [BacktestTable.header] + rows.map { [MarkdownReport.escaped($0[0])] + $0.dropFirst() })
      if let marking = cut.marking { text += MarkingTable.markdown(marking) }
    }
    text += "\n" + result.sentences.map(MarkdownReport.escaped).joined(separator: "\n\n") + "\n"
    if !result.cuts.isEmpty { text += "\n" + BacktestTable.legend + "\n" }
    text += emptyCuts.isEmpty ? "" : "\n" + emptyCuts
    return text + (elsewhere.map { "\n\($0)\n" } ?? "")
  }
}
