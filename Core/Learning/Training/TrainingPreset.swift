/// Settings with a name.
public enum TrainingPreset: String, Codable, Sendable, CaseIterable {
  /// What suits most projects.
  case standard = "default"
  /// Small networks for small projects and quick looks.
  case small
  /// As published: 35 statements, the flattened read-out, natural batches, an independent target generator.
  case paper

  /// The settings of the preset.
  public var settings: TrainingSettings {
    var settings = TrainingSettings()
    switch self {
    case .standard:
      settings.selfTraining.steps = 200
      settings.selfTraining.labels = .agreed
    case .small:
      settings.maximumSteps = 300
      settings.batchSize = 32
      settings.embeddingSize = 64
      settings.hiddenSize = 64
      settings.jointSize = 100
      settings.headSizes = [100]
    case .paper:
      settings.maximumStatements = 35
      settings.readOut = .flatten
      settings.longFunctions = .cut
      settings.headSizes = [300, 300]
      settings.objective.entropy = .both
      settings.masksPadding = false
      settings.classBalance = .natural
      settings.targetStart = .independent
      settings.targetPull = 0
      settings.normalisation.keepsLibraryNames = false
      settings.minimumDocumentFrequency = 1
    }
    return settings
  }

  /// What the preset is for, in a line.
  public var summary: String {
    switch self {
    case .standard: "what suits most projects"
    case .small: "small networks for small projects and quick looks"
    case .paper: "as published (35 statements, flattened read-out, natural batches)"
    }
  }
}
