/// How a small network is taught by others.
struct DistillationSettings: Codable, Hashable, Sendable {
  /// Number of networks among the teachers, beside the adapted linear ranker.
  var teachers = 3
  /// Width of the small network: of its embeddings and LSTM; joint space and classifier have twice that.
  var width = 16
  /// The largest vocabulary of the small network, in tokens.
  var vocabulary = 4000
  /// Steps for which it is taught.
  var steps = 3000
  /// Its Adam's step size.
  var learningRate: Float = 0.003
}

extension TrainingSettings {
  /// The settings by which the small network is taught; the others are its teachers'.
  var ofStudent: TrainingSettings {
    var student = self
    student.embeddingSize = distillation.width
    student.hiddenSize = distillation.width
    student.jointSize = 2 * distillation.width
    student.headSizes = [2 * distillation.width]
    student.maximumVocabulary = distillation.vocabulary
    student.maximumSteps = distillation.steps
    // Source validation cannot see what the target teaches, so the last step counts.
    student.minimumSteps = distillation.steps
    student.evaluationInterval = max(1, distillation.steps / 10)
    student.patience = 0
    student.learningRate = distillation.learningRate
    student.selfTraining.steps = 0
    student.targetStart = .copy
    student.restarts = 1
    student.dropout = 0
    student.graphRounds = 0
    student.stepChoice = .validation
    return student
  }
}
