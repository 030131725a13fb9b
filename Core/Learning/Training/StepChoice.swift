/// How the step whose weights are kept is chosen among those that are looked at; no rule sees a label of the target.
enum StepChoice: String, Codable, Hashable, Sendable, CaseIterable {
  /// As the method has it.
  case method
  /// The highest average precision on the source validation functions.
  case validation
  /// The smallest sum of the error on the source validation functions and the distance between the means of both projects' joint
  /// points, each divided by its smallest value of all looks (Sun et al., Unsupervised Domain Adaptation through
  /// Self-Supervision, 2019).
  case distance
}

/// The looks among which ``StepChoice/distance`` may yet choose.
///
/// What is smallest changes with every look, so an earlier one may be the best again; but never one that another beats in
/// error and distance alike.
struct StepRivals {
  /// The smallest error and the smallest distance that is told apart from none.
  private static let floor = 1e-6

  /// Error, 1 − average precision (with one class alone the loss), and distance of a look.
  static func figures(of look: EvaluationReport) -> (error: Double, distance: Double) {
    let precision = look.validation.averagePrecision
    let error = precision.isNaN ? Double(look.validationLoss) : 1 - precision
    return (max(error, floor), max(Double(look.meanDistance ?? .infinity), floor))
  }

  /// Which of some looks stay when another comes, and whether it joins them.
  static func staying(_ looks: [EvaluationReport], beside new: EvaluationReport) -> (old: [Int], new: Bool) {
    let figures = figures(of: new)
    let all = looks.map { Self.figures(of: $0) }
    let isBeaten = all.contains { $0.error <= figures.error && $0.distance <= figures.distance }
    guard !isBeaten else { return (Array(looks.indices), false) }
    return (all.indices.filter { all[$0].error < figures.error || all[$0].distance < figures.distance }, true)
  }

  /// The best of some looks; nil without any.
  static func best(_ looks: [EvaluationReport]) -> Int? {
    let all = looks.map { figures(of: $0) }
    guard let error = all.map(\.error).min(), let distance = all.map(\.distance).min() else { return nil }
    let sums = all.map { $0.error / error + $0.distance / distance }
    return sums.indices.min { sums[$0] < sums[$1] }
  }
}
