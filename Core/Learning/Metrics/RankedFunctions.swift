/// One ranker's order of functions, made once and measured under many weights.
struct RankedFunctions: Sendable {
  /// Indices of the functions, highest score first.
  let order: [Int]
  /// Where each run of equal scores ends in `order`, exclusive.
  let ends: [Int]
  /// How many runs hold suspects: functions whose score is at least the threshold.
  let suspectRuns: Int
  /// The share, 0...1, of the last of these runs that are suspects, if its score is the threshold.
  let tieShare: Double

  init(scores: [Double], threshold: Double, tieShare: Double = 1) {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var ends: [Int] = []
    for position in order.indices
    where position + 1 == order.count || scores[order[position]] != scores[order[position + 1]] {
      ends.append(position + 1)
    }
    self.order = order
    self.ends = ends
    let suspectRuns = ends.count { scores[order[$0 - 1]] >= threshold }
    self.suspectRuns = suspectRuns
    let isTie = suspectRuns > 0 && scores[order[ends[suspectRuns - 1] - 1]] == threshold
    self.tieShare = isTie ? tieShare : 1
  }

  /// All figures, in the order of `Measure.allCases`, NaN where one is not defined.
  ///
  /// A weight says how often a function counts; figures of unit weights are the usual ones.
  ///
  /// - Complexity: O(*n*).
  func figures(of functions: MeasuredFunctions, weights: [Double]) -> [Double] {
    var totals = Sums()
    for index in weights.indices where weights[index] != 0 {
      totals.add(index, weights[index], functions)
    }
    var reading = Reading(totals: totals)
    var start = 0
    for (number, end) in ends.enumerated() {
      var run = Sums()
      for position in start..<end {
        let index = order[position]
        if weights[index] != 0 { run.add(index, weights[index], functions) }
      }
      start = end
      if number == suspectRuns - 1 { reading.closeSuspects(with: run, share: tieShare) }
      if run.vulnerable + run.clean > 0 { reading.read(run) }
    }
    return Measure.allCases.map { reading.value(of: $0) }
  }
}

/// Weights of some functions.
private struct Sums {
  var vulnerable = 0.0
  var clean = 0.0
  var lines = 0.0
  /// Weights of vulnerable and clean functions by length band.
  var bandVulnerable = SIMD4<Double>()
  var bandClean = SIMD4<Double>()

  mutating func add(_ index: Int, _ weight: Double, _ functions: MeasuredFunctions) {
    lines += weight * Double(functions.lines[index])
    let band = functions.bands[index]
    if functions.labels[index] {
      vulnerable += weight
      bandVulnerable[band] += weight
    } else {
      clean += weight
      bandClean[band] += weight
    }
  }

  mutating func add(_ other: Sums) {
    vulnerable += other.vulnerable
    clean += other.clean
    lines += other.lines
    bandVulnerable += other.bandVulnerable
    bandClean += other.bandClean
  }
}

/// Reads runs of equal scores from the top and keeps what the figures need.
private struct Reading {
  let totals: Sums
  private var read = Sums()
  private var area = 0.0
  private var bandAreas = SIMD4<Double>()
  private var precisionSum = 0.0
  private var bestF1 = 0.0
  private var hits: (at10: Double, at20: Double) = (0, 0)
  private var foundAtLowRate = 0.0
  private var falseAlarms: Double?
  private var effort: Double?
  private var foundInFirstLines = 0.0
  private var suspects = Sums()

  private static let falsePositiveRate = 0.005
  private static let effortRecall = 0.2
  private static let lineShare = 0.01

  init(totals: Sums) { self.totals = totals }

  /// What has been read so far and a share of one more run are the suspects.
  mutating func closeSuspects(with run: Sums, share: Double) {
    suspects = read
    suspects.vulnerable += run.vulnerable * share
    suspects.clean += run.clean * share
  }

  mutating func read(_ run: Sums) {
    let size = run.vulnerable + run.clean
    area += run.clean * (read.vulnerable + run.vulnerable / 2)
    bandAreas += run.bandClean * (read.bandVulnerable + run.bandVulnerable / 2)
    let before = read.vulnerable + read.clean
    hits.at10 += run.vulnerable * Self.share(of: size, before: before, limit: 10)
    hits.at20 += run.vulnerable * Self.share(of: size, before: before, limit: 20)
    foundAtLowRate +=
      run.vulnerable
      * Self.share(of: run.clean, before: read.clean, limit: Self.falsePositiveRate * totals.clean)
    foundInFirstLines +=
      run.vulnerable * Self.share(of: run.lines, before: read.lines, limit: Self.lineShare * totals.lines)
    if falseAlarms == nil, run.vulnerable > 0 {
      falseAlarms = read.clean + run.clean / (run.vulnerable + 1)
    }
    let wanted = Self.effortRecall * totals.vulnerable
    if effort == nil, run.vulnerable > 0, read.vulnerable + run.vulnerable >= wanted * (1 - 1e-12) {
      effort = read.lines + run.lines * min(1, (wanted - read.vulnerable) / run.vulnerable)
    }
    read.add(run)
    precisionSum += run.vulnerable * read.vulnerable / (read.vulnerable + read.clean)
    bestF1 = max(bestF1, Self.f1(read, totals))
  }

  /// The share of a run, 0...1, that is read before a budget is used up; all of a run that costs nothing.
  private static func share(of cost: Double, before: Double, limit: Double) -> Double {
    guard before + cost > limit else { return 1 }
    return cost > 0 ? min(1, max(0, (limit - before) / cost)) : 0
  }

  private static func f1(_ read: Sums, _ totals: Sums) -> Double {
    let whole = read.vulnerable + read.clean + totals.vulnerable
    return whole > 0 ? 2 * read.vulnerable / whole : 0
  }

  func value(of measure: Measure) -> Double {
    guard totals.vulnerable > 0, totals.clean > 0 else { return .nan }
    switch measure {
    case .areaUnderCurve: return area / (totals.vulnerable * totals.clean)
    case .averagePrecision: return precisionSum / totals.vulnerable
    case .precision:
      let count = suspects.vulnerable + suspects.clean
      return count > 0 ? suspects.vulnerable / count : 0
    case .recall: return suspects.vulnerable / totals.vulnerable
    case .f1: return Self.f1(suspects, totals)
    case .falsePositiveRate: return suspects.clean / totals.clean
    case .falseNegativeRate: return 1 - suspects.vulnerable / totals.vulnerable
    case .bestF1: return bestF1
    case .precisionAt10: return hits.at10 / min(10, totals.vulnerable + totals.clean)
    case .precisionAt20: return hits.at20 / min(20, totals.vulnerable + totals.clean)
    case .recallAtLowFalsePositiveRate: return foundAtLowRate / totals.vulnerable
    case .initialFalseAlarms: return falseAlarms ?? .nan
    case .effortAt20Recall: return (effort ?? .nan) / totals.lines
    case .recallAt1Lines: return foundInFirstLines / totals.vulnerable
    case .areaUnderCurveShort: return bandArea(0...0)
    case .areaUnderCurveMiddle: return bandArea(1...1)
    case .areaUnderCurveLong: return bandArea(2...2)
    case .areaUnderCurveWithinBands: return bandArea(0...2)
    }
  }

  private func bandArea(_ bands: ClosedRange<Int>) -> Double {
    let pairs = bands.reduce(0) { $0 + totals.bandVulnerable[$1] * totals.bandClean[$1] }
    return pairs > 0 ? bands.reduce(0) { $0 + bandAreas[$1] } / pairs : .nan
  }
}
