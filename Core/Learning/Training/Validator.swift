import Foundation

/// Scores the source validation set.
struct Validator {
  let functions: [EncodedFunction]
  let labels: [Bool]
  let vulnerableWeight: Float
  let maximumStatements: Int
  let longFunctions: LongFunctions
  /// The linear features of the validation functions; nil for networks alone.
  var wide: SparseRows?

  static let batchSize = 256

  /// Logit of "vulnerable" less the other one of each validation function, through the source generator.
  func leads(_ networks: AdaptationNetworks) -> [Float] {
    leads(of: functions, wide: wide, through: networks.sourceGenerator, networks)
  }

  /// The same of any functions through any generator; the highest piece stands for a function of several.
  func leads(
    of functions: [EncodedFunction], wide: SparseRows?, through generator: GeneratorNetwork,
    _ networks: AdaptationNetworks
  ) -> [Float] {
    adding(wide, to: read(functions, through: generator, networks.classifier).leads, networks)
  }

  private func adding(_ wide: SparseRows?, to leads: [Float], _ networks: AdaptationNetworks) -> [Float] {
    guard let part = networks.wide, let wide else { return leads }
    return zip(leads, part.logits(of: wide)).map { $0 + $1 }
  }

  /// The logit leads of functions, and the mean of their joint points, those of the deciding pieces.
  private func read(
    _ functions: [EncodedFunction], through generator: GeneratorNetwork, _ classifier: MLP
  ) -> (leads: [Float], centre: [Double]) {
    var all: [Float] = []
    var sums = [Double](repeating: 0, count: generator.configuration.jointSize)
    for start in stride(from: 0, to: functions.count, by: Self.batchSize) {
      let range = start..<min(start + Self.batchSize, functions.count)
      let batch = PieceBatch(Array(functions[range]), length: maximumStatements, long: longFunctions)
      let z = generator.forward(batch.pieces).z
      let logits = classifier.forward(z).output
      let leads = (0..<logits.rows).map { logits[$0, 1] - logits[$0, 0] }
      for piece in batch.deciding(leads) {
        all.append(leads[piece])
        let point = z.row(piece)
        for column in sums.indices { sums[column] += Double(point[column]) }
      }
    }
    return (all, sums.map { $0 / Double(max(functions.count, 1)) })
  }

  /// Most functions of the target whose mean is taken.
  private static let distanceSample = 1000

  /// Distance from the mean of the validation functions' points to that of the target's, of which evenly spaced ones count where
  /// they are many (Sun et al., 2019).
  func distance(from centre: [Double], to target: [EncodedFunction], _ networks: AdaptationNetworks) -> Float
  {
    let count = min(target.count, Self.distanceSample)
    let sample = (0..<count).map { target[$0 * target.count / count] }
    let other = read(sample, through: networks.targetGenerator, networks.classifier).centre
    let squares = zip(centre, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return Float(squares.squareRoot())
  }

  /// Ranking and weighted cross-entropy of the validation functions through the source generator, and the mean of their
  /// joint points.
  func evaluate(_ networks: AdaptationNetworks) -> (RankingMetrics, Float, centre: [Double]) {
    let reading = read(functions, through: networks.sourceGenerator, networks.classifier)
    let leads = adding(wide, to: reading.leads, networks)
    var lossSum = 0.0
    var weightSum = 0.0
    for (lead, label) in zip(leads, labels) {
      let weight = label ? Double(vulnerableWeight) : 1
      lossSum += weight * Double(softplus(label ? -lead : lead))
      weightSum += weight
    }
    let metrics = RankingMetrics(scores: leads.map { Double($0) }, labels: labels)
    return (metrics, Float(lossSum / max(weightSum, 1e-9)), reading.centre)
  }

  /// Higher average precision wins, lower loss breaks ties and decides where one class is missing.
  static func isBetter(_ new: (RankingMetrics, Float), than old: EvaluationReport?) -> Bool {
    guard new.1.isFinite else { return false }
    guard let old else { return true }
    let (newPrecision, oldPrecision) = (new.0.averagePrecision, old.validation.averagePrecision)
    if !newPrecision.isNaN, !oldPrecision.isNaN, newPrecision != oldPrecision {
      return newPrecision > oldPrecision
    }
    return new.1 < old.validationLoss
  }
}
