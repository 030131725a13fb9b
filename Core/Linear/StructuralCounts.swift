/// How often each kind of statement, keyword, operator and library name occurs in functions, without any name of the
/// project: what is left when everything that tells projects apart is gone.
///
/// Counts are taken logarithmically and in units of the project's own spread, so that a project of long functions is
/// compared with one of short ones.
struct StructuralCounts: Sendable {
  /// C of the logistic regression: standardised columns are large, so weights are held small.
  static let inverseRegularization = 0.003
  /// Counted once a statement and once a token, for the function's size.
  private static let sizeTokens = (statement: "<statement>", token: "<token>")

  private let features: NGramFeatures

  /// Finds what can be counted in a collection of functions.
  init(of functions: [CFunction], minimumDocumentFrequency: Int) {
    features = NGramFeatures(
      of: Self.tokens(of: functions), weighting: .logarithm,
      minimumDocumentFrequency: minimumDocumentFrequency, maximumLength: 1)
  }

  /// The rows of all functions of a project, [n, m]: ln(1 + count), less its mean, over its standard deviation.
  func rows(of functions: [CFunction]) -> SparseRows {
    let rows = features.rows(of: Self.tokens(of: functions))
    let count = Double(max(rows.rowCount, 1))
    var sums = [Double](repeating: 0, count: features.count)
    var squares = sums
    for (column, value) in zip(rows.columns, rows.values) {
      sums[Int(column)] += Double(value)
      squares[Int(column)] += Double(value) * Double(value)
    }
    let means = sums.map { Float($0 / count) }
    let scales = zip(sums, squares).map { sum, square -> Float in
      let variance = square / count - (sum / count) * (sum / count)
      return variance > 1e-12 ? Float(1 / variance.squareRoot()) : 0
    }
    let columns = (0..<features.count).map { Int32($0) }
    return SparseRows(
      (0..<rows.rowCount).map { row in
        var dense = [Float](repeating: 0, count: features.count)
        for index in rows.offsets[row]..<rows.offsets[row + 1] {
          dense[Int(rows.columns[index])] = rows.values[index]
        }
        return SparseRow(
          columns: columns, values: dense.indices.map { (dense[$0] - means[$0]) * scales[$0] })
      }, columnCount: features.count)
  }

  private static func tokens(of functions: [CFunction]) -> [[String]] {
    let parser = StatementParser(
      normalisation: Normalisation(identifierStyle: .merged, typeStyle: .merge, keepsSignature: false))
    return parallelMap(functions) { function in
      parser.statements(of: function).flatMap { statement in
        ["\(statement.opcode):", sizeTokens.statement]
          + statement.tokens.flatMap { [$0, sizeTokens.token] }
      }
    }
  }
}
