@testable import Core

/// Normal clouds around corners of a cube, one after the other.
func clouds(_ count: Int, of size: Int, columns: Int = 8, distance: Float = 6, seed: UInt64 = 5) -> Matrix {
  var random = SeededGenerator(seed: seed)
  let points = Matrix(rows: count * size, columns: columns)
  points.fillNormal(deviation: 1, using: &random)
  for row in 0..<points.rows { points[row, row / size % columns] += distance }
  return points
}

/// Positions spread over the plane as after many iterations.
func spread(_ count: Int, deviation: Double = 8, seed: UInt64 = 6) -> [SIMD2<Double>] {
  var random = SeededGenerator(seed: seed)
  return (0..<count).map { _ in SIMD2(random.normal(), random.normal()) * deviation }
}

/// Affinities of points to their neighbours as the embedding computes them.
func affinities(of points: Matrix, perplexity: Double) -> AffinityMatrix {
  AffinityMatrix(NearestNeighbours(of: points, count: Int(3 * perplexity)), perplexity: perplexity)
}
