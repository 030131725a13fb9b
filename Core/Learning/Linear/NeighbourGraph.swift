/// Which functions of a project resemble each other: each function's nearest others by the cosine of their sublinear
/// TF-IDF rows, found exactly through an inverted index.
///
/// Scores smoothed over it are *transductive*: they belong to these functions and to no model.
struct NeighbourGraph: Sendable {
  /// Functions a neighbour is looked for among, each.
  static let neighbourCount = 5
  /// How often neighbours' scores are passed on.
  static let iterations = 10

  /// The squared cosines [n, n] of each function's neighbours: a twin counts as much as the function itself, what is
  /// merely nearest hardly.
  let weights: SparseRows

  /// Finds the neighbours of functions given as tokens.
  ///
  /// - Complexity: O(Σ *d*²) for n-grams in *d* functions each.
  init(of functions: [[String]]) {
    guard let graph = Self(of: functions, shouldStop: { false }) else {
      preconditionFailure("nobody stops it")
    }
    self = graph
  }

  /// Finds the neighbours of functions given as tokens; nil when told to stop, which is asked every thousand functions.
  init?(of functions: [[String]], shouldStop: () -> Bool) {
    let features = NGramFeatures(of: functions, weighting: .sublinearTFIDF, minimumDocumentFrequency: 2)
    let rows = features.rows(of: functions)
    let columns = rows.transposed()
    let pieces = stride(from: 0, to: rows.rowCount, by: 64).map { $0..<min($0 + 64, rows.rowCount) }
    let found = parallelMap(pieces, shouldStop: shouldStop, chunkSize: 16, pieceSize: 1) { piece in
      var cosines = [Float](repeating: 0, count: rows.rowCount)
      return piece.map { Self.neighbours(of: $0, rows, columns, &cosines) }
    }
    guard let found else { return nil }
    weights = SparseRows(found.flatMap { $0 }, columnCount: rows.rowCount)
  }

  /// The scores after passing on: fᵢ ← (sᵢ + Σⱼ wᵢⱼ fⱼ) / (1 + Σⱼ wᵢⱼ) for the squared cosines w, from f = s.
  func smoothed(_ scores: [Double]) -> [Double] {
    let sums = weights.product(with: [Double](repeating: 1, count: scores.count))
    var smoothed = scores
    for _ in 0..<Self.iterations {
      let passed = weights.product(with: smoothed)
      for index in scores.indices { smoothed[index] = (scores[index] + passed[index]) / (1 + sums[index]) }
    }
    return smoothed
  }

  private static func neighbours(
    of row: Int, _ rows: SparseRows, _ columns: SparseRows, _ cosines: inout [Float]
  ) -> SparseRow {
    for index in rows.offsets[row]..<rows.offsets[row + 1] {
      let value = rows.values[index]
      let column = Int(rows.columns[index])
      for place in columns.offsets[column]..<columns.offsets[column + 1] {
        cosines[Int(columns.columns[place])] += value * columns.values[place]
      }
    }
    cosines[row] = 0
    var nearest: [(function: Int32, cosine: Float)] = []
    for other in cosines.indices {
      let cosine = cosines[other]
      cosines[other] = 0
      guard cosine > 0, nearest.count < neighbourCount || cosine > nearest[nearest.count - 1].cosine else {
        continue
      }
      if nearest.count == neighbourCount { nearest.removeLast() }
      let place = nearest.firstIndex { $0.cosine < cosine } ?? nearest.count
      nearest.insert((Int32(other), cosine), at: place)
    }
    nearest.sort { $0.function < $1.function }
    return SparseRow(columns: nearest.map(\.function), values: nearest.map { $0.cosine * $0.cosine })
  }
}
