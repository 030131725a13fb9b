/// What self-training takes the target functions for: its surest ones get labels, the others none.
struct PseudoLabels: Codable, Hashable, Sendable {
  /// Functions taken for vulnerable, in ascending order.
  var vulnerable: Set<Int> = []
  /// Functions taken for not vulnerable.
  var notVulnerable: Set<Int> = []

  /// No labels.
  init() {}

  /// Labels the functions of the highest and of the lowest scores.
  ///
  /// - Parameters:
  ///   - scores: A number a function, higher for vulnerable ones; equal ones rank in their order.
  ///   - vulnerableShare: Share (0...1) of the functions, at least one, that is taken for vulnerable.
  ///   - notVulnerableShare: Share of the functions that is taken for not vulnerable.
  init(scores: [some BinaryFloatingPoint], vulnerableShare: Double, notVulnerableShare: Double) {
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    let top = min(max(1, Int((Double(scores.count) * vulnerableShare).rounded())), scores.count)
    let bottom = min(Int((Double(scores.count) * notVulnerableShare).rounded()), scores.count - top)
    vulnerable = Set(order.prefix(top))
    notVulnerable = Set(order.suffix(bottom))
  }

  /// The labels that several rankings agree on.
  init(_ agreed: AgreedLabels) {
    vulnerable = Set(agreed.vulnerable)
    notVulnerable = Set(agreed.clean)
  }

  /// Whether a function is taken for vulnerable; nil when self-training is not sure.
  subscript(function: Int) -> Bool? {
    if vulnerable.contains(function) { return true }
    return notVulnerable.contains(function) ? false : nil
  }
}
