/// Text in columns, each as wide as its widest cell.
enum TextColumns {
  /// Where a cell stands in its column.
  enum Side { case left, right }

  /// Sets rows of cells, two blanks between columns; rows may be of different lengths.
  ///
  /// - Parameters:
  ///   - rows: The cells; those of the first column stand to the left.
  ///   - others: Where those of the other columns stand; what ends a line to the left is followed by no blanks.
  /// - Returns: A line a row, without line ends.
  static func lines(_ rows: [[String]], others: Side = .left) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths: [Int] = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        if column > 0, others == .right { return cell.aligned(.right, in: widths[column]) }
        return column == row.count - 1 ? cell : cell.aligned(.left, in: widths[column])
      }.joined(separator: "  ")
    }
  }
}

extension String {
  /// The text with blanks up to a width in characters; a longer one stays as it is.
  func aligned(_ side: TextColumns.Side, in width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, width - count))
    return side == .left ? self + blanks : blanks + self
  }
}
