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

  private let scorer: NetworkScorer
  /// The scorer's generator with embedding tables that are scaled here.
  private let network: GeneratorNetwork

  init(_ scorer: NetworkScorer, of model: ModelFile) {
    self.scorer = scorer
    network = model.makeGenerator(scorer.settings.scoringGenerator)
  }

  /// Divides a function of at most *L* statements.
  ///
  /// Completeness holds on every interval of the line, so F at its ends tells how well its integral is known;
  /// intervals that are not known well enough are halved.
  func run(_ function: EncodedFunction) -> Result {
    Parallel.limited(to: 1) {
      let batch = scorer.batch(of: [function])
      let count = function.statementCount
      let (baseline, logit) = (logit(batch, scale: 0), logit(batch, scale: 1))
      let bound = Self.tolerance * max(1, abs(logit - baseline))
      var result = Result(
        parts: [Double](repeating: 0, count: count), logit: logit, baseline: baseline)
      var waiting: [Interval] = []
      var last = (scale: 0.0, logit: baseline)
      for number in 1...Self.firstIntervals {
        let scale = Double(number) / Double(Self.firstIntervals)
        let next = (
          scale: scale, logit: number == Self.firstIntervals ? logit : self.logit(batch, scale: scale)
        )
        waiting.append(Interval(from: last, to: next))
        last = next
      }
      var examined = 0
      while let interval = waiting.popLast() {
        examined += 1
        let parts = integral(batch, count: count, over: interval)
        let error = abs(parts.reduce(0, +) - (interval.end.logit - interval.start.logit))
        let isKnown = error <= bound * max(interval.width, 1.0 / 64)
        if isKnown || !error.isFinite || examined + waiting.count >= Self.intervalLimit {
          for index in 0..<count { result.parts[index] += parts[index] }
        } else {
          let scale = (interval.start.scale + interval.end.scale) / 2
          let middle = (scale: scale, logit: self.logit(batch, scale: scale))
          waiting.append(Interval(from: interval.start, to: middle))
          waiting.append(Interval(from: middle, to: interval.end))
        }
      }
      return result
    }
  }

  /// A part of the line, with F at both ends.
  private struct Interval {
    var start: (scale: Double, logit: Double)
    var end: (scale: Double, logit: Double)

    init(from start: (scale: Double, logit: Double), to end: (scale: Double, logit: Double)) {
      (self.start, self.end) = (start, end)
    }

    var width: Double { end.scale - start.scale }
  }

  /// F at a point of the line.
  private func logit(_ batch: Batch, scale: Double) -> Double {
    setScale(Float(scale))
    let output = scorer.classifier.forward(network.forward(batch).z).output
    return Double(output[0, 1]) - Double(output[0, 0])
  }

  /// The integral over an interval by the Gauss–Legendre rule with four points.
  private func integral(_ batch: Batch, count: Int, over interval: Interval) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for (place, weight) in Self.points {
      let scale = interval.start.scale + interval.width * (1 + place) / 2
      setScale(Float(scale))
      let pass = network.forward(batch)
      let output = scorer.classifier.forward(pass.z)
      let gradientOfZ = scorer.classifier.backward(
        output, gradientOfOutput: Matrix(rows: 1, columns: 2, [-1, 1]), addsParameterGradients: false)
      let products = network.statementContributions(pass, gradientOfZ: gradientOfZ)
      // The network's vectors are scale · x, so its products are too.
      for index in 0..<count {
        sums[index] += Double(products[0, index]) / scale * weight / 2 * interval.width
      }
    }
    return sums
  }

  /// A statement's vector is linear in both tables.
  private func setScale(_ scale: Float) {
    let tables = [
      (scorer.generator.opcodeTable, network.opcodeTable),
      (scorer.generator.tokenTable, network.tokenTable),
    ]
    for (original, scaled) in tables {
      for index in original.value.elements.indices {
        scaled.value.elements[index] = scale * original.value.elements[index]
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
