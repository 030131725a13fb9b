import Foundation

extension RunReport {
  /// The report as one HTML page that needs no network.
  public var html: String {
    let projects = record.labeled.map(\.name).joined(separator: " + ") + " → " + record.target.name
    var page = HTMLPage(title: "\(record.label) · \(projects)")
    page.styles = [ChartStyle.pageStyleSheet, Self.style]
    page.body = HTMLPage.render(Self.template, values(projects: projects))
    return page.html
  }

  private func values(projects: String) -> [String: Any] {
    let figures = RunFigures(record)
    return [
      "label": record.label.printable, "projects": projects.printable,
      "protocol": record.evaluationProtocol.title, "isOracle": record.evaluationProtocol.isOracle,
      "seed": String(record.seed), "verdict": record.verdict.printable, "cards": figures.cards,
      "rankers": figures.headings, "measures": figures.rows(perGroup: false),
      "groupMeasures": figures.rows(perGroup: true),
      "hasGroups": record.figures.contains { !$0.perGroup.isEmpty },
      "plots": plots.map { plot in
        [
          "title": plot.title, "caption": plot.caption, "name": plot.name, "charts": plot.sheet.elements,
          "columns": String(min(plot.sheet.columns, plot.sheet.charts.count)),
        ]
      },
      "boundary": boundaryDistortion.map { [Self.values(of: $0)] } ?? [],
      "suspects": suspects, "hasSuspects": !suspects.isEmpty,
      "data": projectRows, "duplicates": duplicateRows, "hasDuplicates": !duplicateRows.isEmpty,
      "settings": record.settings.sorted { $0.key < $1.key }.map {
        ["name": $0.key.printable, "value": $0.value.printable]
      },
      "facts": facts, "warnings": warnings.map(\.printable), "notes": notes.map(\.printable),
      "hasNotes": !notes.isEmpty, "hasWarnings": !warnings.isEmpty,
    ]
  }

  /// A ranker's name for people.
  static func title(of ranker: String) -> String { TrivialRankers.title(of: ranker).printable }

  private var facts: [[String: String]] {
    let memory = Double(record.peakMemory) / Double(1 << 20)
    var facts = [
      ("Run", record.id), ("Method", record.method), ("Program version", record.libraryVersion),
      ("Training and scoring", String(format: "%.1f s", record.seconds)),
      ("Peak memory", String(format: "%.0f MiB", memory)),
    ]
    if let step = record.step { facts.append(("Step whose weights were kept", String(step))) }
    if let precision = record.validationAveragePrecision {
      facts.append(("Average precision on source validation", String(format: "%.3f", precision)))
    }
    if let outcome { facts.append(("Training ended", Self.words(for: outcome))) }
    return facts.map { ["name": $0.0, "value": $0.1.printable] }
  }

  private static func words(for outcome: TrainingOutcome) -> String {
    switch outcome {
    case .completed: "after all steps"
    case .stoppedEarly: "when source validation stopped improving"
    case .interrupted: "when it was interrupted"
    case .diverged: "because a loss was not a number"
    }
  }

  private var projectRows: [[String: String]] {
    let roles = record.labeled.map { ("labelled", $0) } + [("unlabelled", record.target)]
    return roles.map { role, project in
      [
        "role": role, "name": project.name.printable, "functions": String(project.functionCount),
        "vulnerable": project.vulnerableCount.map(String.init) ?? "–", "hash": project.sha256.printable,
      ]
    }
  }

  private var duplicateRows: [[String: String]] {
    guard let counts = record.duplicates else { return [] }
    return [
      ("within the labelled projects", counts.exactWithinSource, counts.nearWithinSource),
      ("within the unlabelled project", counts.exactWithinTarget, counts.nearWithinTarget),
      ("in both", counts.exactAcross, counts.nearAcross),
    ].map { ["place": $0.0, "exact": String($0.1), "near": String($0.2)] }
  }

  /// The functions of the unlabelled project that rank first, with their places by length.
  private var suspects: [[String: Any]] {
    guard let scores else { return [] }
    let rows = scores.rows(of: .target)
    guard let own = scores.scores(of: record.method, in: rows) else { return [] }
    let lengths = scores.scores(of: "length", in: rows)
    let byLength = lengths.map { lengths in
      Dictionary(
        uniqueKeysWithValues: rows.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }.enumerated().map {
          ($1, $0 + 1)
        })
    }
    return rows.indices.sorted { (own[$1], $0) < (own[$0], $1) }.prefix(20).enumerated().map { place, index in
      let row = rows[index]
      return [
        "rank": String(place + 1), "score": String(format: "%.3f", own[index]),
        "place": "\(row.path):\(row.line)".printable, "function": row.function.printable,
        "isVulnerable": row.label == .vulnerable,
        "label": row.label == .vulnerable ? "vulnerable" : row.label == nil ? "no label" : "clean",
        "length": byLength?[index].map(String.init) ?? "–",
      ]
    }
  }

  private static func values(of measure: BoundaryDistortion) -> [String: Any] {
    func row(_ name: String, _ transfer: BoundaryDistortion.Transfer) -> [String: String] {
      [
        "name": name, "accuracy": String(figure: transfer.accuracy),
        "balanced": String(figure: transfer.balancedAccuracy),
        "auc": String(figure: transfer.areaUnderCurve), "majority": String(figure: transfer.majorityShare),
      ]
    }
    return [
      "rows": [
        row("C₁: labelled project to unlabelled", measure.sourceToTarget),
        row("C₂: unlabelled project to labelled", measure.targetToSource),
      ],
      "gap": String(figure: measure.accuracyGap), "balancedGap": String(figure: measure.balancedAccuracyGap),
    ]
  }
}
