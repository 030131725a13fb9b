/// What two generators minimise against two discriminators:
/// K = mean[−log D_T(z_S)] + mean[−log D_S(z_T)].
struct DualGeneratorTerm: ObjectiveTerm {
  let name = "dual-generator"
  /// Each domain is told to look like the other.
  let readsTarget = true

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let targetZ = gradients.targetZ else {
      preconditionFailure("the dual generator term needs a target")
    }
    let discriminators = heads.bothDiscriminators
    return discriminators.target.addMean(
      of: .accepting, at: space.source.z, weight: weight, to: gradients.sourceZ)
      + discriminators.source.addMean(of: .accepting, at: target.z, weight: weight, to: targetZ)
  }
}
