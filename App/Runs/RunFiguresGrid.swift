import Core
import SwiftUI

/// State, steps, time and figures, a column for each run.
struct RunFiguresGrid: View {
  let comparison: RunComparison

  var body: some View {
    GroupBox("Figures") { RowsGrid(titles: comparison.titles, rows: comparison.figures) }
  }
}

/// Lines of a comparison under the runs' names.
struct RowsGrid: View {
  let titles: [String]
  let rows: [RunComparison.Row]

  var body: some View {
    Grid(alignment: .leading, horizontalSpacing: 16, verticalSpacing: 4) {
      if titles.count > 1 {
        GridRow {
          Text(verbatim: "")
          ForEach(Array(titles.enumerated()), id: \.offset) { _, title in
            Text(verbatim: title).font(.headline)
          }
        }
      }
      ForEach(rows) { row in
        GridRow {
          Text(verbatim: row.name)
          ForEach(Array(row.values.enumerated()), id: \.offset) { _, value in
            Text(verbatim: value).monospacedDigit()
          }
        }
      }
    }
    .frame(maxWidth: .infinity, alignment: .leading)
    .textSelection(.enabled)
  }
}
