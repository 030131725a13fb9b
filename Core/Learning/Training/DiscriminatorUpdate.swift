/// What one update of the discriminators computed.
struct DiscriminatorUpdate {
  var loss: Float = 0
  /// Share of both mini-batches whose domain each discriminator tells.
  var accuracies: [String: Float] = [:]
  var gradientNorm: Float = 0

  var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }
}

extension TrainingStep {
  /// Moves the discriminators once on constant joint points.
  func updateDiscriminators(sourceZ: Matrix, targetZ: Matrix, game: DiscriminatorGame) -> DiscriminatorUpdate
  {
    let parameters = networks.discriminatorParameters
    parameters.zeroGradients()
    var update = DiscriminatorUpdate()
    let loss = game.loss(theta: theta)
    let players = [
      ("source", networks.sourceDiscriminator, sourceZ, targetZ),
      ("target", networks.targetDiscriminator, targetZ, sourceZ),
    ]
    for (name, discriminator, own, other) in players {
      guard let discriminator else { continue }
      let (value, correct) = loss.addGradients(of: discriminator, own: own, other: other)
      update.loss += value
      update.accuracies[name] = Float(correct) / Float(max(own.rows + other.rows, 1))
    }
    update.gradientNorm = gradientNorm(of: parameters)
    if update.isFinite {
      discriminatorOptimiser.step(gradientScale: gradientScale(norm: update.gradientNorm))
    }
    return update
  }
}

extension DiscriminatorLoss {
  /// The loss of one discriminator, whose parameters' gradients are added up, and the number of rows it tells right.
  func addGradients(of discriminator: MLP, own: Matrix, other: Matrix) -> (loss: Float, correct: Int) {
    var total: Float = 0
    var correct = 0
    for (z, isOwn, loss, weight) in [(own, true, self.own, ownWeight), (other, false, self.other, 1)] {
      let pass = discriminator.forward(z)
      let (value, gradient) = loss.mean(of: pass.output, weight: weight)
      discriminator.backward(pass, gradientOfOutput: gradient)
      total += weight * value
      correct += (0..<z.rows).count { (pass.output[$0, 0] > indifference) == isOwn }
    }
    return (total, correct)
  }
}
