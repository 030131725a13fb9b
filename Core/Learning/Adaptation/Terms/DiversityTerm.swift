import Foundation

/// Keeps the predictions for the target from collapsing to one class: KL(π ‖ q), q the mean of C(z_T) over the mini-batch and π
/// that of C(z_S), which is constant (after Krause, Perona and Gomes, Discriminative Clustering by Regularized Information
/// Maximization, NIPS 2010, section 2.2: the term that balances classes, with the source's share as its prior).
struct DiversityTerm: ObjectiveTerm {
  let name = "diversity"
  /// The target's predictions are what is balanced.
  let readsTarget = true
  /// Shares lie at least so far from 0 and 1.
  static let smallestShare = 1e-6

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let logits = space.target?.logits, let gradient = gradients.targetLogits, logits.rows > 0,
      space.source.logits.rows > 0
    else { return 0 }
    let prior = Self.meanShare(Self.probabilities(space.source.logits))
    let probabilities = Self.probabilities(logits)
    let share = Self.meanShare(probabilities)
    let slope = (1 - prior) / (1 - share) - prior / share
    for (row, probability) in probabilities.enumerated() {
      let change = weight * Float(slope * probability * (1 - probability) / Double(logits.rows))
      gradient[row, 0] -= change
      gradient[row, 1] += change
    }
    return Float(prior * log(prior / share) + (1 - prior) * log((1 - prior) / (1 - share)))
  }

  private static func probabilities(_ logits: Matrix) -> [Double] {
    (0..<logits.rows).map { sigmoid(Double(logits[$0, 1]) - Double(logits[$0, 0])) }
  }

  private static func meanShare(_ probabilities: [Double]) -> Double {
    min(max(probabilities.mean, smallestShare), 1 - smallestShare)
  }
}
