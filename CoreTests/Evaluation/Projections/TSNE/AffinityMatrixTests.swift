import Foundation
import RealModule
import Testing

@testable import Core

struct AffinityMatrixTests {
  @Test(arguments: [1e-6, 1, 1e6])
  func aRowHasThePerplexityAskedFor(scale: Double) {
    var random = SeededGenerator(seed: 3)
    let distances = (0..<90).map { _ in scale * pow(random.normal(), 2) }
    let shares = AffinityMatrix.conditional(distances, perplexity: 30)
    let entropy = -shares.reduce(0) { $0 + ($1 > 0 ? $1 * log($1) : 0) }
    #expect(exp(entropy).isApproximatelyEqual(to: 30, absoluteTolerance: 1e-3))
    let sum = shares.reduce(0, +)
    #expect(sum.isApproximatelyEqual(to: 1, absoluteTolerance: 1e-12))
  }

  @Test func nearerNeighboursHaveLargerShares() {
    let shares = AffinityMatrix.conditional([1, 2, 4, 8, 16, 32], perplexity: 2)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func equallyNearNeighboursShareEvenly() {
    let all = AffinityMatrix.conditional([0, 0, 0, 0], perplexity: 2)
    #expect(all == [0.25, 0.25, 0.25, 0.25])
    let some = AffinityMatrix.conditional([0, 0, 0, 0, 9, 9, 9, 9], perplexity: 2)
    #expect(some.prefix(4).allSatisfy { abs($0 - 0.25) < 1e-9 })
    #expect(some.suffix(4).allSatisfy { $0 < 1e-9 })
  }

  @Test func theMatrixIsSymmetricAndSumsToOne() {
    let matrix = affinities(of: clouds(3, of: 20), perplexity: 5)
    var elements: [SIMD2<Int>: Float] = [:]
    for row in 0..<matrix.count {
      let range = matrix.rowStarts[row]..<matrix.rowStarts[row + 1]
      #expect(matrix.columns[range].elementsEqual(Set(matrix.columns[range]).sorted()))
      for element in range { elements[SIMD2(row, Int(matrix.columns[element]))] = matrix.values[element] }
    }
    for (place, value) in elements {
      #expect(place.x != place.y)
      #expect(elements[SIMD2(place.y, place.x)] == value)
    }
    let sum = elements.values.map { Double($0) }.reduce(0, +)
    #expect(sum.isApproximatelyEqual(to: 1, absoluteTolerance: 1e-6))
  }

  @Test func neighboursAreTheNearestOfAll() {
    // More points than a block of rows or columns holds.
    let points = clouds(4, of: 300, columns: 5)
    let neighbours = NearestNeighbours(of: points, count: 7)
    for row in stride(from: 0, to: points.rows, by: 97) {
      let expected = (0..<points.rows).filter { $0 != row }.map { other in
        (0..<points.columns).reduce(0) { $0 + pow(Double(points[row, $1]) - Double(points[other, $1]), 2) }
      }.sorted().prefix(7)
      let range = row * 7..<(row + 1) * 7
      for (found, wanted) in zip(neighbours.squaredDistances[range], expected) {
        #expect(found.isApproximatelyEqual(to: wanted, absoluteTolerance: 1e-4))
      }
      #expect(Set(neighbours.indices[range]).count == 7)
      #expect(!neighbours.indices[range].contains(Int32(row)))
    }
  }
}
