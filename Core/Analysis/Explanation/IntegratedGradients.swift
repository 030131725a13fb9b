/// How much each statement adds to a score, by integrated gradients.
///
/// Sundararajan, Taly and Yan, "Axiomatic Attribution for Deep Networks" (ICML 2017), equation 1, along the
/// straight line from a function whose statement vectors are all zero to the function itself:
/// IGⱼ = xⱼ · ∫₀¹ ∂F(αx)/∂xⱼ dα, where xⱼ is the vector of statement *j* and F the difference of the logits of
/// "vulnerable" and "not vulnerable". The parts add up to F(x) − F(0), up to the error of the integral.
struct IntegratedGradients {
  /// How well the integral is to be known.
  struct Precision {
    /// The error at which refining ends, as a share of |F(x) − F(0)| or of 1, whichever is more.
    var tolerance: Double
    /// How many intervals of the line are looked at first.
    var firstIntervals: Int
    /// The largest number of intervals that are looked at; each costs four passes forward and back.
    var intervalLimit: Int

    /// For the explanation of one function, which shows the numbers.
    static let explanation = Precision(tolerance: 1e-3, firstIntervals: 4, intervalLimit: 1_000)
    /// For lists of functions, which show the order of the largest parts and shares in percent.
    static let list = Precision(tolerance: 0.02, firstIntervals: 1, intervalLimit: 256)
  }

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

  private let scorer: NetworkScorer
  private let precision: Precision

  init(_ scorer: NetworkScorer, _ precision: Precision) {
    self.scorer = scorer
    self.precision = precision
  }

  /// Divides the logit differences of windows.
  ///
  /// Completeness holds on every interval of the line, so F at its ends tells how well its integral is known;
  /// intervals that are not known well enough are halved. The parts of a window depend on it alone, up to the last bit.
  func run(_ windows: [DecidingWindow]) -> [Result] {
    var lines = starts(of: windows)
    while true {
      let waiting = lines.indices.flatMap { line in
        lines[line].takeWaiting().map { (line: line, interval: $0) }
      }
      if waiting.isEmpty { return lines.map(\.result) }
      var unknown: [(line: Int, interval: Interval)] = []
      for ((line, interval), parts) in zip(waiting, integrals(over: waiting, windows)) {
        if !lines[line].add(parts, over: interval) { unknown.append((line, interval)) }
      }
      let middles = scorer.leads(
        at: unknown.map { LinePlace(function: windows[$0.line].function, scale: Float($0.interval.middle)) })
      for ((line, interval), logit) in zip(unknown, middles) {
        let middle = Place(scale: interval.middle, logit: logit)
        lines[line].waiting += [
          Interval(start: interval.start, end: middle), Interval(start: middle, end: interval.end),
        ]
      }
    }
  }

  /// The lines with their first intervals.
  private func starts(of windows: [DecidingWindow]) -> [Line] {
    // Vectors of zero are the same for all functions with as many statements.
    let examples = Dictionary(grouping: windows, by: \.function.statementCount).sorted { $0.key < $1.key }
    let baselines = Dictionary(
      uniqueKeysWithValues: zip(
        examples.map(\.key),
        scorer.leads(at: examples.map { LinePlace(function: $0.value[0].function, scale: 0) })))
    let count = precision.firstIntervals
    let inner = (1..<max(1, count)).map { Double($0) / Double(count) }
    let logits = scorer.leads(
      at: windows.flatMap { window in inner.map { LinePlace(function: window.function, scale: Float($0)) } })
    return windows.indices.map { index in
      let function = windows[index].function
      let baseline = baselines[function.statementCount] ?? 0
      let middle = inner.indices.map {
        Place(scale: inner[$0], logit: logits[index * inner.count + $0])
      }
      let places =
        [Place(scale: 0, logit: baseline)] + middle + [Place(scale: 1, logit: windows[index].lead)]
      return Line(
        result: Result(
          parts: [Double](repeating: 0, count: function.statementCount), logit: windows[index].lead,
          baseline: baseline),
        bound: precision.tolerance * max(1, abs(windows[index].lead - baseline)),
        intervalLimit: precision.intervalLimit,
        waiting: zip(places, places.dropFirst()).map { Interval(start: $0, end: $1) })
    }
  }

  /// The integrals over intervals by the Gauss–Legendre rule with four points each.
  private func integrals(
    over intervals: [(line: Int, interval: Interval)], _ windows: [DecidingWindow]
  ) -> [[Double]] {
    let products = scorer.contributions(
      at: intervals.flatMap { line, interval in
        Self.points.map {
          LinePlace(
            function: windows[line].function,
            scale: Float(interval.start.scale + interval.width * (1 + $0.place) / 2))
        }
      })
    return intervals.enumerated().map { number, item in
      let products = products[(number * Self.points.count)...].prefix(Self.points.count)
      return (0..<windows[item.line].function.statementCount).map { statement in
        zip(products, Self.points).reduce(0) { $0 + $1.0[statement] * $1.1.weight } / 2 * item.interval.width
      }
    }
  }

  /// A place on a line, with F there.
  private struct Place {
    var scale: Double
    var logit: Double
  }

  /// A part of a line.
  private struct Interval {
    var start: Place
    var end: Place

    var width: Double { end.scale - start.scale }
    var middle: Double { (start.scale + end.scale) / 2 }
  }

  /// What is known of one line.
  private struct Line {
    var result: Result
    /// The error to reach.
    private let bound: Double
    private let intervalLimit: Int
    /// The intervals to look at next.
    var waiting: [Interval]
    /// How many were looked at.
    private var examined = 0
    /// How many of those looked at last are to be halved.
    private var halved = 0

    init(result: Result, bound: Double, intervalLimit: Int, waiting: [Interval]) {
      (self.result, self.waiting) = (result, waiting)
      (self.bound, self.intervalLimit) = (bound, intervalLimit)
    }

    /// The intervals to look at now.
    mutating func takeWaiting() -> [Interval] {
      (examined, halved) = (examined + waiting.count, 0)
      defer { waiting = [] }
      return waiting
    }

    /// Adds the integral over an interval; false when it is to be halved instead.
    mutating func add(_ parts: [Double], over interval: Interval) -> Bool {
      let error = abs(parts.reduce(0, +) - (interval.end.logit - interval.start.logit))
      let isKnown = error <= bound * max(interval.width, 1.0 / 64)
      if !isKnown, error.isFinite, examined + 2 * halved < intervalLimit {
        halved += 1
        return false
      }
      for index in parts.indices { result.parts[index] += parts[index] }
      return true
    }
  }

  /// Places on −1...1 and their weights.
  private static let points: [(place: Double, weight: Double)] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    (-0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_26, 0.652_145_154_862_546_1), (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
  ]
}
