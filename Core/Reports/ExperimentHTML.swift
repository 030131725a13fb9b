/// Writes an experiment's tables as one self-contained page of HTML.
public struct ExperimentHTML {
  /// The summary to write.
  public let summary: ExperimentSummary
  /// The page's title.
  public let title: String

  /// Wraps a summary.
  public init(_ summary: ExperimentSummary, title: String = "Experiment") {
    self.summary = summary
    self.title = title
  }

  /// The page.
  public var text: String {
    var page = HTMLPage(title: title)
    page.styles = [Self.style]
    page.body = HTMLPage.render(
      "<main><h1>{{title}}</h1>{{{tables}}}</main>", ["title": title, "tables": tables])
    return page.html
  }

  /// The tables as a part of a page with ``style``.
  var tables: String {
    HTMLPage.render(
      Self.template,
      [
        "runs": "\(summary.runCount)",
        "duration": ExperimentMarkdown.duration(summary.seconds),
        "builds": (ExperimentMarkdown.builds(summary) ?? "").printable,
        "sections": summary.sections.map(values),
      ])
  }

  private func values(_ section: ExperimentSummary.Section) -> [String: Any] {
    let isOracle = section.evaluationProtocol.isOracle
    var tables: [[String: Any]] = []
    for measure in ExperimentMarkdown.measures(section.evaluationProtocol) {
      for perGroup in measure == .averagePrecision ? [false, true] : [false] {
        let columns = ExperimentTableColumns(
          summary: summary, section: section, measure: measure, perGroup: perGroup)
        tables.append([
          "title": measure.title + (perGroup ? ", one item per CVE, name or near-duplicate group" : ""),
          "oracle": isOracle, "pairs": summary.pairs.map(\.name.printable),
          "rows": columns.rows.map { row in
            [
              "name": row.name.printable,
              "cells": row.cells.map { ["text": $0.text, "best": $0.isBest] as [String: Any] },
            ] as [String: Any]
          },
        ])
      }
    }
    let distortion = ExperimentDistortionTable.tables(summary, section).map { table in
      [
        "title": table.title, "pairs": summary.pairs.map(\.name.printable),
        "rows": table.rows.map { ["name": $0.name.printable, "cells": $0.cells] as [String: Any] },
      ] as [String: Any]
    }
    let verdicts = summary.pairs.indices.flatMap { column in
      section.rows.compactMap { row in
        section.cells[row]?[column]?.verdict.map { "\(summary.pairs[column].name): \($0)".printable }
      }
    }
    return [
      "heading": section.evaluationProtocol.title, "tables": tables, "verdicts": verdicts,
      "hasVerdicts": !verdicts.isEmpty, "distortion": distortion,
      "distortionText": distortion.isEmpty ? "" : ExperimentDistortionTable.explanation,
    ]
  }

  static let style = """

    td.best { font-weight: 700 } .oracle { opacity: 0.8; font-style: italic }
    .tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2rem; }
    .tables > div { min-width: 0; overflow-x: auto; }
    .tables th, .tables td { white-space: nowrap; }

    """

  private static let template = """
    <p>{{runs}} runs, {{duration}} of training and scoring in all. Mean ± standard deviation over the seeds; the best \
    of each column in bold. {{builds}}</p>
    {{#sections}}<h2>{{heading}}</h2>
    <div class="tables">{{#tables}}<div><h3>{{title}}{{#oracle}} <span class="oracle">oracle</span>{{/oracle}}</h3>
    <table><thead><tr><th>Method</th>{{#pairs}}<th>{{.}}</th>{{/pairs}}</tr></thead><tbody>
    {{#rows}}<tr><th scope="row">{{name}}</th>{{#cells}}<td{{#best}} class="best"{{/best}}>{{text}}</td>{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    {{/tables}}{{#distortion}}<div><h3>{{title}}</h3>
    <table><thead><tr><th>Method</th>{{#pairs}}<th>{{.}}</th>{{/pairs}}</tr></thead><tbody>
    {{#rows}}<tr><th scope="row">{{name}}</th>{{#cells}}<td>{{.}}</td>{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    {{/distortion}}</div><p>{{distortionText}}</p>{{#hasVerdicts}}<h3>Beyond chance?</h3><ul>{{#verdicts}}<li>{{.}}</li>
    {{/verdicts}}</ul>{{/hasVerdicts}}{{/sections}}
    """
}
