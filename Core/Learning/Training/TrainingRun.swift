import Foundation

/// One training of networks: the encoded functions of both projects, and where they come from.
public struct TrainingRun: Sendable {
  /// The method.
  public let method: AdaptationMethod
  /// The settings.
  public let settings: TrainingSettings
  /// The encoded data.
  public internal(set) var data: TrainingData
  /// Who took part, for the model's provenance.
  public let labeledProjects: [Provenance.Project]
  /// The unlabelled project, for the model's provenance; nil without one.
  public let unlabeledProject: Provenance.Project?

  /// Reads functions into numbers.
  ///
  /// The vocabulary sees no label of the unlabelled project, since none is here.
  ///
  /// - Parameters:
  ///   - labeled: The labelled projects with their names.
  ///   - unlabeled: The project to adapt to, if any.
  ///   - method: The method.
  ///   - settings: The settings.
  ///   - split: Which functions of all labelled projects, one after the other, are learnt from.
  /// - Throws: ``TrainingError`` when the settings are out of range.
  public init(
    labeled: [(name: String, project: LabeledProject)], unlabeled: UnlabeledProject?,
    method: AdaptationMethod, settings: TrainingSettings, split: SourceSplit
  ) throws {
    try settings.check()
    self.method = method
    self.settings = settings
    let parser = StatementParser(normalisation: settings.normalisation)
    let functions = labeled.flatMap(\.project.functions)
    let sourceStatements = functions.map { parser.statements(of: $0.function) }
    let targetStatements = (unlabeled?.functions ?? []).map { parser.statements(of: $0) }
    let labels = functions.map { $0.label == .vulnerable }

    let vocabulary = Vocabulary.build(
      from: split.training.map { sourceStatements[$0] } + targetStatements,
      minimumDocumentFrequency: settings.minimumDocumentFrequency, limit: settings.maximumVocabulary)
    let encoder = FunctionEncoder(vocabulary: vocabulary)
    data = TrainingData(
      training: split.training.map { encoder.encode(sourceStatements[$0]) },
      trainingLabels: split.training.map { labels[$0] },
      validation: split.validation.map { encoder.encode(sourceStatements[$0]) },
      validationLabels: split.validation.map { labels[$0] },
      target: targetStatements.map(encoder.encode), vocabulary: vocabulary)
    labeledProjects = labeled.map { name, project in
      Provenance.Project(
        name: name, sha256: project.dataHash, functionCount: project.functions.count,
        vulnerableCount: project.vulnerableCount)
    }
    unlabeledProject = unlabeled.map {
      Provenance.Project(name: $0.name, sha256: $0.dataHash, functionCount: $0.functions.count)
    }
  }

  /// What ties a checkpoint to this run.
  public var identity: Checkpoint.Identity {
    var hashes: [String: String] = [:]
    for (index, project) in labeledProjects.enumerated() { hashes["labeled.\(index)"] = project.sha256 }
    hashes["unlabeled"] = unlabeledProject?.sha256
    return Checkpoint.Identity(
      method: method.id, settings: settings, dataHashes: hashes, threadCount: Parallel.threadCount)
  }
}
