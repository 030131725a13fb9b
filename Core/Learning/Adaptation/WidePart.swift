/// The wide part of a wide and deep method: a weighted sum of a function's linear features that is added to the networks'
/// logit of "vulnerable", so that both learn under one loss
/// (Cheng et al., Wide & Deep Learning for Recommender Systems, 2016, section 3).
final class WidePart {
  /// A weight a feature [1, F].
  let weights: Parameter
  /// The bias [1, 1].
  let bias: Parameter

  /// Starts from a logistic regression of the same features.
  init(startingFrom ranker: LogisticRegression) {
    weights = Parameter(
      name: "W_weights",
      value: Matrix(rows: 1, columns: ranker.weights.count, ranker.weights.map { Float($0) }))
    bias = Parameter(name: "W_bias", value: Matrix(rows: 1, columns: 1, [Float(ranker.bias)]))
  }

  var parameters: [Parameter] { [weights, bias] }

  /// The log-odds of each row.
  func logits(of rows: SparseRows) -> [Float] {
    (0..<rows.rowCount).map { number in
      let row = rows[number]
      var sum = Double(bias.value[0, 0])
      for (column, value) in zip(row.columns, row.values) {
        sum += Double(value) * Double(weights.value[0, Int(column)])
      }
      return Float(sum)
    }
  }

  /// Adds the log-odds of each row to the logit of "vulnerable" [B, 2].
  func add(_ rows: SparseRows, to logits: Matrix) {
    precondition(rows.rowCount == logits.rows, "a row of features for each function")
    for (row, logit) in self.logits(of: rows).enumerated() { logits[row, 1] += logit }
  }

  /// Adds the gradients of weights and bias, given that of the logits [B, 2].
  func backward(_ rows: SparseRows, gradientOfLogits gradient: Matrix) {
    let (weights, bias) = (self.weights.gradient, self.bias.gradient)
    for number in 0..<rows.rowCount {
      let row = rows[number]
      for (column, value) in zip(row.columns, row.values) {
        weights[0, Int(column)] += value * gradient[number, 1]
      }
      bias[0, 0] += gradient[number, 1]
    }
  }
}
