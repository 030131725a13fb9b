/// Several classifiers on one joint space learn from the labels and from each other: for each head h of H,
/// (1 − κ) · classification_h + κ · T² · mean KL(σ(c_h / T) ‖ σ(l_h / T)), l_h its logit lead, c_h the mean lead of the others,
/// which is constant; the divergence is taken over the source's points and over the target's. What reaches the shared layers
/// is divided by H, so that H heads move them no further than one
/// (Song and Chai, Collaborative Learning for Deep Neural Networks, NeurIPS 2018, equations 3, 4 and 7).
struct CollaborativeTerm: ObjectiveTerm {
  let name = "collaborative"
  /// The labelled functions suffice; the target's count where they are read.
  let readsTarget = false
  /// Number of heads H, at least 2.
  let heads: Int
  /// T, at which the heads' predictions are softened.
  let temperature: Float
  /// κ, the consensus's share beside the labels', 0...1.
  let share: Float
  /// Weight of a vulnerable function; any other has 1.
  let vulnerableWeight: Float

  /// Creates the term of the settings.
  init(settings: ObjectiveSettings) {
    heads = settings.classifiers
    temperature = settings.consensusTemperature
    share = settings.consensusShare
    vulnerableWeight = settings.vulnerableWeight
  }

  /// Computes the term and adds `weight` times its gradients, all classifiers' own included; see ``ObjectiveTerm``.
  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    let classifiers = [heads.classifier] + heads.peers
    precondition(classifiers.count == self.heads, "the term needs all its classifiers")
    var value = evaluate(classifiers, space.source.z, labels: space.labels, weight, gradients.sourceZ)
    if let target = space.target, let gradient = gradients.targetZ {
      value += evaluate(classifiers, target.z, labels: [], weight, gradient)
    }
    return value
  }

  private func evaluate(
    _ classifiers: [MLP], _ z: Matrix, labels: [Bool], _ weight: Float, _ gradientOfZ: Matrix
  ) -> Float {
    guard z.rows > 0 else { return 0 }
    let passes = classifiers.map { $0.forward(z) }
    let leads = passes.map { pass in (0..<z.rows).map { pass.output[$0, 1] - pass.output[$0, 0] } }
    let others = Float(classifiers.count - 1)
    var value: Float = 0
    for (number, pass) in passes.enumerated() {
      let consensus = (0..<z.rows).map { row in
        (leads.reduce(0) { $0 + $1[row] } - leads[number][row]) / others
      }
      let gradient = Matrix(rows: z.rows, columns: 2)
      value += loss(of: pass.output, labels: labels, consensus: consensus, weight: weight, into: gradient)
      let below = classifiers[number].backward(pass, gradientOfOutput: gradient)
      below.apply { $0 / Float(classifiers.count) }
      gradientOfZ.add(below)
    }
    return value
  }

  /// One head's loss for the leads that the others agree on, and `weight` times its gradient by the head's logits [B, 2].
  func loss(of logits: Matrix, labels: [Bool], consensus: [Float], weight: Float, into gradient: Matrix)
    -> Float
  {
    let hard = CrossEntropy.evaluate(
      logits: logits, labels: labels, classWeights: (1, vulnerableWeight), weight: weight * (1 - share),
      into: gradient)
    let soft = BernoulliDivergence.softened(
      from: consensus, to: logits, temperature: temperature, weight: weight * share, into: gradient)
    return (1 - share) * hard + share * soft
  }
}
