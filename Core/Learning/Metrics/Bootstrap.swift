/// A ranker's scores of all measured functions, once for each seed it was trained with.
public struct RankedRuns: Sendable {
  /// Scores of one run, and the score from which on a function is a suspect.
  public struct Run: Sendable {
    /// One score a function; higher is more suspicious.
    public var scores: [Double]
    /// The score from which on a function is a suspect.
    public var threshold: Double
    /// The share, 0...1, of the functions exactly at the threshold that are suspects.
    var tieShare: Double

    /// Creates a run from its parts.
    public init(scores: [Double], threshold: Double, tieShare: Double = 1) {
      self.scores = scores
      self.threshold = threshold
      self.tieShare = tieShare
    }

    /// A run whose suspects are a share (0...1) of the functions, chosen without labels.
    public init(scores: [Double], suspectShare: Double) {
      let sorted = scores.sorted(by: >)
      let suspects = min(sorted.count, max(1, Int((Double(scores.count) * suspectShare).rounded())))
      let threshold = sorted.isEmpty ? 0 : sorted[suspects - 1]
      let ties = sorted.count { $0 == threshold }
      let above = sorted.count { $0 > threshold }
      self.init(
        scores: scores, threshold: threshold,
        tieShare: ties == 0 ? 1 : Double(suspects - above) / Double(ties))
    }
  }

  /// The ranker's name.
  public var name: String
  /// Its runs; a ranker without randomness has one.
  public var runs: [Run]

  /// Creates a ranker from its parts.
  public init(name: String, runs: [Run]) {
    self.name = name
    self.runs = runs
  }
}

/// Measures rankers and says how far chance could move the figures.
///
/// Groups of functions (one CVE, one name, near duplicates) are drawn with replacement, those with a vulnerable
/// function and the others each as often as there are (a stratified cluster bootstrap); seeds are drawn as well.
/// All rankers are measured on the same draws, so that differences between them are paired. Of fewer than
/// ``BootstrapResult/leastGroups`` groups of either kind it says nothing.
struct Bootstrap: Sendable {
  /// The number of draws.
  var resamples: Int
  /// Seed of the draws.
  var seed: UInt64

  /// Creates a bootstrap; fewer than about 200 draws give ragged intervals.
  init(resamples: Int = 1000, seed: UInt64 = 1) {
    self.resamples = resamples
    self.seed = seed
  }

  /// Measures rankers on the same functions.
  func measure(_ rankers: [RankedRuns], on functions: MeasuredFunctions) -> BootstrapResult {
    let ranked = rankers.map { ranker in
      ranker.runs.map { RankedFunctions(scores: $0.scores, threshold: $0.threshold, tieShare: $0.tieShare) }
    }
    let units = functions.unitWeights
    let exact = ranked.map { runs in
      runs.map {
        FigurePair(
          function: $0.figures(of: functions, weights: units),
          group: $0.figures(of: functions, weights: functions.shares))
      }
    }
    let groupCount = min(functions.vulnerableGroups.count, functions.cleanGroups.count)
    let isEnough = groupCount >= BootstrapResult.leastGroups
    let draws = parallelMap(isEnough ? Array(0..<resamples) : [], pieceSize: 8) { draw in
      self.draw(draw, ranked: ranked, functions: functions)
    }
    return BootstrapResult(names: rankers.map(\.name), exact: exact, draws: draws, groupCount: groupCount)
  }

  private func draw(
    _ number: Int, ranked: [[RankedFunctions]], functions: MeasuredFunctions
  ) -> [FigurePair] {
    var random = SeededGenerator(seed: seed, stream: UInt64(number))
    var counts = [Double](repeating: 0, count: functions.groupCount)
    for groups in [functions.vulnerableGroups, functions.cleanGroups] {
      for _ in groups.indices { counts[groups[random.next(below: groups.count)]] += 1 }
    }
    let perFunction = functions.groups.map { counts[$0] }
    let perGroup = zip(perFunction, functions.shares).map { $0 * $1 }
    let places = (0..<(ranked.map(\.count).max() ?? 0)).map { _ in random.uniform() }
    return ranked.map { runs in
      // Rankers with as many seeds get the same ones, so that differences stay paired.
      let chosen = runs.indices.map { Int(places[$0] * Double(runs.count)) }
      let pairs = Set(chosen).reduce(into: [Int: FigurePair]()) { pairs, index in
        pairs[index] = FigurePair(
          function: runs[index].figures(of: functions, weights: perFunction),
          group: runs[index].figures(of: functions, weights: perGroup))
      }
      return FigurePair(meanOf: chosen.compactMap { pairs[$0] })
    }
  }
}

/// Figures over functions and over groups, in the order of `Measure.allCases`.
struct FigurePair: Sendable {
  var function: [Double]
  var group: [Double]

  init(function: [Double], group: [Double]) {
    self.function = function
    self.group = group
  }

  init(meanOf pairs: [FigurePair]) {
    function = Self.mean(pairs.map(\.function))
    group = Self.mean(pairs.map(\.group))
  }

  private static func mean(_ rows: [[Double]]) -> [Double] {
    Measure.allCases.indices.map { column in
      rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
    }
  }
}
