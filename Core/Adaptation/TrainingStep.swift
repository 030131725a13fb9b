/// Performs training steps: joint points, discriminators' update, generators' update.
///
/// The order is that of the golden vectors: the discriminators move first, on constant joint
/// points; the objective terms then see the *updated* discriminators and the *same* joint points.
final class TrainingStep {
  let networks: AdaptationNetworks
  let method: AdaptationMethod
  let terms: [WeightedTerm]
  let theta: Float
  let maximumGradientNorm: Float
  let targetPull: Float
  let generatorOptimiser: Adam
  let discriminatorOptimiser: Adam

  init(networks: AdaptationNetworks, method: AdaptationMethod, settings: TrainingSettings) {
    self.networks = networks
    self.method = method
    terms = method.terms(settings.objective)
    theta = settings.objective.theta
    maximumGradientNorm = settings.maximumGradientNorm
    targetPull = settings.targetPull
    generatorOptimiser = Adam(
      networks.generatorParameters, learningRate: settings.learningRate,
      weightDecay: settings.weightDecay)
    discriminatorOptimiser = Adam(
      networks.discriminatorParameters, learningRate: settings.learningRate)
  }

  /// What one step computed, besides the changed parameters.
  struct Result {
    var terms: [String: Float]
    var generatorLoss: Float
    var discriminatorLoss: Float?
    var discriminatorAccuracies: [String: Float]
    var gradientNorm: Float
    var discriminatorGradientNorm: Float?
    var isFinite: Bool
  }

  /// Updates all networks once.
  ///
  /// - Parameters:
  ///   - source: The source's mini-batch.
  ///   - labels: Whether each source function is vulnerable.
  ///   - target: The target's mini-batch; nil trains on the classification term alone.
  ///   - dropoutSeed: Decides what this step's dropout leaves out; nil leaves out nothing.
  /// - Returns: The step's figures.
  func perform(
    source: Batch, labels: [Bool], target: Batch?, dropoutSeed: UInt64? = nil
  ) -> Result {
    let passes = forward(source: source, target: target, dropoutSeed: dropoutSeed)
    let sourceClassifierPass = networks.classifier.forward(passes.source.z)
    let targetClassifierPass = passes.target.map { networks.classifier.forward($0.z) }
    let space = JointSpace(
      source: JointPoints(
        z: passes.source.z, hiddenStates: passes.source.h, logits: sourceClassifierPass.output),
      labels: labels,
      target: passes.target.flatMap { pass in
        targetClassifierPass.map {
          JointPoints(z: pass.z, hiddenStates: pass.h, logits: $0.output)
        }
      })

    var game: DiscriminatorUpdate?
    if let target = space.target, method.game != .none {
      game = updateDiscriminators(sourceZ: space.source.z, targetZ: target.z)
    }

    let gradients = JointGradients(for: space)
    var values: [String: Float] = [:]
    var loss: Float = 0
    for weighted in terms where target != nil || !weighted.term.readsTarget {
      let value = weighted.term.evaluate(
        space, heads: networks.heads, weight: weighted.weight, into: gradients)
      values[weighted.term.name] = value
      loss += weighted.weight * value
    }

    let parameters = networks.generatorParameters
    parameters.zeroGradients()
    gradients.sourceZ.add(
      networks.classifier.backward(sourceClassifierPass, gradientOfOutput: gradients.sourceLogits))
    if let pass = targetClassifierPass, let logits = gradients.targetLogits {
      gradients.targetZ?.add(networks.classifier.backward(pass, gradientOfOutput: logits))
    }
    backward(passes, gradients)
    let norm = gradientNorm(of: parameters)
    let isFinite = loss.isFinite && norm.isFinite && (game?.isFinite ?? true)
    if isFinite {
      generatorOptimiser.step(gradientScale: gradientScale(norm: norm))
      networks.pullTargetGenerator(by: targetPull)
    }
    return Result(
      terms: values, generatorLoss: loss, discriminatorLoss: game?.loss,
      discriminatorAccuracies: game?.accuracies ?? [:], gradientNorm: norm,
      discriminatorGradientNorm: game?.gradientNorm, isFinite: isFinite)
  }

  /// The factor that clips gradients of the given norm.
  func gradientScale(norm: Float) -> Float {
    maximumGradientNorm > 0 ? clippingScale(norm: norm, limit: maximumGradientNorm) : 1
  }
}
