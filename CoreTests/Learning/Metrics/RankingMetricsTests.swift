import Foundation
import RealModule
import Testing

@testable import Core

private struct MetricsFile: Decodable {
  struct AtThreshold: Decodable {
    var F1: Double
    var P: Double
    var R: Double
    var FPR: Double
    var FNR: Double
  }
  struct Case: Decodable {
    var y: [Int]
    var score: [Double]
    var auc: Double
    var ap: Double
    var at_zero: AtThreshold
    var best_f1_threshold: Double
    var at_best: AtThreshold
  }
  var cases: [Case]
}

@Test func metricsMatchTheGoldenVectors() throws {
  let cases = try GoldenFile.all("metrics", as: MetricsFile.self).flatMap(\.cases)
  for golden in cases {
    let labels = golden.y.map { $0 == 1 }
    let ranking = RankingMetrics(scores: golden.score, labels: labels)
    #expect(ranking.areaUnderCurve.isApproximatelyEqual(to: golden.auc, absoluteTolerance: 1e-9))
    #expect(ranking.averagePrecision.isApproximatelyEqual(to: golden.ap, absoluteTolerance: 1e-9))
    let threshold = bestF1Threshold(scores: golden.score, labels: labels)
    #expect(threshold.isApproximatelyEqual(to: golden.best_f1_threshold, absoluteTolerance: 1e-9))
    for (cut, expected) in [(0, golden.at_zero), (threshold, golden.at_best)] {
      let metrics = ThresholdMetrics(scores: golden.score, labels: labels, threshold: cut)
      #expect(metrics.f1.isApproximatelyEqual(to: expected.F1, absoluteTolerance: 1e-9))
      #expect(metrics.precision.isApproximatelyEqual(to: expected.P, absoluteTolerance: 1e-9))
      #expect(metrics.recall.isApproximatelyEqual(to: expected.R, absoluteTolerance: 1e-9))
      #expect(metrics.falsePositiveRate.isApproximatelyEqual(to: expected.FPR, absoluteTolerance: 1e-9))
      #expect(metrics.falseNegativeRate.isApproximatelyEqual(to: expected.FNR, absoluteTolerance: 1e-9))
    }
  }
}

@Test func rankingWithoutBothClassesIsNotANumber() {
  #expect(RankingMetrics(scores: [1, 2], labels: [true, true]).areaUnderCurve.isNaN)
  #expect(RankingMetrics(scores: [], labels: []).averagePrecision.isNaN)
}

@Test func equalScoresRankLikeChance() {
  let metrics = RankingMetrics(scores: [1, 1, 1, 1], labels: [true, false, false, true])
  #expect(metrics.areaUnderCurve == 0.5)
  #expect(metrics.averagePrecision == 0.5)
}

@Test func scoresThatAreNoNumbersComeToAnEnd() {
  let groups = Array(ScoreGroups(scores: [.nan, 1, .nan], labels: [true, false, true]))
  let counts: [Int] = groups.map { $0.positives + $0.negatives }
  #expect(counts.reduce(0, +) == 3)
}
