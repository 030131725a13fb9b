/// An experiment's result: methods × pairs, both protocols, beside the trivial rankers.
public struct ExperimentSummary: Sendable {
  /// A pair of projects.
  struct Pair: Hashable, Sendable {
    /// `ffmpeg → libpng`
    var name: String
    /// Labelled functions of the target.
    var functions: Int
    /// Vulnerable ones among them.
    var vulnerable: Int
    /// Hashes that tell pairs of equal names apart.
    var hashes: [String]
  }

  /// One method's figures on one pair under one protocol.
  struct Cell: Sendable {
    /// Mean over the seeds, by figure.
    var means: [Measure: Double]
    /// Standard deviation over the seeds, by figure; none for a single seed.
    var deviations: [Measure: Double]
    /// The same where functions of one group count once.
    var groupMeans: [Measure: Double]
    /// Seeds that ran.
    var seeds: Int
    /// Settings that were tried.
    var settingsTried: Int
    /// The settings that differ from the method's others, as text; empty when one was tried.
    var chosen: String
    /// Mean duration of a run in seconds.
    var seconds: Double
    /// What the paired bootstrap says; nil for trivial rankers and without kept scores.
    var verdict: String?
    /// Boundary distortion, an oracle's figure; nil where it was not measured.
    var boundaryDistortion: DistortionFigures?
  }

  /// The figures under one protocol.
  public struct Section: Sendable {
    /// The protocol.
    public var evaluationProtocol: EvaluationProtocol
    /// Names of the rows: methods in order of appearance, then the trivial rankers.
    public var rows: [String]
    /// The cells of each row, one a pair; nil where nothing ran.
    var cells: [String: [Cell?]]
  }

  /// The pairs, in order of appearance.
  var pairs: [Pair]
  /// One section a protocol.
  var sections: [Section]
  /// Duplicates of each pair, in the order of the pairs.
  public var duplicates: [DuplicateCounts?]
  /// Number of runs.
  var runCount: Int
  /// Sum of the runs' durations in seconds.
  public var seconds: Double
  /// The builds of the program that made the runs, such as `0.1.0 (2c26b46b68ffc68f)`, with their numbers of runs.
  var builds: [(name: String, runs: Int)]

  /// Summarises runs.
  ///
  /// - Parameters:
  ///   - records: Finished runs.
  ///   - scores: Reads a run's scores where they were kept.
  public init(records: [RunRecord], scores: (RunRecord) -> ScoreTable? = { _ in nil }) {
    var pairs: [Pair] = []
    var labels: [String] = []
    for record in records {
      let pair = Self.pair(of: record)
      if !pairs.contains(pair) { pairs.append(pair) }
      if !labels.contains(record.label) { labels.append(record.label) }
    }
    let order = TrainingMethod.all.map(\.title)
    labels.sort { left, right in
      (order.firstIndex(of: left) ?? order.count, left) < (order.firstIndex(of: right) ?? order.count, right)
    }
    self.pairs = pairs
    duplicates = pairs.map { pair in records.first { Self.pair(of: $0) == pair }?.duplicates }
    runCount = records.count
    seconds = records.reduce(0) { $0 + $1.seconds }
    builds = Dictionary(grouping: records) { "\($0.libraryVersion) (\($0.build ?? "build unknown"))" }
      .map { ($0.key, $0.value.count) }.sorted { $0.name < $1.name }
    sections = EvaluationProtocol.allCases.compactMap { evaluationProtocol in
      let own = records.filter { $0.evaluationProtocol == evaluationProtocol }
      guard !own.isEmpty else { return nil }
      return Self.section(evaluationProtocol, records: own, pairs: pairs, labels: labels, scores: scores)
    }
  }

  private static func pair(of record: RunRecord) -> Pair {
    Pair(
      name: record.pairName,
      functions: record.target.functionCount, vulnerable: record.target.vulnerableCount ?? 0,
      hashes: (record.labeled + [record.target]).map(\.sha256))
  }

  private static func section(
    _ evaluationProtocol: EvaluationProtocol, records: [RunRecord], pairs: [Pair], labels: [String],
    scores: (RunRecord) -> ScoreTable?
  ) -> Section {
    var cells: [String: [Cell?]] = [:]
    for (column, pair) in pairs.enumerated() {
      let own = records.filter { Self.pair(of: $0) == pair }
      for label in labels {
        let runs = own.filter { $0.label == label }
        cells[label, default: pairs.map { _ in nil }][column] = cell(runs, evaluationProtocol, scores: scores)
      }
      for (ranker, title) in TrivialRankers.titles {
        cells[title, default: pairs.map { _ in nil }][column] = trivialCell(ranker, records: own)
      }
    }
    return Section(
      evaluationProtocol: evaluationProtocol, rows: labels + TrivialRankers.titles.map(\.value), cells: cells)
  }

