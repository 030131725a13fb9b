import Foundation

/// Scores the source validation set.
struct Validator {
  let functions: [EncodedFunction]
  let labels: [Bool]
  let vulnerableWeight: Float
  let maximumStatements: Int

  static let batchSize = 256

  /// Ranking and weighted cross-entropy of the validation functions through the source generator.
  func evaluate(_ networks: AdaptationNetworks) -> (RankingMetrics, Float) {
    var scores: [Double] = []
    var lossSum = 0.0
    var weightSum = 0.0
    for start in stride(from: 0, to: functions.count, by: Self.batchSize) {
      let range = start..<min(start + Self.batchSize, functions.count)
      let batch = Batch(Array(functions[range]), length: maximumStatements)
      let logits = networks.classifier.forward(networks.sourceGenerator.forward(batch).z).output
      for (row, index) in range.enumerated() {
        let lead = logits[row, 1] - logits[row, 0]
        scores.append(Double(lead))
        let weight = labels[index] ? Double(vulnerableWeight) : 1
        lossSum += weight * Double(softplus(labels[index] ? -lead : lead))
        weightSum += weight
      }
    }
    return (RankingMetrics(scores: scores, labels: labels), Float(lossSum / max(weightSum, 1e-9)))
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
