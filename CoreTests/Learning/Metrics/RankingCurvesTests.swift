import RealModule
import Testing

@testable import Core

struct RankingCurvesTests {
  private func area(under points: [SIMD2<Double>]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1.x - $1.0.x) * ($1.1.y + $1.0.y) / 2 }
  }

  private func stepArea(under points: [SIMD2<Double>]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1.x - $1.0.x) * $1.1.y }
  }

  @Test(arguments: [1, 3, 1000])
  func areasAreTheFiguresOfTheRanking(distinctScores: Int) {
    var random = SeededGenerator(seed: 4)
    let labels = (0..<300).map { _ in random.next(below: 7) == 0 }
    let scores = labels.map { _ in Double(random.next(below: distinctScores)) }
    let curves = RankingCurves(scores: scores, labels: labels)
    let metrics = RankingMetrics(scores: scores, labels: labels)
    #expect(
      area(under: curves.receiverOperating).isApproximatelyEqual(
        to: metrics.areaUnderCurve, absoluteTolerance: 1e-12))
    #expect(
      stepArea(under: curves.precisionRecall).isApproximatelyEqual(
        to: metrics.averagePrecision, absoluteTolerance: 1e-12))
    #expect(curves.receiverOperating.first == .zero && curves.receiverOperating.last == .one)
    #expect(curves.precisionRecall.first?.x == 0 && curves.precisionRecall.last?.x == 1)
    #expect(curves.receiverOperating.count <= 2 * labels.count { $0 } + 2)
  }

  @Test func aPerfectRankingGoesThroughTheCorner() {
    let curves = RankingCurves(scores: [4, 3, 2, 1], labels: [true, true, false, false])
    #expect(curves.receiverOperating == [SIMD2(0, 0), SIMD2(0, 1), SIMD2(1, 1)])
    #expect(curves.precisionRecall == [SIMD2(0, 1), SIMD2(0.5, 1), SIMD2(1, 1)])
  }

  @Test func notANumberComesLast() {
    let curves = RankingCurves(scores: [.nan, 2, 1], labels: [true, false, true])
    #expect(curves == RankingCurves(scores: [0, 2, 1], labels: [true, false, true]))
  }

  @Test func oneClassHasNoCurves() {
    #expect(RankingCurves(scores: [1, 2], labels: [true, true]).precisionRecall.isEmpty)
    #expect(RankingCurves(scores: [1, 2], labels: [false, false]).receiverOperating.isEmpty)
    #expect(RankingCurves(scores: [], labels: []).receiverOperating.isEmpty)
  }
}
