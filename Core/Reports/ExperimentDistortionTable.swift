import Foundation

/// The cells of an experiment's tables of boundary distortion as text, for Markdown and HTML alike.
struct ExperimentDistortionTable {
  struct Row {
    var name: String
    var cells: [String]
  }

  /// The table's title.
  let title: String
  /// One row a method, then what one answer for all functions reaches.
  let rows: [Row]

  /// What the figures are and are not; stands above both tables.
  static let explanation = """
    C₁ learns from the source's joint points and is tested on the target, C₂ the other way round (paper, Table 2). \
    Each cell: C₁ / C₂, gap ± its deviation over the seeds. The target's labels are read, so nothing is chosen by \
    these figures; a small gap says little where neither C₁ nor C₂ is better than one answer for all.
    """

  /// The tables of a section; none when boundary distortion was not measured.
  static func tables(
    _ summary: ExperimentSummary, _ section: ExperimentSummary.Section
  ) -> [ExperimentDistortionTable] {
    let accuracy = ExperimentDistortionTable(
      summary, section, title: "Boundary distortion, accuracy (oracle)", figure: \.accuracy,
      oneAnswer: \.oneAnswer)
    let balanced = ExperimentDistortionTable(
      summary, section, title: "Boundary distortion, balanced accuracy (oracle)", figure: \.balancedAccuracy,
      oneAnswer: nil)
    return [accuracy, balanced].filter { !$0.rows.isEmpty }
  }

  private init(
    _ summary: ExperimentSummary, _ section: ExperimentSummary.Section, title: String,
    figure: KeyPath<DistortionFigures, DistortionFigures.Both>,
    oneAnswer: KeyPath<DistortionFigures, DistortionFigures.Both>?
  ) {
    self.title = title
    var rows: [Row] = []
    var known = [DistortionFigures?](repeating: nil, count: summary.pairs.count)
    for name in section.rows {
      let cells = (section.cells[name] ?? []).map { $0?.boundaryDistortion }
      guard cells.contains(where: { $0 != nil }) else { continue }
      rows.append(Row(name: name, cells: cells.map { $0.map { Self.text($0[keyPath: figure]) } ?? "–" }))
      known = zip(known, cells).map { $0 ?? $1 }
    }
    if !rows.isEmpty {
      rows.append(
        Row(
          name: "one answer for all",
          cells: known.map { figures in
            guard let figures else { return "–" }
            guard let oneAnswer else { return "0.500 / 0.500" }
            let both = figures[keyPath: oneAnswer]
            return "\(String(figure: both.sourceToTarget.mean)) / \(String(figure: both.targetToSource.mean))"
          }))
    }
    self.rows = rows
  }

  private static func text(_ both: DistortionFigures.Both) -> String {
    let deviation = both.gap.deviation.map { " ± " + String(figure: $0) } ?? ""
    return "\(String(figure: both.sourceToTarget.mean)) / \(String(figure: both.targetToSource.mean)), "
      + "\(String(figure: both.gap.mean))\(deviation)"
  }
}
