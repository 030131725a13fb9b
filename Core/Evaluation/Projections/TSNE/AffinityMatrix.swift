import Foundation

/// The symmetric affinities p_ij of points to their neighbours, a sparse matrix whose elements sum to one.
///
/// p_{j|i} = exp(−β_i d²_ij) / Σ_k exp(−β_i d²_ik) over the neighbours of i, with β_i such that the entropy of
/// row i is log(perplexity); p_ij = (p_{j|i} + p_{i|j}) / 2n (van der Maaten 2014, equations 6 and 7).
struct AffinityMatrix: Sendable {
  /// The elements of row *i* are at `rowStarts[i] ..< rowStarts[i + 1]`.
  let rowStarts: [Int]
  /// The column of each element, ascending in a row.
  let columns: [Int32]
  /// p_ij > 0.
  let values: [Float]

  /// Number of rows.
  var count: Int { rowStarts.count - 1 }

  /// Computes the affinities of points to their nearest neighbours.
  init(_ neighbours: NearestNeighbours, perplexity: Double) {
    let k = neighbours.count
    let count = neighbours.indices.count / k
    let rows = parallelMap(Array(0..<count), pieceSize: 256) { row in
      Self.conditional(neighbours.squaredDistances[row * k..<(row + 1) * k], perplexity: perplexity)
    }
    // Every element once as it stands and once transposed; equal places are then added.
    var starts = [Int](repeating: 0, count: count + 1)
    for row in 0..<count { starts[row + 1] += k }
    for column in neighbours.indices { starts[Int(column) + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    var entries = [(column: Int32, value: Double)](repeating: (0, 0), count: starts[count])
    for row in 0..<count {
      for rank in 0..<k {
        let (column, value) = (neighbours.indices[row * k + rank], rows[row][rank] / Double(2 * count))
        entries[next[row]] = (column, value)
        next[row] += 1
        entries[next[Int(column)]] = (Int32(row), value)
        next[Int(column)] += 1
      }
    }
    var rowStarts = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for row in 0..<count {
      let sorted = entries[starts[row]..<starts[row + 1]].sorted {
        ($0.column, $0.value) < ($1.column, $1.value)
      }
      var index = 0
      while index < sorted.count {
        var sum = 0.0
        let column = sorted[index].column
        while index < sorted.count, sorted[index].column == column {
          sum += sorted[index].value
          index += 1
        }
        columns.append(column)
        values.append(Float(sum))
      }
      rowStarts.append(columns.count)
    }
    self.rowStarts = rowStarts
    self.columns = columns
    self.values = values
  }

  /// The affinities of one point to its neighbours: a distribution of the wanted perplexity.
  ///
  /// Neighbours at equal distances have equal shares. When so many are equally near that no β gives an entropy
  /// as low as wanted, the nearest share evenly.
  static func conditional(_ squaredDistances: some Collection<Double>, perplexity: Double) -> [Double] {
    let nearest = squaredDistances.min() ?? 0
    let distances = squaredDistances.map { $0 - nearest }
    let wanted = log(perplexity)
    // β is relative to the mean distance, so that the search starts near the answer at any scale.
    let mean = distances.mean
    guard mean > 0 else { return distances.map { _ in 1 / Double(distances.count) } }
    var (low, high, beta) = (0.0, Double.infinity, 1 / mean)
    var shares: [Double] = []
    for _ in 0..<100 {
      shares = distances.map { exp(-beta * $0) }
      let sum = shares.reduce(0, +)
      let entropy = log(sum) + beta * zip(distances, shares).reduce(0) { $0 + $1.0 * $1.1 } / sum
      for index in shares.indices { shares[index] /= sum }
      if abs(entropy - wanted) < 1e-6 { break }
      if entropy > wanted { low = beta } else { high = beta }
      beta = high.isFinite ? (low + high) / 2 : min(2 * beta, .greatestFiniteMagnitude)
    }
    return shares
  }
}
