/// What one generator minimises against one discriminator:
/// mean[−log D(z_T)] + mean[−log(1 − D(z_S))], the non-saturating side of the domain game.
struct AdversarialTerm: ObjectiveTerm {
  let name = "adversarial"
  /// The target is told to look like the source.
  let readsTarget = true

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let discriminator = heads.sourceDiscriminator, let target = space.target,
      let targetZ = gradients.targetZ
    else { preconditionFailure("the adversarial term needs a discriminator and a target") }
    return discriminator.addMean(of: .accepting, at: target.z, weight: weight, to: targetZ)
      + discriminator.addMean(of: .refusing, at: space.source.z, weight: weight, to: gradients.sourceZ)
  }
}
