/// A measured figure with a bootstrap interval.
public struct Estimate: Codable, Hashable, Sendable {
  /// The figure itself; nil where it is not defined, such as an AUC without vulnerable functions.
  public var value: Double?
  /// The lower end of the 95 % interval; nil without one.
  public var low: Double?
  /// The upper end of the 95 % interval; nil without one.
  public var high: Double?

  /// Creates an estimate; numbers that are not finite become nil.
  public init(_ value: Double?, low: Double? = nil, high: Double? = nil) {
    func finite(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 : nil } }
    self.value = finite(value)
    self.low = finite(low)
    self.high = finite(high)
  }
}

/// All figures of one ranker on one target.
public struct RankerFigures: Codable, Hashable, Sendable {
  /// The ranker's name, such as `dual-gd-ddan`, `length` or `tfidf-lr`.
  public var ranker: String
  /// Figures over functions.
  public var perFunction: [Measure: Estimate]
  /// The same where functions of one CVE, one name or one near-duplicate group share the weight of one.
  public var perGroup: [Measure: Estimate]

  /// Creates figures from their parts.
  public init(ranker: String, perFunction: [Measure: Estimate], perGroup: [Measure: Estimate]) {
    self.ranker = ranker
    self.perFunction = perFunction
    self.perGroup = perGroup
  }
}
