/// Where points start in the plane: their first two principal components and a little noise.
///
/// A start from principal components keeps the large structure of the data from run to run (Kobak and Berens,
/// The art of using t-SNE for single-cell transcriptomics, Nature Communications 2019).
enum PrincipalPlane {
  /// Coordinates whose first component has the given standard deviation.
  ///
  /// - Parameters:
  ///   - points: Centred points [n, d].
  ///   - deviation: Standard deviation of the first coordinate.
  ///   - seed: Seed of the search's start, and of noise of a hundredth of the deviation that parts equal points.
  /// - Returns: One position a point.
  static func start(of points: Matrix, deviation: Double, seed: UInt64) -> [SIMD2<Double>] {
    var random = SeededGenerator(seed: seed)
    let axes = axes(of: points, using: &random)
    var positions = (0..<points.rows).map { row in
      SIMD2(inner(points.row(row), axes[0]), inner(points.row(row), axes[1]))
    }
    let variance = positions.reduce(0) { $0 + $1.x * $1.x } / Double(max(1, positions.count))
    let scale = variance > 0 ? deviation / variance.squareRoot() : 0
    for index in positions.indices {
      positions[index] =
        positions[index] * scale + SIMD2(random.normal(), random.normal()) * (deviation / 100)
    }
    return positions
  }

  /// The two directions of largest variance, orthonormal, by orthogonal iteration on the covariance.
  private static func axes(of points: Matrix, using random: inout SeededGenerator) -> [[Double]] {
    let width = points.columns
    let covariance = Matrix(rows: width, columns: width)
    // On one thread: how a product is divided among threads can change its last bits.
    Parallel.limited(to: 1) { covariance.multiply(transposed: points, points) }
    var axes = (0..<2).map { _ in (0..<width).map { _ in random.normal() } }
    orthonormalise(&axes)
    for _ in 0..<100 {
      axes = axes.map { axis in (0..<width).map { inner(covariance.row($0), axis) } }
      orthonormalise(&axes)
    }
    return axes
  }

  /// Gram–Schmidt; a direction that vanishes becomes zero.
  private static func orthonormalise(_ axes: inout [[Double]]) {
    for index in axes.indices {
      let length = norm(axes[index])
      for other in axes[..<index] {
        let overlap = zip(axes[index], other).reduce(0) { $0 + $1.0 * $1.1 }
        for k in other.indices { axes[index][k] -= overlap * other[k] }
      }
      let left = norm(axes[index])
      let scale = left > 1e-12 * length ? 1 / left : 0
      for k in axes[index].indices { axes[index][k] *= scale }
    }
  }

  private static func norm(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func inner(_ row: UnsafePointer<Float>, _ axis: [Double]) -> Double {
    var sum = 0.0
    for k in axis.indices { sum += Double(row[k]) * axis[k] }
    return sum
  }
}
