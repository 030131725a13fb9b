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
  /// Labels that others give target functions for self-training; nil when the networks give them.
  var pseudoLabels: PseudoLabels?

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
