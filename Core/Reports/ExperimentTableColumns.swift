import Foundation

/// The cells of one table of an experiment as text, for Markdown and HTML alike.
struct ExperimentTableColumns {
  struct Cell {
    var text: String
    var isBest: Bool
  }

  struct Row {
    var name: String
    var cells: [Cell]
  }

  let rows: [Row]

  init(
    summary: ExperimentSummary, section: ExperimentSummary.Section, measure: Measure, perGroup: Bool
  ) {
    func value(_ cell: ExperimentSummary.Cell?) -> Double? {
      perGroup ? cell?.groupMeans[measure] : cell?.means[measure]
    }
    let random = TrivialRankers.title(of: TrivialRankers.randomName)
    // A random order wins nothing, and neither does what is no better than one.
    let best = summary.pairs.indices.map { column -> Double? in
      let values = section.rows.filter { $0 != random }.compactMap { value(section.cells[$0]?[column]) }
      let best = measure.higherIsBetter ? values.max() : values.min()
      guard let best, let chance = value(section.cells[random]?[column]) else { return best }
      return (measure.higherIsBetter ? best > chance : best < chance) ? best : nil
    }
    rows = section.rows.compactMap { name in
      let cells = section.cells[name] ?? []
      guard cells.contains(where: { value($0) != nil }) else { return nil }
      return Row(
        name: name,
        cells: cells.enumerated().map { column, cell in
          guard let number = value(cell) else { return Cell(text: "–", isBest: false) }
          let deviation = perGroup ? nil : cell?.deviations[measure]
          return Cell(
            text: Self.text(number, deviation: deviation, measure),
            // What reads the same is equally good.
            isBest: name != random
              && best[column].map {
                Self.text($0, deviation: nil, measure) == Self.text(number, deviation: nil, measure)
              } ?? false)
        })
    }
  }

  private static func text(_ value: Double, deviation: Double?, _ measure: Measure) -> String {
    let format = measure == .initialFalseAlarms ? "%.1f" : "%.3f"
    let text = String(format: format, value)
    // A ranker without randomness differs in rounding at most.
    guard let deviation, deviation > 1e-9 else { return text }
    return text + " ± " + String(format: format, deviation)
  }
}
