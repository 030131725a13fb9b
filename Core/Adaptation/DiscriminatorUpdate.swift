import Foundation

/// What one update of the discriminators computed.
struct DiscriminatorUpdate {
  var loss: Float
  /// Share of both mini-batches whose domain each discriminator tells.
  var accuracies: [String: Float]
  var gradientNorm: Float

  var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }
}

extension TrainingStep {
  /// Moves the discriminators once on constant joint points.
  ///
  /// With two discriminators, each minimises (1 + θ)·mean[−log D(own)] + mean[−log(1 − D(other))]
  /// (paper, section 3); a single one has θ = 0.
  func updateDiscriminators(sourceZ: Matrix, targetZ: Matrix) -> DiscriminatorUpdate {
    let parameters = networks.discriminatorParameters
    parameters.zeroGradients()
    var update = DiscriminatorUpdate(loss: 0, accuracies: [:], gradientNorm: 0)
    let ownWeight: Float = method.game == .dual ? 1 + theta : 1
    let players = [
      ("source", networks.sourceDiscriminator, sourceZ, targetZ),
      ("target", networks.targetDiscriminator, targetZ, sourceZ),
    ]
    for (name, discriminator, own, other) in players {
      guard let discriminator else { continue }
      // Where the domains cannot be told apart, the best logit is the log of the ratio of weights.
      let indifference = log(ownWeight)
      let ownPart = accumulate(
        discriminator, z: own, isOwn: true, weight: ownWeight, indifference: indifference)
      let otherPart = accumulate(
        discriminator, z: other, isOwn: false, weight: 1, indifference: indifference)
      update.loss += ownPart.loss + otherPart.loss
      update.accuracies[name] =
        Float(ownPart.correct + otherPart.correct) / Float(max(own.rows + other.rows, 1))
    }
    update.gradientNorm = Core.gradientNorm(of: parameters)
    if update.isFinite {
      discriminatorOptimiser.step(gradientScale: gradientScale(norm: update.gradientNorm))
    }
    return update
  }

  private func accumulate(
    _ discriminator: MLP, z: Matrix, isOwn: Bool, weight: Float, indifference: Float
  ) -> (loss: Float, correct: Int) {
    let pass = discriminator.forward(z)
    let gradient = Matrix(rows: z.rows, columns: 1)
    let loss = LogisticLoss.evaluate(
      logits: pass.output, isOwn: isOwn, weight: weight, gradient: gradient)
    discriminator.backward(pass, gradientOfOutput: gradient)
    let correct = (0..<z.rows).count { (pass.output[$0, 0] > indifference) == isOwn }
    return (weight * loss, correct)
  }
}
