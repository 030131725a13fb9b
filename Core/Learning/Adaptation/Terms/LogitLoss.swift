import Foundation

/// A loss of one discriminator logit; every game is made of means of such losses.
struct LogitLoss: Sendable {
  /// The loss and its derivative at a logit.
  var evaluate: @Sendable (Float) -> (value: Float, slope: Float)

  /// −log D, with D = σ(logit).
  static let accepting = LogitLoss { (softplus(-$0), -sigmoid(-$0)) }
  /// −log(1 − D), with D = σ(logit).
  static let refusing = LogitLoss { (softplus($0), sigmoid($0)) }
  /// P = softplus(logit), the unbounded score of D2GAN's discriminators.
  static let reward = LogitLoss { (softplus($0), sigmoid($0)) }
  /// −log(P + ε).
  static let lackOfReward = LogitLoss {
    let score = softplus($0) + rewardFloor
    return (-log(score), -sigmoid($0) / score)
  }
  /// ε, which keeps the logarithm of a score finite.
  static let rewardFloor: Float = 1e-6

  /// The mean over the rows of `logits` [B, 1], and `weight` times its gradient [B, 1].
  func mean(of logits: Matrix, weight: Float) -> (value: Float, gradient: Matrix) {
    let gradient = Matrix(uninitializedRows: logits.rows, columns: 1)
    let scale = weight / Float(max(logits.rows, 1))
    var total = 0.0
    for row in 0..<logits.rows {
      let (value, slope) = evaluate(logits[row, 0])
      total += Double(value)
      gradient[row, 0] = scale * slope
    }
    return (Float(total / Double(max(logits.rows, 1))), gradient)
  }
}

extension MLP {
  /// The mean loss of one domain's points under this discriminator.
  ///
  /// Adds `weight` times the gradient by z to `gradientOfZ`; the discriminator's own gradients stay as they are.
  func addMean(of loss: LogitLoss, at z: Matrix, weight: Float, to gradientOfZ: Matrix) -> Float {
    let pass = forward(z)
    let (value, gradient) = loss.mean(of: pass.output, weight: weight)
    gradientOfZ.add(backward(pass, gradientOfOutput: gradient, addsParameterGradients: false))
    return value
  }
}