  private static func cell(
    _ records: [RunRecord], _ evaluationProtocol: EvaluationProtocol, scores: (RunRecord) -> ScoreTable?
  ) -> Cell? {
    guard !records.isEmpty else { return nil }
    // Settings as one text each, so that their order depends on nothing else.
    let bySettings = Dictionary(grouping: records) { record in
      record.settings.map { "\($0)=\($1)" }.sorted().joined(separator: "\n")
    }
    let ordered = bySettings.sorted { $0.key < $1.key }
    var tables: [String: ScoreTable] = [:]
    let candidates = ordered.map { _, runs in
      let runs = runs.sorted { $0.seed < $1.seed }
      let found = runs.map { run in
        let table = scores(run)
        tables[run.id] = table
        return table.flatMap { $0.scores(of: run.method, in: $0.rows(of: .target)) } ?? []
      }
      return ModelChoice.Candidate(records: runs, scores: found.contains([]) ? [] : found)
    }
    guard let chosen = ModelChoice.choose(candidates, evaluationProtocol) else { return nil }
    var cell = cell(chosen.records.map { ($0.figures(of: $0.method), $0.seconds) })
    cell?.settingsTried = candidates.count
    cell?.chosen = difference(chosen.records, among: records)
    cell?.verdict = verdict(chosen.records, tables: tables, evaluationProtocol)
    cell?.boundaryDistortion = DistortionFigures(chosen.records.compactMap(\.boundaryDistortion))
    return cell
  }

  private static func cell(_ figures: [(RankerFigures?, Double)]) -> Cell? {
    let known = figures.compactMap(\.0)
    guard !known.isEmpty else { return nil }
    var means: [Measure: Double] = [:]
    var deviations: [Measure: Double] = [:]
    var groupMeans: [Measure: Double] = [:]
    for measure in Measure.allCases {
      let spread = Spread(known.compactMap { $0.perFunction[measure]?.value })
      means[measure] = spread?.mean
      deviations[measure] = spread?.deviation
      groupMeans[measure] = Spread(known.compactMap { $0.perGroup[measure]?.value })?.mean
    }
    return Cell(
      means: means, deviations: deviations, groupMeans: groupMeans, seeds: known.count, settingsTried: 1,
      chosen: "", seconds: figures.map(\.1).mean, verdict: nil)
  }

  /// A trivial ranker's figures, once for each seed.
  private static func trivialCell(_ ranker: String, records: [RunRecord]) -> Cell? {
    var bySeed: [UInt64: RankerFigures] = [:]
    for record in records where bySeed[record.seed] == nil {
      bySeed[record.seed] = record.figures(of: ranker)
    }
    return cell(bySeed.sorted { $0.key < $1.key }.map { ($0.value, 0) })
  }

  /// The chosen settings that are not common to all runs.
  private static func difference(_ chosen: [RunRecord], among records: [RunRecord]) -> String {
    guard let first = records.first else { return "" }
    let varying = first.settings.keys.filter { key in
      records.contains { $0.settings[key] != first.settings[key] }
    }
    let texts = chosen.map { record in
      varying.sorted().map { "\($0) \(record.settings[$0] ?? "none")" }.joined(separator: ", ")
    }
    return Set(texts).count == 1 ? texts[0] : ""
  }

  private static func verdict(
    _ records: [RunRecord], tables: [String: ScoreTable], _ evaluationProtocol: EvaluationProtocol
  ) -> String? {
    // Under parity each seed tests on other functions, so there is nothing to pair.
    guard evaluationProtocol == .honest, let first = records.first, let table = tables[first.id] else {
      return nil
    }
    let rows = table.rows(of: .target)
    var groups: [String: Int] = [:]
    let numbers = rows.map { row in
      let number = groups[row.group] ?? groups.count
      groups[row.group] = number
      return number
    }
    let lengths = table.scores(of: LengthRanker.name, in: rows) ?? rows.map { _ in 1 }
    let measured = MeasuredFunctions(
      labels: rows.map { $0.label == .vulnerable },
      lengths: lengths.map { Int(exactly: $0.rounded()) ?? 1 << 40 },
      lines: rows.map { _ in 1 },
      groups: numbers)
    func runs(_ ranker: (RunRecord) -> String) -> RankedRuns? {
      let runs = records.compactMap { record in
        tables[record.id].flatMap { table in
          table.scores(of: ranker(record), in: table.rows(of: .target)).map {
            RankedRuns.Run(scores: $0, suspectShare: EvaluationRun.suspectShare)
          }
        }
      }.filter { $0.scores.count == rows.count }
      return runs.isEmpty ? nil : RankedRuns(name: ranker(first), runs: runs)
    }
    let rankers = [
      runs { $0.method }, runs { _ in LengthRanker.name }, runs { _ in TrivialRankers.tfidfName },
    ].compactMap { $0 }
    let result = Bootstrap(resamples: 1000).measure(rankers, on: measured)
    return Verdict.sentence(title: first.label, ranker: first.method, result: result, isOracle: false)
  }
}
