import Foundation

@testable import Core

/// A small run whose names are hostile.
enum SampleRun {
  static let hostile = "</td><script>alert(1)</script>\u{1b}[2J\u{202e}"

  static func record(protocol evaluationProtocol: EvaluationProtocol = .honest) -> RunRecord {
    func figures(_ ranker: String, _ value: Double) -> RankerFigures {
      RankerFigures(
        ranker: ranker,
        perFunction: [
          .averagePrecision: Estimate(value, low: value / 2, high: min(1, value * 2)),
          .areaUnderCurve: Estimate(0.5 + value / 2), .initialFalseAlarms: Estimate(12 - 10 * value),
        ], perGroup: [.averagePrecision: Estimate(value / 2)])
    }
    return RunRecord(
      id: "00ff12ab", evaluationProtocol: evaluationProtocol, method: "ddan", label: "DDAN \(hostile)",
      settings: ["batchSize": "64", "objective.alpha": hostile], seed: 3,
      labeled: [
        .init(
          name: "a\(hostile)", sha256: String(repeating: "a", count: 64), functionCount: 5, vulnerableCount: 2
        )
      ],
      target: .init(
        name: "b", sha256: String(repeating: "b", count: 64), functionCount: 60, vulnerableCount: 20),
      duplicates: DuplicateCounts(), libraryVersion: "0.1.0", seconds: 1.5, peakMemory: 1 << 20, step: 2,
      validationAveragePrecision: 0.5,
      figures: [figures("ddan", 0.4), figures("length", 0.6), figures("random", 0.1)],
      verdict: "DDAN does not beat longest first. \(hostile)")
  }

  static let events: [TrainingEvent] = [
    .started(step: 0, maximumSteps: 3, parameters: 10),
    .step(
      StepReport(
        step: 1, terms: ["classification": .nan, hostile: 2], discriminatorLoss: .infinity,
        discriminatorAccuracies: ["source": 0.5], gradientNorm: 2)),
    .step(
      StepReport(
        step: 2, terms: ["classification": 0.3], discriminatorLoss: 1,
        discriminatorAccuracies: ["source": 0.7],
        gradientNorm: .nan)),
    .warning("mind \(hostile)"),
    .evaluated(
      EvaluationReport(
        step: 2, validation: RankingMetrics(scores: [1], labels: [true]), validationLoss: .nan, isBest: true,
        evaluationsWithoutImprovement: 0, terms: [:], discriminatorAccuracies: [:])),
    .finished(.completed),
  ]

  static func scores(labels: (Int) -> Label? = { $0 % 3 == 0 ? .vulnerable : .notVulnerable }) -> ScoreTable {
    var table = ScoreTable(rankers: ["length", "ddan", "random"], rows: [])
    for domain in [ScoreTable.Domain.target, .validation] {
      for number in 0..<60 {
        let scores: [Double] = [Double(number * 7 % 60) / 60, Double(number * 11 % 60), 0.5]
        table.rows.append(
          ScoreTable.Row(
            domain: domain, path: number == 0 ? hostile : "z\(number).c", function: "g\(number)", line: 1,
            label: labels(number), group: "n\(number)", scores: scores))
      }
    }
    return table
  }

  static func joint() -> JointRepresentations {
    var random = SeededGenerator(seed: 4)
    func domain() -> JointRepresentations.Domain {
      let z = Matrix(rows: 60, columns: 4)
      z.fillNormal(deviation: 1, using: &random)
      return .init(
        z: z, labels: (0..<60).map { $0 % 3 == 0 ? .vulnerable : .notVulnerable },
        names: (0..<60).map { .init(path: "z\($0).c", line: 1, function: "g") })
    }
    return JointRepresentations(method: "ddan", source: domain(), target: domain())
  }

  /// Few iterations, so that tests are quick.
  static var options: RunReport.Options {
    var options = RunReport.Options()
    options.embedding.iterations = 10
    options.boundary.hiddenSizes = [4]
    options.boundary.steps = 10
    return options
  }
}
