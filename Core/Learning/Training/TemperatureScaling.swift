import Foundation

/// Finds the temperature that makes a classifier's confidence fit functions it has not learned from
/// (Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2).
///
/// Networks that fit their training functions perfectly give scores near 0 and 1 to everything. Dividing the
/// logits by one number mends that and keeps the ranking; it is chosen on source validation functions.
enum TemperatureScaling {
  /// Temperatures lie between one (confidence is lowered, never raised) and this.
  static let highest = 1000.0

  /// The temperature of the lowest weighted cross-entropy.
  ///
  /// - Parameters:
  ///   - leads: Logit of "vulnerable" less the other one, a number a function.
  ///   - labels: Whether each function is vulnerable.
  ///   - vulnerableWeight: Weight of a vulnerable function; any other has 1.
  /// - Returns: A temperature from 1 to ``highest``; 1 when a class is missing.
  static func temperature(leads: [Float], labels: [Bool], vulnerableWeight: Float) -> Float {
    guard labels.contains(true), labels.contains(false) else { return 1 }
    func loss(_ logTemperature: Double) -> Double {
      let scale = exp(-logTemperature)
      return zip(leads, labels).reduce(0) { sum, pair in
        let (lead, label) = pair
        let weight = label ? Double(vulnerableWeight) : 1
        return sum + weight * Double(softplus(Float(scale) * (label ? -lead : lead)))
      }
    }
    // The loss has one minimum in 1/T, hence in log T: golden-section search finds it.
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (0.0, log(highest))
    for _ in 0..<60 {
      let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
      if loss(left) <= loss(right) { high = right } else { low = left }
    }
    return Float(exp((low + high) / 2))
  }
}

extension Trainer {
  /// Divides the classifier's last layer, and the wide part, by the temperature that fits the source validation functions, read through
  /// the generator that scores.
  ///
  /// - Returns: The temperature.
  @discardableResult
  func calibrate() -> Float {
    let temperature = TemperatureScaling.temperature(
      leads: targetLeads(of: data.validation, wide: data.wide?.validation), labels: data.validationLabels,
      vulnerableWeight: settings.objective.vulnerableWeight)
    for parameter in networks.classifier.parameters.suffix(2) + (networks.wide?.parameters ?? []) {
      parameter.value.apply { $0 / temperature }
    }
    return temperature
  }
}
