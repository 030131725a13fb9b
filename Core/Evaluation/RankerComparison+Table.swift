import Foundation

extension RankerComparison {
  /// The comparison as aligned text, a row a ranker.
  public var table: String {
    let header =
      ["ranker", "AUC", "average precision"] + Self.ranks.map { "in top \($0)" } + ["false alarms first"]
    let body = rows.map { row in
      [row.ranker, Self.decimal(row.areaUnderCurve, 3), Self.decimal(row.averagePrecision, 3)]
        + Self.ranks.map { Self.decimal(row.hits[$0] ?? 0, 1) } + [Self.decimal(row.initialFalseAlarms, 1)]
    }
    let widths = header.indices.map { column in ([header] + body).map { $0[column].count }.max() ?? 0 }
    let lines = ([header] + body).map { cells in
      cells.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }
    return "\(vulnerable) of \(functions) functions are vulnerable\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func decimal(_ value: Double, _ digits: Int) -> String {
    guard !value.isNaN else { return "–" }
    let text = String(format: "%.\(digits)f", value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
