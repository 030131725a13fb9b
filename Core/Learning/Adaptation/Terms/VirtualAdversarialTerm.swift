/// Keeps the classifier's predictions from changing near one domain's points:
/// mean KL(C(z) ‖ C(z + ε·r/‖r‖)), r the direction that changes them most, found by one power iteration
/// (Miyato et al., Virtual Adversarial Training, TPAMI 2019, equations 5 and 8–12, here at the joint layer).
///
/// C(z) and the direction are constants; gradients reach z and the classifier through the perturbed point.
struct VirtualAdversarialTerm: ObjectiveTerm {
  /// The domain whose points are perturbed.
  let domain: Domain
  /// ε > 0, the length of the perturbation.
  let epsilon: Float
  /// ξ > 0, how far the power iteration looks.
  let xi: Float

  /// Creates the term of one domain with the lengths of the settings.
  init(domain: Domain, settings: ObjectiveSettings) {
    self.init(domain: domain, epsilon: settings.perturbationEpsilon, xi: settings.perturbationXi)
  }

  init(domain: Domain, epsilon: Float, xi: Float) {
    self.domain = domain
    self.epsilon = epsilon
    self.xi = xi
  }

  var name: String { "virtual-adversarial-\(domain.rawValue)" }
  /// Whether it is the target that is perturbed.
  var readsTarget: Bool { domain == .target }

  /// Computes the term and adds `weight` times its gradients, the classifier's own included; see ``ObjectiveTerm``.
  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    let points = domain == .source ? space.source : space.target
    guard let points, let gradient = domain == .source ? gradients.sourceZ : gradients.targetZ else {
      return 0
    }
    var random = SeededGenerator(seed: space.seed, stream: domain == .source ? 1 : 2)
    let start = Matrix(rows: points.z.rows, columns: points.z.columns)
    start.fillNormal(deviation: 1, using: &random)
    let direction = direction(from: start, at: points, classifier: heads.classifier)
    return evaluate(
      points, direction: direction, classifier: heads.classifier, weight: weight, into: gradient)
  }

  /// The loss for given unit directions [B, Z].
  func evaluate(
    _ points: JointPoints, direction: Matrix, classifier: MLP, weight: Float, into gradient: Matrix
  ) -> Float {
    let pass = classifier.forward(points.z.moved(by: epsilon, along: direction))
    let (value, slope) = BernoulliDivergence.mean(from: points.logits, to: pass.output, weight: weight)
    gradient.add(classifier.backward(pass, gradientOfOutput: slope))
    return value
  }

  /// The directions [B, Z], of length one or zero, that one power iteration finds from random ones.
  func direction(from start: Matrix, at points: JointPoints, classifier: MLP) -> Matrix {
    start.normaliseRows()
    let pass = classifier.forward(points.z.moved(by: xi, along: start))
    let (_, slope) = BernoulliDivergence.mean(from: points.logits, to: pass.output, weight: xi)
    let direction = classifier.backward(pass, gradientOfOutput: slope, addsParameterGradients: false)
    direction.normaliseRows()
    return direction
  }
}

extension Matrix {
  /// self + distance · direction.
  fileprivate func moved(by distance: Float, along direction: Matrix) -> Matrix {
    let result = Matrix(uninitializedRows: rows, columns: columns)
    for index in 0..<count { result.base[index] = base[index] + distance * direction.base[index] }
    return result
  }

  /// Gives every row length one; a row of zeros stays.
  fileprivate func normaliseRows() {
    for index in 0..<rows {
      let row = row(index)
      // In double precision, squares of gradients near 10⁻³⁰ do not vanish.
      var squares = 0.0
      for column in 0..<columns { squares += Double(row[column]) * Double(row[column]) }
      let scale = 1 / max(squares.squareRoot(), 1e-30)
      for column in 0..<columns { row[column] = Float(Double(row[column]) * scale) }
    }
  }
}
