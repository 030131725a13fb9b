/// Who labels the unlabelled project's functions for self-training.
enum PseudoLabelSource: String, Codable, Sendable, CaseIterable {
  /// The networks that are trained: their highest and lowest scores.
  case own
  /// The linear views of `linear-adapted`: what all of them agree on.
  case agreed
}

/// How a model trains on labels that no person gave the unlabelled project's functions.
struct SelfTrainingSettings: Codable, Hashable, Sendable {
  /// Steps of self-training after the adaptation; 0 for none.
  var steps = 0
  /// Who gives the labels.
  var labels = PseudoLabelSource.own
  /// Share (above 0) of the unlabelled functions, those of the highest scores, that are taken for vulnerable.
  var vulnerableShare = 0.05
  /// Share (from 0) of the unlabelled functions, those of the lowest scores, that are taken for not vulnerable.
  var notVulnerableShare = 0.7
  /// Weight of the classification of these functions; that of the labelled ones has 1.
  var weight: Float = 0.5
}

/// How training makes up for vulnerable functions being rare.
enum ClassBalance: String, Codable, Sendable, CaseIterable {
  /// Every function weighs the same.
  case natural
  /// Both classes weigh the same in sum.
  case weighted
  /// A vulnerable function weighs the square root of what `weighted` gives it.
  case squareRoot = "square-root"
}

/// How the target generator starts (methods with two generators).
enum TargetStart: String, Codable, Sendable, CaseIterable {
  /// From random weights of its own, as published.
  case independent
  /// From the source generator's random weights, so that both see the same space at first.
  case copy
  /// From the source generator after ``TrainingSettings/warmUpSteps`` steps of classification alone.
  case warm
}

/// How the suspects' threshold is chosen; no rule reads a target label.
enum ThresholdRule: Codable, Hashable, Sendable {
  /// The given share (0...1) of the unlabelled project's functions are suspects.
  case targetShare(Double)
  /// The threshold with the highest F1 on the source validation set.
  case sourceValidation
}

/// Everything that decides the outcome of a training besides its data and the thread count.
public struct TrainingSettings: Codable, Hashable, Sendable {
  /// Seed of every random choice.
  public var seed: UInt64 = 1
  /// The largest number of training steps.
  public var maximumSteps = 600
  /// Steps between two looks at the source validation set.
  public var evaluationInterval = 20
  /// Steps before which no step is chosen as the best: the target generator learns from adaptation alone.
  var minimumSteps = 100
  /// Evaluations without improvement after which training stops; 0 never stops early.
  var patience = 10
  /// Functions of each domain in a mini-batch.
  var batchSize = 64
  /// Adam's step size.
  var learningRate: Float = 0.001
  /// Adam's β₁: how much of its direction an update keeps.
  var beta1: Float = 0.9
  /// Trainings from different random weights, of which one is kept.
  var restarts = 1
  /// Adam's weight decay for generators and classifier.
  var weightDecay: Float = 0
  /// Largest 2-norm of all gradients of one update together; 0 does not clip.
  var maximumGradientNorm: Float = 1
  /// Share of the labelled functions, 0..<1, set aside to choose the best step.
  var validationShare = 0.2
  /// How the rare class is weighted.
  var classBalance = ClassBalance.weighted
  /// How the target generator starts.
  var targetStart = TargetStart.copy
  /// Share (0...1) of its distance to the source generator that the target generator's weights move back
  /// after each step. Nothing else tells two unshared generators which side of the joint space is the
  /// vulnerable one: at 0, as published, the classes align crosswise about every other time.
  public var targetPull: Float = 0.2
  /// How the step that is kept is chosen.
  var stepChoice = StepChoice.method
  /// Steps of classification alone before adaptation sets in (`warm` start only).
  var warmUpSteps = 100
  /// Steps of refinement on the unlabelled project alone, for methods that have it; 0 for none.
  var refinementSteps = 100
  /// Steps of refinement after which the teacher becomes a copy of the student again.
  var teacherInterval = 20
  /// Training on labels that no person gave.
  var selfTraining = SelfTrainingSettings()
  /// How a small network is taught.
  var distillation = DistillationSettings()
  /// Weights of the objective terms.
  public var objective = ObjectiveSettings()
  /// How the threshold is chosen.
  var thresholdRule = ThresholdRule.targetShare(0.1)
  /// Functions a token must occur in, in both projects together, to enter the vocabulary.
  var minimumDocumentFrequency = 2
  /// The largest vocabulary, in tokens.
  var maximumVocabulary = 20_000
  /// Longest function the networks read at once, in statements (L).
  var maximumStatements = 100
  /// How longer functions are read, in training and afterwards.
  var longFunctions = LongFunctions.windows
  /// Width of the opcode embedding and of the token embedding, each.
  var embeddingSize = 150
  /// Hidden units of the LSTM per direction (H).
  var hiddenSize = 128
  /// Width of the joint space (Z).
  var jointSize = 300
  /// Widths of the hidden layers of classifier and discriminators.
  public var headSizes = [300]
  /// What the joint layer reads of the LSTM's outputs.
  public var readOut = ReadOut.max
  /// Whether statements beyond a function's end are left out, rather than read as zeros.
  var masksPadding = true
  /// Rounds of messages along a function's graph between LSTM and read-out; 0 for as many as the method has.
  var graphRounds = 0
  /// Share of inputs and read-outs dropped while training, 0..<1.
  var dropout: Float = 0
  /// How functions become statements.
  public var normalisation = Normalisation()

  /// Creates the default settings.
  public init() {}

  /// The settings with those that a method decides where they leave it open.
  func resolved(for method: AdaptationMethod) -> TrainingSettings {
    var settings = self
    if stepChoice == .method { settings.stepChoice = method.choosesByDistance ? .distance : .validation }
    if !method.usesTarget { settings.stepChoice = .validation }
    if graphRounds == 0 { settings.graphRounds = method.graphRounds }
    return settings
  }
}
