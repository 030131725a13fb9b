/// Places points of many dimensions in the plane so that neighbours stay neighbours.
///
/// t-distributed stochastic neighbour embedding (van der Maaten and Hinton, JMLR 2008) with the Barnes–Hut
/// approximation (van der Maaten, Accelerating t-SNE using Tree-Based Algorithms, JMLR 2014). Distances between
/// clusters and their sizes mean little in the result; which points mix with which is what it shows.
///
/// The result follows from the points, the settings and the seed; the number of threads does not change it.
public struct TSNE: Sendable, Hashable, Codable {
  /// The effective number of neighbours of a point; 3 · perplexity of them are looked at.
  public var perplexity = 30.0
  /// How coarse the approximation is, 0...0.7: a cell of width *w* at distance *d* stands for its points when
  /// *w* < θ·*d*. With 0 the gradient is exact and takes quadratic time.
  var theta = 0.5
  /// How many times all points move.
  public var iterations = 1000
  /// The factor of all affinities in the first iterations, which lets clusters form.
  var exaggeration = 12.0
  /// How many iterations are exaggerated.
  var exaggeratedIterations = 250
  /// Seed of the small noise that parts equal points.
  public var seed: UInt64 = 1

  /// Where the points are in the plane, and how well that fits.
  public struct Result: Sendable, Hashable {
    /// One position a point, centred on zero.
    var positions: [SIMD2<Double>]
    /// Kullback–Leibler divergence of the affinities in the plane from those of the points, ≥ 0.
    public var divergence: Double
  }

  /// Creates the usual settings: perplexity 30, θ 0.5, 1000 iterations.
  public init() {}

  /// The largest perplexity that `count` points allow: each must have 3 · perplexity neighbours.
  static func highestPerplexity(forPointCount count: Int) -> Double { Double(max(count - 1, 0)) / 3 }

  /// Places points in the plane.
  ///
  /// - Parameters:
  ///   - points: One point a row, any number of columns.
  ///   - shouldStop: Asked after each iteration; true ends the work early with the positions reached.
  ///   - onIteration: Told how many iterations are done.
  /// - Returns: The positions in the order of the rows.
  /// - Throws: ``TSNEError`` when there are too few points, a number is not finite, or a setting is out of range.
  /// - Complexity: O(*n*² · columns) once, as matrix products, then O(*n* log *n*) an iteration.
  public func embed(
    _ points: Matrix, shouldStop: () -> Bool = { false }, onIteration: (Int) -> Void = { _ in }
  ) throws(TSNEError) -> Result {
    try check(points)
    let scaled = Self.scaled(points)
    let neighbours = NearestNeighbours(of: scaled, count: min(Int(3 * perplexity), points.rows - 1))
    let affinities = AffinityMatrix(neighbours, perplexity: perplexity)
    var optimiser = TSNEOptimiser(
      settings: self, affinities: affinities,
      start: PrincipalPlane.start(of: scaled, deviation: 1e-4, seed: seed))
    for iteration in 1...iterations {
      optimiser.step()
      onIteration(iteration)
      if shouldStop() { break }
    }
    return Result(positions: optimiser.positions, divergence: optimiser.divergence())
  }

  private func check(_ points: Matrix) throws(TSNEError) {
    guard perplexity >= 1, perplexity.isFinite else { throw .perplexityOutOfRange(perplexity) }
    guard (0...0.7).contains(theta) else { throw .thetaOutOfRange(theta) }
    guard (1...1_000_000).contains(iterations), exaggeratedIterations >= 0 else {
      throw .iterationsOutOfRange(iterations)
    }
    guard exaggeration >= 1, exaggeration.isFinite else { throw .exaggerationOutOfRange(exaggeration) }
    guard perplexity <= Self.highestPerplexity(forPointCount: points.rows) else {
      throw .tooFewPoints(count: points.rows, perplexity: perplexity)
    }
    guard points.isFinite else {
      let row = (0..<points.rows).first { row in
        (0..<points.columns).contains { !points[row, $0].isFinite }
      }
      throw .notFinite(row: row ?? 0)
    }
  }

  /// The points centred and divided by the largest magnitude, so that squares neither overflow nor cancel.
  private static func scaled(_ points: Matrix) -> Matrix {
    var means = [Double](repeating: 0, count: points.columns)
    for row in 0..<points.rows {
      for column in 0..<points.columns { means[column] += Double(points.row(row)[column]) }
    }
    for column in means.indices { means[column] /= Double(points.rows) }
    var largest = 0.0
    for row in 0..<points.rows {
      for column in means.indices {
        largest = max(largest, abs(Double(points.row(row)[column]) - means[column]))
      }
    }
    let scale = largest > 0 ? 1 / largest : 1
    let result = Matrix(uninitializedRows: points.rows, columns: points.columns)
    for row in 0..<points.rows {
      for column in means.indices {
        result.row(row)[column] = Float((Double(points.row(row)[column]) - means[column]) * scale)
      }
    }
    return result
  }
}
