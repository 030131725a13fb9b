import CryptoKit
import Foundation

/// A method that has read its functions and can start: the part of a training that is a method's own.
///
/// ``TrainingJob`` splits the functions before, and makes threshold, figures and provenance afterwards, for all
/// methods alike.
protocol PreparedTraining: Sendable {
  /// How much there is to learn from.
  var size: TrainingSize { get }
  /// Learns.
  func fit(_ control: TrainingControl) throws -> FittedTraining
}

/// What a method gets to prepare itself with.
struct TrainingInput: Sendable {
  var method: TrainingMethod
  var labeled: [(name: String, project: LabeledProject)]
  var unlabeled: UnlabeledProject?
  var split: SourceSplit
  var settings: TrainingSettings

  /// The labelled functions to learn from.
  var training: [LabeledFunction] { functions(split.training) }
  /// The labelled functions set aside.
  var validation: [LabeledFunction] { functions(split.validation) }
  /// The functions to adapt to.
  var target: [CFunction] { unlabeled?.functions ?? [] }

  /// A hash of which functions are set aside, which depends on their CVEs, and of which are pairs: hashes of the data
  /// cover neither.
  var rolesDigest: String {
    let pairs = labeled.flatMap(\.project.functions).map { $0.pair.map { "=" + $0 } ?? "" }
    let text = [split.validation.map(String.init).joinedWithLengths] + pairs
    return SHA256.hash(data: Data(text.joinedWithLengths.utf8)).hexadecimal
  }

  private func functions(_ numbers: [Int]) -> [LabeledFunction] {
    let all = labeled.flatMap(\.project.functions)
    return numbers.map { all[$0] }
  }
}

/// How a run is steered and followed.
struct TrainingControl {
  var checkpoint: URL?
  var resume: Bool
  var shouldStop: @Sendable () -> Bool
  var onEvent: (TrainingEvent) -> Void
  /// Functions to score after each look at the validation set.
  var watched: [CFunction] = []
  /// Told the finished steps and the watched functions' scores.
  var onLook: (_ step: Int, _ scores: [Double]) -> Void = { _, _ in }
}

/// How a training ended, and what it learnt.
struct FittedTraining {
  var outcome: TrainingOutcome
  /// Nil when the run ended before there was anything worth keeping.
  var weights: TrainedWeights?
}

/// What a method learnt: a model without its threshold, figures and provenance.
struct TrainedWeights {
  /// The shapes of the networks; nil for a linear model.
  var network: NetworkSettings?
  /// The linear part.
  var linear: LinearModel?
  /// The model that counts beside the linear part; nil for that alone.
  var starter: ModelFile?
  /// How functions were rewritten.
  var normalisation: Normalisation
  /// The tokens that networks tell apart.
  var vocabulary: Vocabulary
  /// The networks' parameters.
  var parameters: [Parameter]
  /// The settings as they took effect.
  var settings: TrainingSettings
  /// The step that the weights are of.
  var step: Int
}
