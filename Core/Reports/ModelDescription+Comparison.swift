import Foundation

extension ModelDescription {
  /// Both descriptions row by row: what is equal once, what differs marked with * and told of each; ends with a line end.
  public func text(beside other: ModelDescription) -> String {
    func cells(_ rows: [[String]]) -> [(name: String, text: String)] {
      var name = ""
      var number: [String: Int] = [:]
      return rows.map { row in
        if row[0].isEmpty { number[name, default: 1] += 1 } else { name = row[0] }
        let key = number[name].map { "\(name) \($0)" } ?? name
        return (key, row.dropFirst().joined(separator: "  "))
      }
    }
    let (own, others) = (cells(comparable), cells(other.comparable))
    let first = Dictionary(own) { "\($0); \($1)" }
    let second = Dictionary(others) { "\($0); \($1)" }
    var names: [String] = []
    for (name, _) in own + others where !names.contains(name) { names.append(name) }
    let width = names.map(\.count).max() ?? 0
    let models = (file.printable, other.file.printable)
    let modelWidth = max(models.0.count, models.1.count)
    let lines = names.flatMap { name -> [String] in
      let (left, right) = (first[name] ?? "–", second[name] ?? "–")
      if left == right { return ["  \(name.aligned(.left, in: width))  \(left)"] }
      return [
        "* \(name)", "    \(models.0.aligned(.left, in: modelWidth))  \(left)",
        "    \(models.1.aligned(.left, in: modelWidth))  \(right)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The rows that can be compared: what the model is, how much it learnt from and what it was measured at; of figures on
  /// single projects what they come to.
  private var comparable: [[String]] {
    let figures = model.singleFigures.map { name, value in
      [
        name.hasSuffix(ModelFile.longestFirstSuffix)
          ? String(name.dropLast(ModelFile.longestFirstSuffix.count)).printable + " (longest first)"
          : name.printable, String(format: "%.4g", value),
      ]
    }
    let gains = model.series.compactMap { series in
      model.gain(ofFigures: series).map { gain in
        [
          series.printable,
          "\(String(format: "%.3g", gain.mean)) times the average precision of longest first (geometric mean of "
            + "\(counting: gain.projects, "project")), ahead on \(gain.ahead)",
        ]
      }
    }
    return summary + sums(of: model.provenance.labeled, "labelled")
      + sums(of: model.provenance.unlabeled, "unlabelled") + gains + figures
  }

  /// What the projects of a kind come to, in one row; a single one with its name.
  private func sums(of projects: [Provenance.Project], _ kind: String) -> [[String]] {
    guard projects.count > 1 else { return projects.map { Array(row($0, kind).dropLast()) } }
    let functions = projects.map(\.functionCount).reduce(0, +)
    let vulnerable = projects.compactMap(\.vulnerableCount)
    return [
      [
        kind,
        "\(projects.count) projects, \(functions) functions"
          + (vulnerable.isEmpty ? "" : ", \(vulnerable.reduce(0, +)) vulnerable"),
      ]
    ]
  }
}
