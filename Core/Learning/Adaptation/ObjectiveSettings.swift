/// Weights and constants of the objective terms (paper, section 4.2; design values).
public struct ObjectiveSettings: Codable, Hashable, Sendable {
  /// Weight α of the manifold term.
  var alpha: Float = 0.01
  /// Weight β of the adversarial terms.
  var beta: Float = 0.1
  /// Weight γ of the conditional entropy and, in DIRT-T, of the perturbation of the target (λ_t there).
  var gamma: Float = 0.01
  /// Weight λ of the smoothness term and, in DIRT-T, of the perturbation of the source (λ_s there).
  var lambda: Float = 0.01
  /// Extra weight θ ≥ 0 of a discriminator's own domain: (1 + θ)·mean[−log D(own)].
  var theta: Float = 1
  /// Whose points the conditional entropy of the spectral methods counts.
  var entropy = EntropyDomains.target
  /// 1/(2σ²) of the Gaussian kernels of the manifold and smoothness terms.
  var inverseTwoSigmaSquared: Float = 1 / 1024
  /// Length ε > 0 of a virtual adversarial perturbation at the joint layer.
  var perturbationEpsilon: Float = 1
  /// How far ξ > 0 the power iteration looks for the direction of the perturbation.
  var perturbationXi: Float = 0.1
  /// Weight of the divergence from the teacher in DIRT-T's refinement (β_t there).
  var teacher: Float = 0.01
  /// Weight of a vulnerable function in the classification term; set by the class balance.
  var vulnerableWeight: Float = 1

  /// Creates the default weights.
  public init() {}
}

/// Whose points a conditional entropy counts.
enum EntropyDomains: String, Codable, Sendable, CaseIterable {
  /// The unlabelled project's, as Grandvalet and Bengio and DIRT-T have it.
  case target
  /// Both projects', as the paper's text writes it: H(C, G_S, G_T).
  case both
}
