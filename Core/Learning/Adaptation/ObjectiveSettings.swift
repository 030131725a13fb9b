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
  /// The kernels of the MMD term.
  var kernels = DiscrepancyKernels.median
  /// Weight of the confounder term, which takes the functions' length out of the joint space; 0 for none.
  var confounder: Float = 0
  /// Weight of the term that puts functions above their mended selves; 0 for none.
  var pairs: Float = 0
  /// Weight of the class-conditional alignment; 0 for none.
  var conditional: Float = 0
  /// Weight of the diversity of predictions; 0 for none.
  var diversity: Float = 0
  /// Weight of the task to tell hidden opcodes; 0 for none.
  var maskedOpcode: Float = 1
  /// Weight of the task to tell whether a function's parts have changed places; 0 for none.
  var statementOrder: Float = 1
  /// Weight of the task to tell whether a function's second part is of the other project; 0 for none.
  var projectStyle: Float = 1
  /// Number of classifiers that learn together (collaborative learning).
  var classifiers = 3
  /// Temperature T > 0 at which these classifiers compare their predictions.
  var consensusTemperature: Float = 2
  /// Share (0...1) of what these classifiers learn from each other beside what they learn from labels.
  var consensusShare: Float = 0.5
  /// Temperature T > 0 at which a taught network's predictions are compared with its teachers'.
  var distillationTemperature: Float = 1
  /// Weight of a vulnerable function in the classification term; set by the class balance.
  var vulnerableWeight: Float = 1

  /// Creates the default weights.
  public init() {}
}

/// The kernels of the MMD term.
enum DiscrepancyKernels: String, Codable, Sendable, CaseIterable {
  /// A family around the median distance of the mini-batch.
  case median
  /// One kernel of the paper's width, γ = 2⁻¹⁰, which sees little but the difference of means.
  case single
}

/// Whose points a conditional entropy counts.
enum EntropyDomains: String, Codable, Sendable, CaseIterable {
  /// The unlabelled project's, as Grandvalet and Bengio and DIRT-T have it.
  case target
  /// Both projects', as the paper's text writes it: H(C, G_S, G_T).
  case both
}
