import Foundation
import RealModule
import Testing

@testable import Core

struct TSNEGradientTests {
  /// The divergence by its definition, over all pairs.
  private func divergence(_ positions: [SIMD2<Double>], _ affinities: AffinityMatrix) -> Double {
    func q(_ i: Int, _ j: Int) -> Double {
      let offset = positions[i] - positions[j]
      return 1 / (1 + offset.x * offset.x + offset.y * offset.y)
    }
    var normaliser = 0.0
    for i in positions.indices {
      for j in positions.indices where j != i { normaliser += q(i, j) }
    }
    var sum = 0.0
    for i in positions.indices {
      for element in affinities.rowStarts[i]..<affinities.rowStarts[i + 1] {
        let p = Double(affinities.values[element])
        sum += p * log(p / (q(i, Int(affinities.columns[element])) / normaliser))
      }
    }
    return sum
  }

  private func largestDifference(_ a: [SIMD2<Double>], _ b: [SIMD2<Double>]) -> Double {
    let scale = b.map { max(abs($0.x), abs($0.y)) }.max() ?? 0
    return zip(a, b).map { max(abs($0.x - $1.x), abs($0.y - $1.y)) }.reduce(0, max) / scale
  }

  @Test func theExactGradientMatchesFiniteDifferences() {
    let affinities = affinities(of: clouds(3, of: 12), perplexity: 6)
    // The constant of p log p does not move, but Σp is one only up to rounding: compare the divergence as it is.
    for deviation in [0.1, 3] {
      var positions = spread(36, deviation: deviation)
      let gradient = TSNEGradient.evaluate(positions, affinities, theta: 0).gradient
      let step = 1e-5
      for index in stride(from: 0, to: 36, by: 5) {
        for axis in 0..<2 {
          let start = positions[index][axis]
          positions[index][axis] = start + step
          let above = divergence(positions, affinities)
          positions[index][axis] = start - step
          let below = divergence(positions, affinities)
          positions[index][axis] = start
          let expected = (above - below) / (2 * step)
          #expect(abs(gradient[index][axis] - expected) < 1e-6 * max(1, abs(expected)))
        }
      }
    }
  }

  @Test func theDivergenceIsThatOfItsDefinition() {
    let affinities = affinities(of: clouds(3, of: 12), perplexity: 6)
    let positions = spread(36)
    let normaliser = TSNEGradient.evaluate(positions, affinities, theta: 0).normaliser
    let value = TSNEGradient.divergence(positions, affinities, normaliser: normaliser)
    #expect(value.isApproximatelyEqual(to: divergence(positions, affinities), absoluteTolerance: 1e-9))
    #expect(value > 0)
  }

  @Test func aVerySmallThetaGivesTheExactGradient() {
    let affinities = affinities(of: clouds(5, of: 60), perplexity: 10)
    let positions = spread(300)
    let exact = TSNEGradient.evaluate(positions, affinities, theta: 0)
    let tree = TSNEGradient.evaluate(positions, affinities, theta: 1e-9)
    #expect(largestDifference(tree.gradient, exact.gradient) < 1e-9)
    #expect((tree.normaliser / exact.normaliser).isApproximatelyEqual(to: 1, absoluteTolerance: 1e-12))
  }

  @Test(arguments: [(0.2, 0.002), (0.5, 0.02), (0.7, 0.07)])
  func barnesHutIsCloseToTheExactGradient(theta: Double, tolerance: Double) {
    let affinities = affinities(of: clouds(5, of: 60), perplexity: 10)
    for deviation in [1.0, 20] {
      let positions = spread(300, deviation: deviation)
      let exact = TSNEGradient.evaluate(positions, affinities, theta: 0)
      let tree = TSNEGradient.evaluate(positions, affinities, theta: theta)
      #expect(largestDifference(tree.gradient, exact.gradient) < tolerance)
      #expect(abs(tree.normaliser / exact.normaliser - 1) < tolerance)
    }
  }

  @Test func translationChangesNothing() {
    let affinities = affinities(of: clouds(3, of: 30), perplexity: 8)
    let positions = spread(90)
    let moved = positions.map { $0 + SIMD2(100, -40) }
    for theta in [0, 0.5] {
      let first = TSNEGradient.evaluate(positions, affinities, theta: theta).gradient
      let second = TSNEGradient.evaluate(moved, affinities, theta: theta).gradient
      #expect(largestDifference(first, second) < 1e-9)
    }
  }

  @Test func exactForcesCancel() {
    let affinities = affinities(of: clouds(3, of: 30), perplexity: 8)
    let gradient = TSNEGradient.evaluate(spread(90), affinities, theta: 0).gradient
    let sum = gradient.reduce(SIMD2<Double>.zero, +)
    #expect(abs(sum.x) + abs(sum.y) < 1e-9)
  }

  @Test func coincidentPointsAreCountedOnceEach() {
    // Three points in one place and one apart: Z = 3·2·1 + 2·3·(1/(1 + 25)).
    let points = [SIMD2(0.0, 0), SIMD2(0.0, 0), SIMD2(3.0, 4), SIMD2(0.0, 0)]
    let tree = QuadTree(points)
    let values = points.map { tree.repulsion(at: $0, theta: 0.5) }
    let normaliser = values.map(\.normaliser).reduce(0, +)
    #expect(normaliser.isApproximatelyEqual(to: 6 + 6.0 / 26, absoluteTolerance: 1e-12))
    let unit = 1.0 / (26 * 26)
    #expect(values[2].force.x.isApproximatelyEqual(to: 9 * unit, absoluteTolerance: 1e-12))
    #expect(values[0].force.y.isApproximatelyEqual(to: -4 * unit, absoluteTolerance: 1e-12))
  }
}
