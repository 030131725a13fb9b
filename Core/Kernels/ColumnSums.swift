/// Sums over the rows of a table, by which its columns are put in units of their own spread.
struct ColumnSums {
  private var sums: [Double]
  private var squares: [Double]

  /// Creates the sums of no rows.
  init(columns: Int) {
    sums = [Double](repeating: 0, count: columns)
    squares = sums
  }

  /// Adds what a row holds in a column; nothing need be said of zeros.
  mutating func add(_ value: Double, to column: Int) {
    sums[column] += value
    squares[column] += value * value
  }

  /// The mean of each column over so many rows, and what turns a distance from it into standard deviations; 0 where
  /// the variance is no larger than the smallest that counts.
  func standard(rows: Int, leastVariance: Double = 1e-9) -> (means: [Double], factors: [Double]) {
    let count = Double(max(rows, 1))
    let means = sums.map { $0 / count }
    let factors = zip(squares, means).map { square, mean -> Double in
      let variance = square / count - mean * mean
      return variance > leastVariance ? 1 / variance.squareRoot() : 0
    }
    return (means, factors)
  }
}
