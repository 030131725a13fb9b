/// What one update of the discriminators computed.
struct DiscriminatorUpdate {
  var loss: Float = 0
  /// Share of both mini-batches whose domain each discriminator tells.
  var accuracies: [String: Float] = [:]
  var gradientNorm: Float = 0

  var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }
}

extension TrainingStep {
  /// Moves what plays against the generators once, on constant joint points; nil where nothing does.
  func updateDiscriminators(
    _ space: JointSpace, game: DiscriminatorGame, predictsLength: Bool
  ) -> DiscriminatorUpdate? {
    let plays = game != .none && space.target != nil
    guard plays || predictsLength else { return nil }
    let parameters = networks.discriminatorParameters
    parameters.zeroGradients()
    var update = DiscriminatorUpdate()
    if let targetZ = space.target?.z, plays {
      let loss = game.loss(theta: theta)
      let players = [
        ("source", networks.sourceDiscriminator, space.source.z, targetZ),
        ("target", networks.targetDiscriminator, targetZ, space.source.z),
      ]
      for (name, discriminator, own, other) in players {
        guard let discriminator else { continue }
        let (value, correct) = loss.addGradients(of: discriminator, own: own, other: other)
        update.loss += value
        update.accuracies[name] = Float(correct) / Float(max(own.rows + other.rows, 1))
      }
    }
    if predictsLength, let predictor = networks.lengthPredictor {
      update.loss -= ConfounderTerm.add(
        space, predictor, weight: -1, toPredictor: true, gradientsOfZ: (nil, nil))
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
