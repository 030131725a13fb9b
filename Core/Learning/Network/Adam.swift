import Foundation

/// The Adam optimiser (Kingma and Ba, 2015) with weight decay added to the gradient.
///
/// g += weightDecay · p; m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²;
/// p −= rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε); t is 1 in the first step.
public final class Adam: @unchecked Sendable {
  /// What is trained.
  public let parameters: [Parameter]
  /// First moments m, one per parameter; write to them to continue from a checkpoint.
  let firstMoments: [Matrix]
  /// Second moments v, one per parameter; write to them to continue from a checkpoint.
  let secondMoments: [Matrix]
  /// Steps taken so far, t; set it to continue from a checkpoint.
  public var stepCount = 0
  /// Learning rate; it may change between steps.
  var learningRate: Float
  /// Decay of the first moments.
  let beta1: Float
  /// Decay of the second moments.
  let beta2: Float
  /// Keeps the division finite.
  let epsilon: Float
  /// Factor of the parameters that is added to their gradients.
  let weightDecay: Float

  /// Creates an optimiser with all moments zero.
  public init(
    _ parameters: [Parameter], learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999,
    epsilon: Float = 1e-8, weightDecay: Float = 0
  ) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    firstMoments = parameters.map { Matrix(rows: $0.value.rows, columns: $0.value.columns) }
    secondMoments = parameters.map { Matrix(rows: $0.value.rows, columns: $0.value.columns) }
  }

  /// Forgets all steps: moments and step count are zero.
  func reset() {
    stepCount = 0
    for moment in firstMoments + secondMoments { moment.fill(0) }
  }

  /// Moves all parameters against their gradients; gradients stay as they are.
  ///
  /// - Parameter gradientScale: Factor of all gradients, such as what `clippingScale` returns: scaling here saves
  ///   a pass over memory.
  public func step(gradientScale: Float = 1) {
    stepCount += 1
    let t = Double(stepCount)
    let step = VectorMath.AdamStep(
      gradientScale: gradientScale, weightDecay: weightDecay, beta1: beta1, beta2: beta2,
      rate: Float(Double(learningRate) / (1 - pow(Double(beta1), t))),
      secondCorrection: Float(1 / (1 - pow(Double(beta2), t))), epsilon: epsilon)
    for (index, parameter) in parameters.enumerated() {
      let (value, gradient) = (parameter.value, parameter.gradient)
      let (first, second) = (firstMoments[index], secondMoments[index])
      Parallel.forRange(value.elements.count, minimum: 1 << 15, multiple: 16) { range in
        let start = range.lowerBound
        VectorMath.adam(
          range.count, step, value: value.base + start, gradient: gradient.base + start,
          first: first.base + start, second: second.base + start)
      }
    }
  }
}
