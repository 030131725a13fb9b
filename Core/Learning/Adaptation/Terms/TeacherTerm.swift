/// Keeps predictions for the target near those of a teacher, the same networks some steps before:
/// mean KL(C'(z'_T) ‖ C(z_T)), the teacher constant
/// (Shu et al., A DIRT-T Approach to Unsupervised Domain Adaptation, ICLR 2018, section 4.3, the last term).
struct TeacherTerm: ObjectiveTerm {
  let name = "teacher"
  /// Only the target's points count.
  let readsTarget = true

  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float {
    guard let target = space.target, let teacher = target.teacherLogits,
      let gradient = gradients.targetLogits
    else { preconditionFailure("the teacher term needs a target and its teacher's logits") }
    let (value, slope) = BernoulliDivergence.mean(from: teacher, to: target.logits, weight: weight)
    gradient.add(slope)
    return value
  }
}
