import Algorithms

/// A backtest as one page of HTML with plots a cut: functions found so far against lines read, and against functions read
/// and marked.
struct BacktestHTML {
  private let result: BacktestResult
  /// The rankers of all cuts: each keeps its colour, also where a cut lacks another.
  private let rankers: [String]

  init(_ result: BacktestResult) {
    self.result = result
    rankers = Array(
      result.cuts.flatMap(\.figures).map(\.ranker).filter { $0 != TrivialRankers.randomName }.uniqued())
  }

  var page: String {
    var page = HTMLPage(title: "Backtest of \(result.path)")
    page.styles = [
      ChartStyle.pageStyleSheet,
      "td, th { text-align: right } td:first-child, th:first-child { text-align: left } .wide { overflow-x: auto }",
    ]
    let sentences: [String] = result.sentences.map(\.printable)
    let cuts: [[String: Any]] = result.cuts.map { values(of: $0) }
    let legend: String = result.cuts.isEmpty ? "" : BacktestTable.legend
    var contents: [String: Any] = [:]
    contents["path"] = result.path.printable
    contents["head"] = String(result.head.prefix(12))
    contents["truth"] = result.truth.printable
    contents["legend"] = legend
    contents["empty"] = BacktestTable.cutsWithoutFigures(result)
    contents["elsewhere"] = BacktestTable.elsewhere(result) ?? ""
    contents["sentences"] = sentences
    contents["header"] = BacktestTable.header
    contents["cuts"] = cuts
    page.body = HTMLPage.render(Self.template, contents)
    return page.html
  }

  private func values(of cut: BacktestResult.Cut) -> [String: Any] {
    var values: [String: Any] = [:]
    values["date"] = BacktestTable.date(cut.cut.date)
    values["notes"] = BacktestTable.notes(cut).map(\.printable)
    values["rows"] = cut.figures.map { BacktestTable.row($0).map(\.printable) }
    values["plots"] = ChartSheet([chart(cut, upTo: 0.2), chart(cut, upTo: 1)], columns: 2).elements
    var markings: [[String: Any]] = []
    if let marking = cut.marking { markings.append(Self.values(of: marking)) }
    values["markings"] = markings
    return values
  }

  private static func values(of simulation: MarkingSimulation) -> [String: Any] {
    [
      "sentence": MarkingTable.sentence(simulation), "header": MarkingTable.header,
      "rows": MarkingTable.rows(simulation), "plots": ChartSheet([chart(simulation)]).elements,
    ]
  }

  /// Functions found against functions read and marked, with the share that is looked for.
  private static func chart(_ simulation: MarkingSimulation) -> Chart {
    let goal = ChartMark(
      "\(String(percent: MarkingSimulation.goal)) found",
      .line([SIMD2(0, MarkingSimulation.goal), SIMD2(1, MarkingSimulation.goal)]),
      style: ChartStyle(.grey, dash: .dotted, width: 1.4))
    let courses = simulation.courses.enumerated().map { number, course in
      ChartMark(course.title, .line(course.curve), style: .series(number))
    }
    var chart = Chart(
      "Reading and marking", x: .share("share of the functions read"),
      y: .share("share of the functions found that were fixed later"), marks: [goal] + courses)
    chart.subtitle =
      "\(simulation.fixedCount) of \(BacktestTable.grouped(simulation.readingCount)) functions were fixed later,"
      + " those that are alike counted once"
    chart.summary =
      simulation.courses.map { course in
        let share = course.shareToGoal.map { String(percent: $0) } ?? "more than all"
        return "\(course.title): \(share)"
      }.joined(separator: ", ")
      + " of the functions to read for \(String(percent: MarkingSimulation.goal)) of them."
    return chart
  }

  /// Functions found against lines read, up to a share of all lines.
  private func chart(_ cut: BacktestResult.Cut, upTo share: Double) -> Chart {
    let end = share * Double(cut.lineCount)
    let marks = cut.figures.map { figures in
      let style = rankers.firstIndex(of: figures.ranker).map(ChartStyle.series)
      return ChartMark(
        figures.title.printable, .line(Self.clipped(figures.curve, at: end)),
        style: style ?? ChartStyle(.grey, dash: .dotted, width: 1.4))
    }
    var chart = Chart(
      share < 1 ? "The first \(String(percent: share)) of the lines" : "All lines",
      x: ChartAxis("lines read", includes: 0...max(1, end), isFixed: true),
      y: ChartAxis("functions found that were fixed later", includes: 0...Double(cut.fixedCount)),
      marks: marks)
    chart.subtitle =
      "\(cut.fixedCount) of \(BacktestTable.grouped(cut.functionCount)) functions were fixed later"
    chart.summary =
      cut.figures.map { figures in
        "\(figures.title.printable): \(BacktestTable.decimal(figures.recallInShares.last, 3))"
      }.joined(separator: ", ") + " of them in a fifth of the lines."
    return chart
  }

  private static func clipped(_ curve: [SIMD2<Double>], at end: Double) -> [SIMD2<Double>] {
    guard let next = curve.firstIndex(where: { $0.x > end }), next > 0 else { return curve }
    let (one, other) = (curve[next - 1], curve[next])
    let y = one.y + (other.y - one.y) * (end - one.x) / (other.x - one.x)
    return curve[..<next] + [SIMD2(end, y)]
  }

  private static let template = """
    <main><h1>Backtest of {{path}}</h1>
    <p>Up to <code>{{head}}</code>; fixes are {{truth}}.</p>
    {{#sentences}}<p><strong>{{.}}</strong></p>
    {{/sentences}}{{#cuts}}<h2>{{date}}</h2>
    {{#notes}}<p>{{.}}</p>
    {{/notes}}<div class="charts">{{#plots}}{{{.}}}{{/plots}}</div>
    <div class="wide"><table><thead><tr>{{#header}}<th>{{.}}</th>{{/header}}</tr></thead><tbody>
    {{#rows}}<tr>{{#.}}<td>{{.}}</td>{{/.}}</tr>
    {{/rows}}</tbody></table></div>
    {{#markings}}<p>{{sentence}}</p>
    <div class="charts">{{#plots}}{{{.}}}{{/plots}}</div>
    <div class="wide"><table><thead><tr>{{#header}}<th>{{.}}</th>{{/header}}</tr></thead><tbody>
    {{#rows}}<tr>{{#.}}<td>{{.}}</td>{{/.}}</tr>
    {{/rows}}</tbody></table></div>
    {{/markings}}{{/cuts}}{{#empty}}<p>{{.}}</p>{{/empty}}
    {{#elsewhere}}<p>{{elsewhere}}</p>{{/elsewhere}}
    <p>{{legend}}</p></main>
    """
}
