/// What a ranker would have found at one cut.
struct BacktestFigures: Sendable {
  /// The ranker's name in files, and in tables.
  let ranker: String
  /// The ranker's name in tables.
  let title: String
  /// Average precision with its 95 % interval.
  let averagePrecision: Estimate
  /// Average precision over that of a random order.
  let lift: Double?
  /// Average precision over that of longest first.
  let ratioToLength: Double?
  /// Area under the ROC curve with its 95 % interval.
  let areaUnderCurve: Estimate
  /// Functions of ``hitCounts`` first ones that were fixed later; near-duplicates count and are read once.
  let hits: [Double]
  /// The share, 0...1, of the fixed functions in the first ``lineShares`` of all lines.
  let recallInShares: [Double]
  /// The share, 0...1, of the fixed functions in the first ``lineBudgets`` lines.
  let recallInLines: [Double]
  /// The share, 0...1, of the fixed functions among the first fifth of all functions.
  let recallInTopFifth: Double
  /// Average precision beside that of longest first, and whether the difference could be chance.
  let gain: PairedDifference?
  /// Lines read, and functions found by then, for drawing.
  let curve: [SIMD2<Double>]

  /// How many first functions hits are counted in.
  static let hitCounts = [10, 20, 50]
  /// Shares of all lines.
  static let lineShares = [0.02, 0.05, 0.2]
  /// Lines that a reviewer reads in an hour, half a day, and a week.
  static let lineBudgets = [400, 2_000, 10_000]

  /// Measures rankers on the same functions.
  ///
  /// - Parameters:
  ///   - rankers: The rankers with their scores; one of them is ``BacktestRanker/length``.
  ///   - isFixed: Whether each function was fixed later.
  ///   - project: The functions.
  ///   - twins: The near-duplicate group of each function.
  ///   - bootstrap: How intervals are found.
  /// - Returns: The figures of each ranker, in their order.
  static func measure(
    _ rankers: [(ranker: BacktestRanker, scores: [Double])], isFixed: [Bool], project: BacktestProject,
    twins: [Int], bootstrap: Bootstrap
  ) -> [BacktestFigures] {
    let functions = MeasuredFunctions(
      labels: isFixed, lengths: project.lengths, lines: project.lines, groups: twins)
    let result = bootstrap.measure(
      rankers.map { RankedRuns(name: $0.ranker.name, runs: [.init(scores: $0.scores, suspectShare: 0.1)]) },
      on: functions)
    let figures = Dictionary(
      result.figures.map { ($0.ranker, $0.perFunction) }, uniquingKeysWith: { first, _ in first })
    let rate = Double(functions.vulnerableCount) / Double(max(1, isFixed.count))
    let length = figures[LengthRanker.name]?[.averagePrecision]?.value
    return rankers.map { ranker, scores in
      let own = figures[ranker.name] ?? [:]
      let precision = own[.averagePrecision] ?? Estimate(nil)
      let byLines = ReadingCurve(
        scores: scores, isWanted: isFixed, costs: functions.lines.map(Double.init))
      let byFunctions = ReadingCurve(scores: scores, isWanted: isFixed, costs: scores.map { _ in 1 })
      let byTwins = twinCurve(scores, isFixed, twins)
      let count = max(1, byLines.wantedCount)
      return BacktestFigures(
        ranker: ranker.name, title: ranker.title, averagePrecision: precision,
        lift: precision.value.map { $0 / rate }, ratioToLength: ratio(precision.value, length),
        areaUnderCurve: own[.areaUnderCurve] ?? Estimate(nil),
        hits: hitCounts.map { byTwins.found(within: Double($0)) },
        recallInShares: lineShares.map { byLines.found(within: $0 * byLines.totalCost) / count },
        recallInLines: lineBudgets.map { byLines.found(within: Double($0)) / count },
        recallInTopFifth: byFunctions.found(within: 0.2 * Double(scores.count)) / count,
        gain: ranker.name == LengthRanker.name
          ? nil : result.difference(of: ranker.name, to: LengthRanker.name), curve: byLines.thinned(to: 400))
    }
  }

  /// Twins are read once, at the place of the first, and found when one of them was fixed.
  private static func twinCurve(_ scores: [Double], _ isFixed: [Bool], _ twins: [Int]) -> ReadingCurve {
    let count = (twins.max() ?? -1) + 1
    var best = [Double](repeating: -.infinity, count: count)
    var isWanted = [Bool](repeating: false, count: count)
    for (index, group) in twins.enumerated() {
      best[group] = max(best[group], scores[index])
      isWanted[group] = isWanted[group] || isFixed[index]
    }
    return ReadingCurve(scores: best, isWanted: isWanted, costs: best.map { _ in 1 })
  }

  private static func ratio(_ one: Double?, _ other: Double?) -> Double? {
    guard let one, let other, other > 0 else { return nil }
    return one / other
  }
}
