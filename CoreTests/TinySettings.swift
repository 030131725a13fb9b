@testable import Core

extension TrainingSettings {
  /// Networks and a training with which projects of a few functions, and the samples, train in a second or two in a
  /// debug build.
  static var tiny: TrainingSettings {
    var settings = TrainingSettings()
    settings.maximumSteps = 6
    settings.evaluationInterval = 2
    settings.minimumSteps = 2
    settings.patience = 0
    settings.batchSize = 8
    settings.embeddingSize = 4
    settings.hiddenSize = 4
    settings.jointSize = 6
    settings.headSizes = [6]
    settings.maximumStatements = 12
    return settings
  }
}
