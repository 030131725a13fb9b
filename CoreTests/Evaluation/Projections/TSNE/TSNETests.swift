import Testing

@testable import Core

struct TSNETests {
  private func settings(perplexity: Double = 8, iterations: Int = 120) -> TSNE {
    var settings = TSNE()
    settings.perplexity = perplexity
    settings.iterations = iterations
    settings.exaggeratedIterations = iterations / 3
    return settings
  }

  private func isFinite(_ result: TSNE.Result) -> Bool {
    result.divergence.isFinite && result.positions.allSatisfy { $0.x.isFinite && $0.y.isFinite }
  }

  @Test func cloudsStayApart() throws {
    let points = clouds(3, of: 40)
    let result = try settings(iterations: 250).embed(points)
    let positions = result.positions
    let sameCloud = positions.indices.count { (index: Int) -> Bool in
      let distances = positions.map { position in
        let offset = position - positions[index]
        return (offset * offset).sum()
      }
      let nearest = positions.indices.filter { $0 != index }.min { distances[$0] < distances[$1] }
      return nearest.map { $0 / 40 } == index / 40
    }
    #expect(sameCloud >= 118)
    #expect(result.divergence < 1)
  }

  @Test func theSeedDecidesAndThreadsDoNot() throws {
    let points = clouds(3, of: 30)
    var settings = settings(iterations: 40)
    let first = try settings.embed(points)
    for threads in [1, 3] {
      #expect(try Parallel.limited(to: threads) { try settings.embed(points) } == first)
    }
    settings.seed = 2
    #expect(try settings.embed(points) != first)
  }

  @Test func movingAllPointsChangesNothing() throws {
    // Whole numbers and a power of two of them, so that the means are exact.
    let points = clouds(2, of: 32)
    points.apply { ($0 * 16).rounded() }
    let moved = points.copy()
    moved.apply { $0 + 1024 }
    let settings = settings(iterations: 30)
    #expect(try settings.embed(points) == settings.embed(moved))
  }

  @Test func theScaleOfThePointsDoesNotMatter() throws {
    let points = clouds(2, of: 32)
    let settings = settings(iterations: 30)
    let expected = try settings.embed(points)
    for scale: Float in [0x1p-60, 0x1p60] {
      let scaled = points.copy()
      scaled.apply { $0 * scale }
      #expect(try settings.embed(scaled) == expected)
    }
  }

  @Test func equalPointsGiveNoNaN() throws {
    let twins = clouds(2, of: 30)
    for row in 0..<20 { twins.replaceRows(from: row + 30, with: twins.rows(0..<1)) }
    #expect(isFinite(try settings(perplexity: 5).embed(twins)))
    #expect(isFinite(try settings(perplexity: 5).embed(Matrix(rows: 40, columns: 3))))
  }

  @Test func theFewestPointsAreEnough() throws {
    #expect(isFinite(try settings(perplexity: 1).embed(clouds(1, of: 4, columns: 1))))
  }

  @Test func exactAndApproximateGradientsLeadToEquallyGoodResults() throws {
    let points = clouds(3, of: 30)
    var settings = settings(iterations: 500)
    let approximate = try settings.embed(points)
    settings.theta = 0
    let exact = try settings.embed(points)
    #expect(abs(exact.divergence - approximate.divergence) < 0.2 * exact.divergence)
  }

  @Test func stoppingKeepsWhatWasReached() throws {
    let points = clouds(2, of: 20)
    var done = 0
    let result = try settings(perplexity: 4).embed(points, shouldStop: { done == 5 }) { done = $0 }
    #expect(done == 5)
    #expect(isFinite(result))
  }

  @Test func tooFewPointsAreRefusedWithTheHighestPerplexity() {
    let error = #expect(throws: TSNEError.self) { try TSNE().embed(clouds(1, of: 90)) }
    #expect(error == .tooFewPoints(count: 90, perplexity: 30))
    #expect(error?.description.contains("at most 29") == true)
    #expect(throws: TSNEError.tooFewPoints(count: 0, perplexity: 30)) {
      try TSNE().embed(Matrix(rows: 0, columns: 4))
    }
  }

  @Test(arguments: [Float.nan, .infinity])
  func numbersThatAreNotFiniteAreRefused(value: Float) {
    let points = clouds(1, of: 100)
    points[57, 3] = value
    #expect(throws: TSNEError.notFinite(row: 57)) { try TSNE().embed(points) }
  }

  @Test func settingsOutOfRangeAreRefused() {
    let points = clouds(1, of: 100)
    func expect(_ error: TSNEError, _ change: (inout TSNE) -> Void) {
      var settings = TSNE()
      change(&settings)
      #expect(throws: error) { try settings.embed(points) }
    }
    expect(.perplexityOutOfRange(0.5)) { $0.perplexity = 0.5 }
    expect(.perplexityOutOfRange(.infinity)) { $0.perplexity = .infinity }
    expect(.thetaOutOfRange(0.8)) { $0.theta = 0.8 }
    expect(.iterationsOutOfRange(0)) { $0.iterations = 0 }
    expect(.exaggerationOutOfRange(0)) { $0.exaggeration = 0 }
  }
}
