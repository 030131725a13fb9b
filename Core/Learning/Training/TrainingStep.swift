/// Performs training steps: joint points, discriminators' update, generators' update.
///
/// The order is that of the golden vectors: the discriminators move first, on constant joint
/// points; the objective terms then see the *updated* discriminators and the *same* joint points.
final class TrainingStep {
  let networks: AdaptationNetworks
  let theta: Float
  let maximumGradientNorm: Float
  let generatorOptimiser: Adam
  let discriminatorOptimiser: Adam

  init(networks: AdaptationNetworks, settings: TrainingSettings) {
    self.networks = networks
    theta = settings.objective.theta
    maximumGradientNorm = settings.maximumGradientNorm
    generatorOptimiser = Adam(
      networks.generatorParameters, learningRate: settings.learningRate, beta1: settings.beta1,
      weightDecay: settings.weightDecay)
    discriminatorOptimiser = Adam(
      networks.discriminatorParameters, learningRate: settings.learningRate, beta1: settings.beta1)
  }

  /// The mini-batches of one step and what is drawn at random in it.
  struct Input {
    /// The source's mini-batch; of no functions in a phase that does not read the source.
    var source: PieceBatch
    /// Whether each source function is vulnerable.
    var labels: [Bool]
    /// The target's mini-batch; nil in a phase that does not read the target.
    var target: PieceBatch?
    /// The rows of the source's mini-batch that are one function before and after a fix.
    var pairs: [FixPair] = []
    /// What self-training takes each target function for.
    var pseudoLabels: [Bool?] = []
    /// The teacher's logits for the pieces of the target's mini-batch; nil without a teacher.
    var teacherLogits: Matrix?
    /// The logarithm of each function's length; empty where no term reads it.
    var lengths: (source: [Float], target: [Float]) = ([], [])
    /// What its teachers say of each target function; empty without teachers.
    var softLeads: [Float] = []
    /// Altered functions of both mini-batches; nil where no task asks for them.
    var altered: AlteredFunctions?
    /// The linear features of each function; nil for networks alone.
    var wide: (source: SparseRows, target: SparseRows)?
    /// Decides what dropout leaves out; nil leaves out nothing.
    var dropoutSeed: UInt64?
    /// Decides what terms draw at random.
    var termSeed: UInt64 = 0
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
  ///   - input: The mini-batches.
  ///   - terms: What the generators and the classifier minimise.
  ///   - game: The game the discriminators play.
  ///   - targetPull: Share of its distance to the source generator that the target generator moves back.
  /// - Returns: The step's figures.
  func perform(
    _ input: Input, terms: [WeightedTerm], game: DiscriminatorGame, targetPull: Float
  ) -> Result {
    let passes = forward(
      source: input.source, target: input.target, altered: input.altered, dropoutSeed: input.dropoutSeed)
    let sourceClassifierPass = networks.classifier.forward(passes.source.z)
    let targetClassifierPass = passes.target.map { networks.classifier.forward($0.z) }
    if let wide = networks.wide, let rows = input.wide {
      wide.add(rows.source, to: sourceClassifierPass.output)
      if let pass = targetClassifierPass { wide.add(rows.target, to: pass.output) }
    }
    var space = JointSpace(
      source: JointPoints(
        z: passes.source.z, hiddenStates: passes.source.h, logits: sourceClassifierPass.output,
        lengths: input.lengths.source),
      labels: input.labels, pseudoLabels: input.pseudoLabels, pairs: input.pairs, seed: input.termSeed)
    if let pass = passes.target, let logits = targetClassifierPass?.output {
      space.target = JointPoints(
        z: pass.z, hiddenStates: pass.h, logits: logits,
        teacherLogits: input.teacherLogits.map { pass.deciding($0) }, lengths: input.lengths.target,
        softLeads: input.softLeads)
    }
    if let altered = input.altered, let points = passes.altered {
      space.altered = AlteredPoints(
        z: points.z, outputs: points.outputs, opcodes: altered.opcodes, isTurned: altered.isTurned,
        isForeign: altered.isForeign)
    }

    let opposesLength = terms.contains { $0.term is ConfounderTerm }
    let update = updateDiscriminators(space, game: game, predictsLength: opposesLength)

    let parameters = networks.generatorParameters
    parameters.zeroGradients()
    let gradients = JointGradients(for: space)
    var values: [String: Float] = [:]
    var loss: Float = 0
    for weighted in terms {
      let value = weighted.term.evaluate(
        space, heads: networks.heads, weight: weighted.weight, into: gradients)
      values[weighted.term.name] = value
      loss += weighted.weight * value
    }
    gradients.sourceZ.add(
      networks.classifier.backward(sourceClassifierPass, gradientOfOutput: gradients.sourceLogits))
    if let pass = targetClassifierPass, let logits = gradients.targetLogits {
      gradients.targetZ?.add(networks.classifier.backward(pass, gradientOfOutput: logits))
    }
    if let wide = networks.wide, let rows = input.wide {
      wide.backward(rows.source, gradientOfLogits: gradients.sourceLogits)
      if let logits = gradients.targetLogits { wide.backward(rows.target, gradientOfLogits: logits) }
    }
    backward(passes, gradients)
    let norm = gradientNorm(of: parameters)
    let isFinite = loss.isFinite && norm.isFinite && (update?.isFinite ?? true)
    if isFinite {
      generatorOptimiser.step(gradientScale: gradientScale(norm: norm))
      networks.pullTargetGenerator(by: targetPull)
    }
    return Result(
      terms: values, generatorLoss: loss, discriminatorLoss: update?.loss,
      discriminatorAccuracies: update?.accuracies ?? [:], gradientNorm: norm,
      discriminatorGradientNorm: update?.gradientNorm, isFinite: isFinite)
  }

  /// The factor that clips gradients of the given norm.
  func gradientScale(norm: Float) -> Float {
    maximumGradientNorm > 0 ? clippingScale(norm: norm, limit: maximumGradientNorm) : 1
  }
}
