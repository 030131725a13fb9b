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
  ///
  /// Nearly no element is zero, so that the rows of a large project are large; see `decisions(of:by:)`.
  func rows(of functions: [CFunction]) -> SparseRows {
    let standardised = Standardised(features.rows(of: Self.tokens(of: functions)))
    var rows = SparseRows(columnCount: features.count)
    for index in 0..<standardised.rowCount { rows.append(standardised[index]) }
    return rows
  }

  /// The log-odds of all functions of a project by a classifier of such rows, of which only one is held at a time.
  func decisions(of functions: [CFunction], by classifier: LogisticRegression) -> [Double] {
    let standardised = Standardised(features.rows(of: Self.tokens(of: functions)))
    return (0..<standardised.rowCount).map { standardised[$0].dot(classifier.weights) + classifier.bias }
  }

  /// The counts of a project as their distance from the project's mean, in units of its standard deviation.
  private struct Standardised {
    private let counts: SparseRows
    private let means: [Float]
    private let scales: [Float]
    private let columns: [Int32]

    var rowCount: Int { counts.rowCount }

    init(_ counts: SparseRows) {
      self.counts = counts
      var sums = ColumnSums(columns: counts.columnCount)
      for (column, value) in zip(counts.columns, counts.values) { sums.add(Double(value), to: Int(column)) }
      let standard = sums.standard(rows: counts.rowCount, leastVariance: 1e-12)
      means = standard.means.map { Float($0) }
      scales = standard.factors.map { Float($0) }
      columns = (0..<counts.columnCount).map { Int32($0) }
    }

    /// A row with all of its columns.
    subscript(row: Int) -> SparseRow {
      var dense = [Float](repeating: 0, count: counts.columnCount)
      for index in counts.offsets[row]..<counts.offsets[row + 1] {
        dense[Int(counts.columns[index])] = counts.values[index]
      }
      for column in dense.indices { dense[column] = (dense[column] - means[column]) * scales[column] }
      return SparseRow(columns: columns, values: dense)
    }
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
