/// The mean of a figure over several runs, and how far they lie apart.
struct Spread: Hashable, Sendable {
  /// The mean.
  var mean: Double
  /// The standard deviation, with n − 1; nil for a single run.
  var deviation: Double?

  /// Summarises values; nil without any.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let mean = values.mean
    self.mean = mean
    guard values.count > 1 else { return }
    deviation =
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
  }
}
