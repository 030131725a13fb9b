/// The encoded functions of one run, split and ready for training.
public struct TrainingData: Sendable {
  /// Labelled functions to learn from.
  public var training: [EncodedFunction]
  /// Whether each training function is vulnerable.
  public var trainingLabels: [Bool]
  /// Labelled functions that choose the best step.
  public var validation: [EncodedFunction]
  /// Whether each validation function is vulnerable.
  public var validationLabels: [Bool]
  /// Functions of the unlabelled project.
  public var target: [EncodedFunction]
  /// The tokens behind the ids.
  public var vocabulary: Vocabulary
  /// Whether the functions' graphs were read.
  var findsEdges = false
  /// The mended self of each training function that has one, by its number.
  var mended: [Int: Int] = [:]
  /// Labels that others give target functions for self-training; nil when the networks give them.
  var pseudoLabels: PseudoLabels?
  /// Labels of others by which the trainings from different random weights are judged; nil for one training alone.
  var judge: PseudoLabels?
  /// What the teachers of a small network say of the target functions, as logits; nil without teachers.
  var softLeads: [Float]?
  /// Linear features of all functions; nil for networks alone.
  var wide: WideData?

  /// Collects the parts.
  public init(
    training: [EncodedFunction], trainingLabels: [Bool], validation: [EncodedFunction],
    validationLabels: [Bool], target: [EncodedFunction], vocabulary: Vocabulary
  ) {
    self.training = training
    self.trainingLabels = trainingLabels
    self.validation = validation
    self.validationLabels = validationLabels
    self.target = target
    self.vocabulary = vocabulary
  }
}
