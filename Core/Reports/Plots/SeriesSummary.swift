/// A long series of numbers in few enough pieces to draw: mean, lowest and highest of each.
struct SeriesSummary {
  /// Mean of each piece at its middle.
  private(set) var means: [SIMD2<Double>] = []
  /// Lowest and highest number of each piece at its middle.
  private(set) var ranges: [SIMD3<Double>] = []

  /// Cuts a series into at most `limit` pieces of equal numbers of points; what is not finite is left out.
  init(_ points: [SIMD2<Double>], limit: Int = 160) {
    let points = points.filter { $0.x.isFinite && $0.y.isFinite }
    let size = max(1, (points.count + limit - 1) / limit)
    for start in stride(from: 0, to: points.count, by: size) {
      let piece = points[start..<min(start + size, points.count)]
      let count = Double(piece.count)
      let x = piece.reduce(0) { $0 + $1.x / count }
      means.append(SIMD2(x, piece.reduce(0) { $0 + $1.y / count }))
      ranges.append(
        SIMD3(x, piece.reduce(.infinity) { min($0, $1.y) }, piece.reduce(-.infinity) { max($0, $1.y) }))
    }
  }

  /// Whether pieces hold several points, so that their ranges say something.
  var hasRanges: Bool { zip(means, ranges).contains { $1.y < $0.y || $1.z > $0.y } }
}
