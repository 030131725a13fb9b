import RealModule
import Testing

@testable import Core

struct RankedFunctionsTests {
  /// Figures worked out by hand: 4 of 12 functions are vulnerable, at ranks 2, 3, 7 and 12.
  private let labels = [2, 3, 7, 12].reduce(into: [Bool](repeating: false, count: 12)) { $0[$1 - 1] = true }
  private let scores = (1...12).map { Double(13 - $0) }

  private func functions(lines: [Int]? = nil, lengths: [Int]? = nil, groups: [Int]? = nil)
    -> MeasuredFunctions
  {
    MeasuredFunctions(
      labels: labels, lengths: lengths ?? Array(1...12), lines: lines ?? [Int](repeating: 10, count: 12),
      groups: groups ?? Array(0..<12))
  }

  private func figures(_ functions: MeasuredFunctions, weights: [Double]? = nil, threshold: Double = 10)
    -> [Measure: Double]
  {
    let values = RankedFunctions(scores: scores, threshold: threshold)
      .figures(of: functions, weights: weights ?? functions.unitWeights)
    return Dictionary(uniqueKeysWithValues: zip(Measure.allCases, values))
  }

  @Test func everyFigureIsAsByHand() throws {
    let figures = figures(functions())
    func expect(_ measure: Measure, _ value: Double) {
      #expect(
        (figures[measure] ?? .nan).isApproximatelyEqual(to: value, absoluteTolerance: 1e-12), "\(measure)")
    }
    expect(.areaUnderCurve, (7 + 7 + 4 + 0) / 32)
    let precisions: [Double] = [1 / 2, 2 / 3, 3 / 7, 4 / 12]
    expect(.averagePrecision, precisions.reduce(0, +) / 4)
    expect(.precision, 2 / 3)
    expect(.recall, 2 / 4)
    expect(.f1, 4 / 7)
    expect(.falsePositiveRate, 1 / 8)
    expect(.bestF1, 4 / 7)
    expect(.precisionAt10, 3 / 10)
    expect(.precisionAt20, 4 / 12)
    expect(.recallAtLowFalsePositiveRate, 0)
    expect(.initialFalseAlarms, 1)
    // 20 % of 4 functions is 0.8 of the one that ends after 20 of 120 lines.
    expect(.effortAt20Recall, 18 / 120)
    expect(.recallAt1Lines, 0)
  }

  @Test func shortFunctionsAtTheTopSaveLines() throws {
    var lines = [Int](repeating: 100, count: 12)
    (lines[0], lines[1]) = (2, 3)
    let values = figures(functions(lines: lines))
    // 1 % of 1005 lines covers both first functions and half a line of the third.
    let recall = try #require(values[.recallAt1Lines])
    #expect(recall.isApproximatelyEqual(to: 1.0505 / 4, absoluteTolerance: 1e-12))
  }

  @Test func bandsAreThirdsOfTheVulnerableLengths() throws {
    // Vulnerable lengths 2, 3, 7, 12: bands end at 3 (two of four) and 7.
    let values = figures(functions())
    #expect(values[.areaUnderCurveShort] == 0)
    #expect(values[.areaUnderCurveMiddle] == 0)
    #expect(values[.areaUnderCurveLong] == 0)
    let within = figures(functions(lengths: [Int](repeating: 5, count: 12)))
    #expect(within[.areaUnderCurveWithinBands] == within[.areaUnderCurve])
  }

  @Test func ofAGroupOnlyTheWeightOfOneCounts() throws {
    // The vulnerable functions at ranks 2 and 3 are one finding.
    var groups = Array(0..<12)
    groups[2] = 1
    let set = functions(groups: groups)
    let values = figures(set, weights: set.shares)
    let area = try #require(values[.areaUnderCurve])
    let recall = try #require(values[.recall])
    #expect(area.isApproximatelyEqual(to: 11.0 / 24, absoluteTolerance: 1e-12))
    #expect(recall.isApproximatelyEqual(to: 1.0 / 3, absoluteTolerance: 1e-12))
  }

  @Test func weightsCountLikeRepeatedFunctions() throws {
    let weights = labels.indices.map { Double($0 % 3) }
    let weighted = figures(functions(), weights: weights)
    let repeated = labels.indices.flatMap { [Int](repeating: $0, count: $0 % 3) }
    let set = MeasuredFunctions(
      labels: repeated.map { labels[$0] }, lengths: repeated.map { $0 + 1 },
      lines: repeated.map { _ in 10 }, groups: Array(repeated.indices))
    let values = RankedFunctions(scores: repeated.map { scores[$0] }, threshold: 10)
      .figures(of: set, weights: set.unitWeights)
    for (measure, value) in zip(Measure.allCases, values)
    where ![.areaUnderCurveShort, .areaUnderCurveMiddle, .areaUnderCurveLong, .areaUnderCurveWithinBands]
      .contains(measure)
    {
      #expect(
        (weighted[measure] ?? .nan).isApproximatelyEqual(to: value, absoluteTolerance: 1e-12), "\(measure)")
    }
  }

  @Test func rankingFiguresAgreeWithTheGoldenOnes() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let labels = (0..<50).map { $0 < 2 || random.next(below: 4) == 0 }
      let scores = labels.map { _ in Double(random.next(below: 12)) }
      let set = MeasuredFunctions(
        labels: labels, lengths: labels.map { _ in 1 }, lines: labels.map { _ in 1 }, groups: Array(0..<50))
      let values = RankedFunctions(scores: scores, threshold: 6).figures(of: set, weights: set.unitWeights)
      let ranking = RankingMetrics(scores: scores, labels: labels)
      let cut = ThresholdMetrics(scores: scores, labels: labels, threshold: 5.5)
      let best = ThresholdMetrics(
        scores: scores, labels: labels, threshold: bestF1Threshold(scores: scores, labels: labels))
      for (measure, value) in [
        (Measure.areaUnderCurve, ranking.areaUnderCurve), (.averagePrecision, ranking.averagePrecision),
        (.precision, cut.precision), (.recall, cut.recall), (.f1, cut.f1),
        (.falsePositiveRate, cut.falsePositiveRate), (.bestF1, best.f1),
        (.initialFalseAlarms, Self.initialFalseAlarms(scores: scores, labels: labels)),
        (.precisionAt10, Self.expectedHits(scores: scores, labels: labels, rank: 10) / 10),
      ] { #expect(abs(values[measure.position] - value) < 1e-9, "\(measure)") }
    }
  }

  /// Expected vulnerable functions among the first `rank`, functions of equal score in random order.
  private static func expectedHits(scores: [Double], labels: [Bool], rank: Int) -> Double {
    var left = rank
    var hits = 0.0
    for group in ScoreGroups(scores: scores, labels: labels) where left > 0 {
      let size = group.positives + group.negatives
      let read = min(left, size)
      hits += Double(group.positives) * Double(read) / Double(size)
      left -= read
    }
    return hits
  }

  /// Clean functions read before the first vulnerable one; within a tie, n/(p + 1) on average.
  private static func initialFalseAlarms(scores: [Double], labels: [Bool]) -> Double {
    var read = 0.0
    for group in ScoreGroups(scores: scores, labels: labels) {
      if group.positives > 0 { return read + Double(group.negatives) / Double(group.positives + 1) }
      read += Double(group.negatives)
    }
    return read
  }

  @Test func hitsAndFalseAlarmsAreCountedFromTheTop() {
    let scores = (0..<30).map { Double(30 - $0) }
    let labels = (0..<30).map { [2, 9, 15, 29].contains($0) }
    #expect(Self.expectedHits(scores: scores, labels: labels, rank: 10) == 2)
    #expect(Self.expectedHits(scores: scores, labels: labels, rank: 20) == 3)
    #expect(Self.initialFalseAlarms(scores: scores, labels: labels) == 2)
  }

  @Test func withoutBothClassesNothingIsDefined() {
    let set = MeasuredFunctions(labels: [true, true], lengths: [1, 2], lines: [1, 1], groups: [0, 1])
    let values = RankedFunctions(scores: [1, 2], threshold: 0).figures(of: set, weights: [1, 1])
    let undefined = values.count { $0.isNaN }
    #expect(undefined == Measure.allCases.count)
  }

  @Test func ofEqualScoresAShareIsSuspect() {
    let labels = (0..<100).map { $0 < 20 }
    let set = MeasuredFunctions(
      labels: labels, lengths: labels.map { _ in 1 }, lines: labels.map { _ in 1 }, groups: Array(0..<100))
    let run = RankedRuns.Run(scores: labels.map { _ in 0.5 }, suspectShare: 0.1)
    let values = RankedFunctions(scores: run.scores, threshold: run.threshold, tieShare: run.tieShare)
      .figures(of: set, weights: set.unitWeights)
    #expect(values[Measure.precision.position].isApproximatelyEqual(to: 0.2, absoluteTolerance: 1e-12))
    #expect(values[Measure.recall.position].isApproximatelyEqual(to: 0.1, absoluteTolerance: 1e-12))
    #expect(
      values[Measure.falsePositiveRate.position].isApproximatelyEqual(to: 0.1, absoluteTolerance: 1e-12))
    #expect(
      values[Measure.falseNegativeRate.position].isApproximatelyEqual(to: 0.9, absoluteTolerance: 1e-12))
  }
}
