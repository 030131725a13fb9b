import Foundation

extension [Double] {
  /// The mean; 0 without any value.
  var mean: Double { reduce(0, +) / Double(Swift.max(1, count)) }

  /// The geometric mean of positive values; 1 without any.
  var geometricMean: Double { exp(map { log($0) }.mean) }

  /// The standard deviation, with n; 0 without any value.
  var deviation: Double {
    let mean = mean
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Swift.max(1, count))).squareRoot()
  }

  /// The values less their mean, in standard deviations; zeros where all are equal.
  var standardised: [Double] {
    let (mean, deviation) = (mean, Swift.max(deviation, 1e-9))
    return map { ($0 - mean) / deviation }
  }
}
