/// A linear classifier: the log-odds of "vulnerable" are w · x + b.
struct LogisticRegression: Hashable, Sendable {
  /// w, a weight a feature.
  var weights: [Double]
  /// b.
  var bias: Double

  /// The log-odds of each row.
  func decisions(for rows: SparseRows) -> [Double] {
    rows.product(with: weights).map { $0 + bias }
  }

  /// Fits a classifier: the minimum of ½‖w‖² + C · Σᵢ sᵢ · [softplus(dᵢ) − tᵢ · dᵢ] for the log-odds d = X w + b, weights
  /// s and targets t; b is not penalised. With offsets o the log-odds are X w + b + o.
  ///
  /// The minimum is unique. It is found by a trust-region Newton method (Lin, Weng and Keerthi, Trust Region Newton
  /// Method for Large-Scale Logistic Regression, JMLR 9, 2008) in double precision; the number of threads does not
  /// reach the result.
  ///
  /// - Parameters:
  ///   - rows: X, [n, m].
  ///   - targets: t, n probabilities of "vulnerable"; 0 or 1 for known labels.
  ///   - offsets: o, n log-odds that are known beforehand; none by default.
  ///   - sampleWeights: s, n weights of at least 0, not all 0.
  ///   - inverseRegularization: C, above 0.
  ///   - tolerance: The gradient's norm, relative to that at w = 0, b = 0, at which to stop.
  ///   - shouldStop: Asked after each iteration.
  /// - Returns: The classifier, or nil when told to stop.
  static func fit(
    _ rows: SparseRows, targets: [Double], offsets: [Double] = [], sampleWeights: [Double],
    inverseRegularization: Double, tolerance: Double = 1e-5, shouldStop: () -> Bool = { false }
  ) -> LogisticRegression? {
    let objective = LogisticObjective(
      rows: rows, targets: targets, offsets: offsets, sampleWeights: sampleWeights,
      inverseRegularization: inverseRegularization)
    let start = [Double](repeating: 0, count: rows.columnCount + 1)
    guard
      let minimum = TrustRegionNewton(tolerance: tolerance).minimum(
        of: objective, from: start, shouldStop: shouldStop)
    else { return nil }
    return LogisticRegression(weights: Array(minimum.dropLast()), bias: minimum[rows.columnCount])
  }

  /// Weights that give both classes the same sum, n / 2 each.
  ///
  /// - Parameters:
  ///   - targets: The probability of "vulnerable" of each function.
  ///   - confidences: How much each function counts in its class; 1 by default.
  /// - Returns: A weight a function.
  static func balancedWeights(targets: [Double], confidences: [Double]? = nil) -> [Double] {
    let confidences = confidences ?? [Double](repeating: 1, count: targets.count)
    let vulnerable = zip(targets, confidences).reduce(0) { $0 + $1.0 * $1.1 }
    let total = confidences.reduce(0, +)
    let (forVulnerable, forOthers) = (
      vulnerable > 0 ? total / (2 * vulnerable) : 0,
      total > vulnerable ? total / (2 * (total - vulnerable)) : 0
    )
    return zip(targets, confidences).map { target, confidence in
      confidence * (target * forVulnerable + (1 - target) * forOthers)
    }
  }
}

/// The regularised loss of a logistic regression at θ = (w, b); see ``LogisticRegression``.
struct LogisticObjective: SmoothObjective {
  let rows: SparseRows
  private let columns: SparseRows
  let targets: [Double]
  /// What is added to the log-odds of each row; empty for nothing.
  let offsets: [Double]
  let sampleWeights: [Double]
  let inverseRegularization: Double

  init(
    rows: SparseRows, targets: [Double], offsets: [Double] = [], sampleWeights: [Double],
    inverseRegularization: Double
  ) {
    precondition(offsets.isEmpty || offsets.count == rows.rowCount, "one offset a row")
    self.offsets = offsets
    precondition(targets.count == rows.rowCount && sampleWeights.count == rows.rowCount, "one target a row")
    precondition(inverseRegularization > 0, "C is positive")
    self.rows = rows
    columns = rows.transposed()
    self.targets = targets
    self.sampleWeights = sampleWeights
    self.inverseRegularization = inverseRegularization
  }

  /// The log-odds of each row.
  private func decisions(_ point: [Double]) -> [Double] {
    let linear = changes(point)
    return offsets.isEmpty ? linear : zip(linear, offsets).map { $0 + $1 }
  }

  /// X w + b.
  private func changes(_ point: [Double]) -> [Double] {
    let bias = point[rows.columnCount]
    return rows.product(with: Array(point.dropLast())).map { $0 + bias }
  }

  /// Xᵀ r and Σ r.
  private func gathered(_ residuals: [Double]) -> [Double] {
    columns.product(with: residuals) + [residuals.reduce(0, +)]
  }

  func value(at point: [Double]) -> Double {
    var loss = 0.0
    for (index, decision) in decisions(point).enumerated() {
      loss += sampleWeights[index] * (softplus(decision) - targets[index] * decision)
    }
    let squares = point.dropLast().reduce(0) { $0 + $1 * $1 }
    return squares / 2 + inverseRegularization * loss
  }

  func expansion(at point: [Double]) -> Expansion {
    let probabilities = decisions(point).map { sigmoid($0) }
    let residuals = probabilities.indices.map { index in
      inverseRegularization * sampleWeights[index] * (probabilities[index] - targets[index])
    }
    var gradient = gathered(residuals)
    for index in 0..<rows.columnCount { gradient[index] += point[index] }
    let curvatures = probabilities.indices.map { index in
      inverseRegularization * sampleWeights[index] * probabilities[index] * (1 - probabilities[index])
    }
    return Expansion(gradient: gradient) { direction in
      let changes = changes(direction)
      var result = gathered(zip(curvatures, changes).map { $0 * $1 })
      for index in 0..<rows.columnCount { result[index] += direction[index] }
      return result
    }
  }
}
