/// Brings the classes of both projects together, each by its centre: Σ_c ‖m_S,c − m_T,c‖², m_S,c the mean of the source's points
/// with label c, m_T,c the mean of the target's points, weighted by how probable c is for each: by the label that
/// self-training gave, else by the classifier, which is constant here
/// (Xie et al., Learning Semantic Representations for Unsupervised Domain Adaptation, ICML 2018, section 3.2, with a
/// mini-batch's centres and probabilities in place of moving averages and hard labels).
struct ConditionalAlignmentTerm: ObjectiveTerm {
  let name = "conditional-alignment"
  /// The target's centres are moved as well.
  let readsTarget = true
  /// The smallest sum of probabilities that makes a centre.
  static let smallestMass: Float = 1e-3

  /// does not have adds nothing.
  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let targetZ = gradients.targetZ else { return 0 }
    let vulnerable = (0..<target.z.rows).map { row -> Float in
      if row < space.pseudoLabels.count, let label = space.pseudoLabels[row] { return label ? 1 : 0 }
      return sigmoid(target.logits[row, 1] - target.logits[row, 0])
    }
    var value: Float = 0
    for isVulnerable in [false, true] {
      let own = space.labels.map { $0 == isVulnerable ? Float(1) : 0 }
      let other = vulnerable.map { isVulnerable ? $0 : 1 - $0 }
      let (ownMass, otherMass) = (own.reduce(0, +), other.reduce(0, +))
      guard ownMass >= 1, otherMass >= Self.smallestMass else { continue }
      let ownShares = own.map { $0 / ownMass }
      let otherShares = other.map { $0 / otherMass }
      let distance = zip(space.source.z.centre(ownShares), target.z.centre(otherShares)).map { $0 - $1 }
      value += distance.reduce(0) { $0 + $1 * $1 }
      gradients.sourceZ.add(distance, times: ownShares.map { 2 * weight * $0 })
      targetZ.add(distance, times: otherShares.map { -2 * weight * $0 })
    }
    return value
  }
}

extension Matrix {
  /// The sum of rows times their shares.
  fileprivate func centre(_ shares: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: columns)
    for (index, share) in shares.enumerated() where share != 0 {
      let row = row(index)
      for column in 0..<columns { sums[column] += share * row[column] }
    }
    return sums
  }

  /// Adds a vector to each row, times the row's factor.
  fileprivate func add(_ vector: [Float], times factors: [Float]) {
    for (index, factor) in factors.enumerated() where factor != 0 {
      let row = row(index)
      for column in 0..<columns { row[column] += factor * vector[column] }
    }
  }
}
