/// One summand of what the generators and the classifier minimise.
///
/// A term reads the joint space of a mini-batch and adds its gradients with respect to the joint
/// points and the classifier's logits. The trainer back-propagates the sums once through the
/// classifier and the generators, so a term never touches a generator. A term that sends points of its
/// own through the classifier adds the gradients of the classifier's parameters itself.
public protocol ObjectiveTerm: Sendable {
  /// The name under which the term's value is reported.
  var name: String { get }

  /// Whether the term needs the target's points.
  var readsTarget: Bool { get }

  /// Computes the term and adds `weight` times its gradients.
  ///
  /// - Returns: The value of the term before weighting.
  func evaluate(
    _ space: JointSpace, heads: Heads, weight: Float, into gradients: JointGradients
  ) -> Float
}

/// The classifier and the discriminators, all of which read joint points.
public struct Heads {
  /// C: two logits, the second for "vulnerable".
  public var classifier: MLP
  /// D_S, or the only discriminator: one logit, positive for "from the source".
  var sourceDiscriminator: MLP?
  /// D_T: one logit, positive for "from the target".
  var targetDiscriminator: MLP?
  /// What the confounder term opposes: one output, correlated with the logarithm of a function's length.
  var lengthPredictor: MLP?
  /// The classifiers that learn beside C and are not kept.
  var peers: [MLP] = []
  /// What answers the tasks of self-supervision.
  var tasks: TaskHeads?

  /// D_S and D_T of a game of two.
  ///
  /// - Precondition: the method has two discriminators.
  var bothDiscriminators: (source: MLP, target: MLP) {
    guard let sourceDiscriminator, let targetDiscriminator else {
      preconditionFailure("the term needs two discriminators")
    }
    return (sourceDiscriminator, targetDiscriminator)
  }
}

/// The joint points of one mini-batch of one domain.
public struct JointPoints {
  /// Joint points z [B, Z].
  public var z: Matrix
  /// Last hidden states of both directions [B, 2H]; constants to every term.
  var hiddenStates: Matrix
  /// The classifier's logits at z [B, 2].
  var logits: Matrix
  /// The teacher's logits for the same functions [B, 2]; nil when the phase has no teacher.
  var teacherLogits: Matrix?
  /// The logarithm of each function's length; empty where no term reads it.
  var lengths: [Float] = []
  /// The logit lead that the teachers of a small network give each function; empty without teachers.
  var softLeads: [Float] = []
}

/// The joint space of one mini-batch.
public struct JointSpace {
  /// Points of the labelled project; none (of zero rows) in a phase that trains on the target alone.
  public var source: JointPoints
  /// Labels of the source points: whether each is vulnerable.
  public var labels: [Bool]
  /// Points of the unlabelled project; nil when the method does not read it.
  public var target: JointPoints?
  /// What self-training takes the target points for; nil where it is not sure of one.
  var pseudoLabels: [Bool?] = []
  /// The rows of the source's points that are one function before and after a fix.
  var pairs: [FixPair] = []
  /// Altered functions of both projects; nil where no task asks for them.
  var altered: AlteredPoints?
  /// Decides what terms draw at random in this step.
  public var seed: UInt64 = 0
}

/// Sums of the gradients that the terms add.
public struct JointGradients {
  /// Gradient of the source points [B, Z].
  var sourceZ: Matrix
  /// Gradient of the source logits [B, 2].
  var sourceLogits: Matrix
  /// Gradient of the target points [B, Z]; nil when the method does not read the target.
  var targetZ: Matrix?
  /// Gradient of the target logits [B, 2].
  var targetLogits: Matrix?
  /// Gradient of the altered functions' points [B, Z]; nil without.
  var alteredZ: Matrix?
  /// Gradient of the outputs of their statements with hidden opcodes [M, 2H].
  var alteredOutputs: Matrix?

  /// Gradients of zero in the shapes of a joint space.
  public init(for space: JointSpace) {
    sourceZ = Matrix(rows: space.source.z.rows, columns: space.source.z.columns)
    sourceLogits = Matrix(rows: space.source.logits.rows, columns: space.source.logits.columns)
    targetZ = space.target.map { Matrix(rows: $0.z.rows, columns: $0.z.columns) }
    targetLogits = space.target.map { Matrix(rows: $0.logits.rows, columns: $0.logits.columns) }
    alteredZ = space.altered.map { Matrix(rows: $0.z.rows, columns: $0.z.columns) }
    alteredOutputs = space.altered.map { Matrix(rows: $0.outputs.rows, columns: $0.outputs.columns) }
  }
}
