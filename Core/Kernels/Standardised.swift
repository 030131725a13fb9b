extension [Double] {
  /// The values less their mean, in standard deviations; zeros where all are equal.
  var standardised: [Double] {
    let mean = reduce(0, +) / Double(Swift.max(1, count))
    let variance = reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Swift.max(1, count))
    let deviation = Swift.max(variance.squareRoot(), 1e-9)
    return map { ($0 - mean) / deviation }
  }
}
