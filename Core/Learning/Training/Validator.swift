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
    let leads = leads(of: functions, through: generator, classifier: networks.classifier)
    guard let part = networks.wide, let wide else { return leads }
    return zip(leads, part.logits(of: wide)).map { $0 + $1 }
  }

  private func leads(
    of functions: [EncodedFunction], through generator: GeneratorNetwork, classifier: MLP
  ) -> [Float] {
    stride(from: 0, to: functions.count, by: Self.batchSize).flatMap { start in
      let range = start..<min(start + Self.batchSize, functions.count)
      let batch = PieceBatch(Array(functions[range]), length: maximumStatements, long: longFunctions)
      let logits = classifier.forward(generator.forward(batch.pieces).z).output
      let leads = (0..<logits.rows).map { logits[$0, 1] - logits[$0, 0] }
      return batch.deciding(leads).map { leads[$0] }
    }
  }

  /// Ranking and weighted cross-entropy of the validation functions through the source generator.
  func evaluate(_ networks: AdaptationNetworks) -> (RankingMetrics, Float) {
    let leads = leads(networks)
    var lossSum = 0.0
    var weightSum = 0.0
    for (lead, label) in zip(leads, labels) {
      let weight = label ? Double(vulnerableWeight) : 1
      lossSum += weight * Double(softplus(label ? -lead : lead))
      weightSum += weight
    }
    let metrics = RankingMetrics(scores: leads.map { Double($0) }, labels: labels)
    return (metrics, Float(lossSum / max(weightSum, 1e-9)))
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
