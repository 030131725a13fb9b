/// How much each statement adds to a score, by integrated gradients.
///
/// Sundararajan, Taly and Yan, "Axiomatic Attribution for Deep Networks" (ICML 2017), equation 1, along the
/// straight line from a function whose statement vectors are all zero to the function itself:
/// IGⱼ = xⱼ · ∫₀¹ ∂F(αx)/∂xⱼ dα, where xⱼ is the vector of statement *j* and F the difference of the logits of
/// "vulnerable" and "not vulnerable". The parts add up to F(x) − F(0), up to the error of the integral.
struct IntegratedGradients {
  /// The parts of a logit difference.
  struct Result {
    /// Each statement's part.
    var parts: [Double]
    /// F(x).
    var logit: Double
    /// F(0).
    var baseline: Double

    /// How far the parts' sum is from F(x) − F(0).
    var error: Double { abs(parts.reduce(0, +) - (logit - baseline)) }
  }

  /// The error at which refining ends, as a share of |F(x) − F(0)| or of 1, whichever is more.
  static let tolerance = 1e-3
  /// The largest number of intervals that are looked at; each costs four passes.
  private static let intervalLimit = 1_000
  private static let firstIntervals = 4
  /// How many intervals share a batch.
  private static let intervalsAtOnce = 8

  private let scorer: NetworkScorer

  init(_ scorer: NetworkScorer) {
    self.scorer = scorer
  }

  /// Divides a function of at most *L* statements.
  ///
  /// Completeness holds on every interval of the line, so F at its ends tells how well its integral is known;
  /// intervals that are not known well enough are halved.
  func run(_ function: EncodedFunction) -> Result {
    Parallel.limited(to: 1) {
      let count = function.statementCount
      let scales = (0...Self.firstIntervals).map { Double($0) / Double(Self.firstIntervals) }
      let ends = zip(scales, scorer.leads(along: function, scales: scales.map { Float($0) }))
        .map { Place(scale: $0, logit: $1) }
      var result = Result(
        parts: [Double](repeating: 0, count: count), logit: ends[ends.count - 1].logit,
        baseline: ends[0].logit)
      let bound = Self.tolerance * max(1, abs(result.logit - result.baseline))
      var waiting = zip(ends, ends.dropFirst()).map { Interval(start: $0, end: $1) }
      var examined = 0
      while !waiting.isEmpty {
        let intervals = Array(waiting.prefix(Self.intervalsAtOnce))
        waiting.removeFirst(intervals.count)
        examined += intervals.count
        var unknown: [Interval] = []
        for (interval, parts) in zip(intervals, integrals(function, over: intervals)) {
          let error = abs(parts.reduce(0, +) - (interval.end.logit - interval.start.logit))
          let isKnown = error <= bound * max(interval.width, 1.0 / 64)
          let isLast = examined + waiting.count + 2 * unknown.count >= Self.intervalLimit
          if isKnown || !error.isFinite || isLast {
            for index in 0..<count { result.parts[index] += parts[index] }
          } else {
            unknown.append(interval)
          }
        }
        let middles = scorer.leads(along: function, scales: unknown.map { Float($0.middle) })
        for (interval, logit) in zip(unknown, middles) {
          let middle = Place(scale: interval.middle, logit: logit)
          waiting += [
            Interval(start: interval.start, end: middle), Interval(start: middle, end: interval.end),
          ]
        }
      }
      return result
    }
  }

  /// A place on the line, with F there.
  private struct Place {
    var scale: Double
    var logit: Double
  }

  /// A part of the line.
  private struct Interval {
    var start: Place
    var end: Place

    var width: Double { end.scale - start.scale }
    var middle: Double { (start.scale + end.scale) / 2 }
  }

  /// The integrals over intervals by the Gauss–Legendre rule with four points each.
  private func integrals(_ function: EncodedFunction, over intervals: [Interval]) -> [[Double]] {
    let scales = intervals.flatMap { interval in
      Self.points.map { Float(interval.start.scale + interval.width * (1 + $0.0) / 2) }
    }
    let products = scorer.contributions(along: function, scales: scales)
    return intervals.indices.map { number in
      (0..<function.statementCount).map { statement in
        Self.points.indices.reduce(0) { sum, point in
          let product = Double(products[number * Self.points.count + point, statement])
          return sum + product * Self.points[point].1 / 2 * intervals[number].width
        }
      }
    }
  }

  /// Points on −1...1 and weights.
  private static let points: [(Double, Double)] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    (-0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_26, 0.652_145_154_862_546_1), (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
  ]
}
