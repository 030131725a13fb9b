/// What the simulation of marking found, as cells, for every form of a backtest's report.
enum MarkingTable {
  /// The columns' headings.
  static let header: [String] =
    ["reading and marking"] + MarkingSimulation.shares.map { "in \(String(percent: $0)) of functions" }
    + ["functions for \(String(percent: MarkingSimulation.goal))"]

  /// The cells of each course.
  static func rows(_ simulation: MarkingSimulation) -> [[String]] {
    simulation.courses.map { course in
      [course.title] + course.found.map { BacktestTable.decimal($0, 3) }
        + [course.shareToGoal.map { BacktestTable.decimal(100 * $0, 1) + " %" } ?? "–"]
    }
  }

  /// What the table is about.
  static func sentence(_ simulation: MarkingSimulation) -> String {
    "A reviewer who reads and marks \(BacktestTable.grouped(simulation.readingCount)) functions one after the other,"
      + " those that are alike once, finds this share of the \(simulation.fixedCount) that were fixed later:"
  }

  /// The table in columns.
  static func text(_ simulation: MarkingSimulation) -> String {
    sentence(simulation) + "\n" + BacktestTable.text([header] + rows(simulation))
  }

  /// The table in Markdown.
  static func markdown(_ simulation: MarkingSimulation) -> String {
    "\n" + sentence(simulation) + "\n\n" + BacktestTable.markdown([header] + rows(simulation))
  }
}

extension MarkingSimulation: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("courses", courses)
    json.add("fixed", fixedCount)
    json.add("functions", readingCount)
  }
}

extension MarkingSimulation.Course: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("curve", curve.map { [$0.x, $0.y] })
    json.add(
      "found",
      Dictionary(
        zip(MarkingSimulation.shares.map { String($0) }, found), uniquingKeysWith: { first, _ in first }))
    json.add("name", name)
    json.add("share_to_80_percent", shareToGoal)
    json.add("title", title)
  }
}
