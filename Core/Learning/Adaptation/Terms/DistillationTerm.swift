/// Teaches the classifier what others found: T² · mean KL(σ(t / T) ‖ σ(l / T)) over the target's points, t the teachers' logit
/// lead, l the classifier's (Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015, section 2).
struct DistillationTerm: ObjectiveTerm {
  /// Name under which the term is reported.
  let name = "distillation"
  /// The target's functions are what the teachers ranked.
  let readsTarget = true
  /// T, at which predictions are compared.
  let temperature: Float

  /// Creates the term with the temperature of the settings.
  init(settings: ObjectiveSettings) { temperature = settings.distillationTemperature }

  /// Computes the term and adds `weight` times its gradients; see ``ObjectiveTerm``.
  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let gradient = gradients.targetLogits,
      target.softLeads.count == target.logits.rows
    else { preconditionFailure("the distillation term needs a target and its teachers' leads") }
    let rows = max(target.logits.rows, 1)
    var total = 0.0
    for (row, soft) in target.softLeads.enumerated() {
      let lead = (target.logits[row, 1] - target.logits[row, 0]) / temperature
      total += Double(BernoulliDivergence.divergence(ofLead: soft / temperature, from: lead))
      let slope = weight * temperature / Float(rows) * (sigmoid(lead) - sigmoid(soft / temperature))
      gradient[row, 0] -= slope
      gradient[row, 1] += slope
    }
    return temperature * temperature * Float(total / Double(rows))
  }
}
