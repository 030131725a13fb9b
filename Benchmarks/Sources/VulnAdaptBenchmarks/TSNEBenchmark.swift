import Core

/// Seconds that t-SNE takes for as many points as large pairs of projects have.
enum TSNEBenchmark {
  static func run(count: Int = 20_000) throws {
    let points = clusters(count, columns: 300)
    let clock = ContinuousClock()
    var divergence = 0.0
    let (seconds, attoseconds) = try clock.measure {
      divergence = try TSNE().embed(points).divergence
    }.components
    report(
      "t-SNE, \(count) points of 300 columns, perplexity 30", Double(seconds) + Double(attoseconds) * 1e-18,
      "s")
    report("its divergence", divergence, "nats")
  }

  /// Points like those of a joint space: clusters of many sizes within (−1, 1).
  private static func clusters(_ count: Int, columns: Int) -> Matrix {
    var random = SeededGenerator(seed: 8)
    let centers = Matrix(rows: 40, columns: columns)
    centers.fillUniform(0.6, using: &random)
    let points = Matrix(rows: count, columns: columns)
    points.fillNormal(deviation: 0.1, using: &random)
    for row in 0..<count {
      let center = random.next(below: 1 + random.next(below: centers.rows))
      for column in 0..<columns { points[row, column] += centers[center, column] }
    }
    return points
  }
}
