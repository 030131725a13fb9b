/// What one generator minimises against the two discriminators of D2GAN:
/// mean log(P_S(z_S) + ε) − mean P_S(z_T) − mean P_T(z_S) + mean log(P_T(z_T) + ε), P = softplus(logit)
/// (Nguyen et al., Dual Discriminator Generative Adversarial Nets, NIPS 2017, equation 1 with α = β = 1,
/// the source's points in place of real data and the target's in place of generated ones).
struct RewardTerm: ObjectiveTerm {
  let name = "d2gan"
  /// Both domains' points are rewarded or not.
  let readsTarget = true

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let targetZ = gradients.targetZ else {
      preconditionFailure("the D2GAN term needs a target")
    }
    let discriminators = heads.bothDiscriminators
    var value: Float = 0
    for (discriminator, own, ownGradient, other, otherGradient) in [
      (discriminators.source, space.source.z, gradients.sourceZ, target.z, targetZ),
      (discriminators.target, target.z, targetZ, space.source.z, gradients.sourceZ),
    ] {
      value -= discriminator.addMean(of: .lackOfReward, at: own, weight: -weight, to: ownGradient)
      value -= discriminator.addMean(of: .reward, at: other, weight: -weight, to: otherGradient)
    }
    return value
  }
}
