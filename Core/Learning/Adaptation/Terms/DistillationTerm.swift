/// Teaches the classifier what others found: T² · mean KL(σ(t / T) ‖ σ(l / T)) over the target's points, t the teachers' logit
/// lead, l the classifier's (Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015, section 2).
struct DistillationTerm: ObjectiveTerm {
  let name = "distillation"
  /// The target's functions are what the teachers ranked.
  let readsTarget = true
  /// T, at which predictions are compared.
  let temperature: Float

  /// Creates the term with the temperature of the settings.
  init(settings: ObjectiveSettings) { temperature = settings.distillationTemperature }

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let gradient = gradients.targetLogits,
      target.softLeads.count == target.logits.rows
    else { preconditionFailure("the distillation term needs a target and its teachers' leads") }
    return BernoulliDivergence.softened(
      from: target.softLeads, to: target.logits, temperature: temperature, weight: weight, into: gradient)
  }
}
