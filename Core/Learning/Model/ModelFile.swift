import Foundation

/// A trained model with all that scoring and understanding it needs, as it stands in a `.vulnmodel` file.
///
/// `docs/model-format.md` is the specification of the file.
public struct ModelFile: Hashable, Sendable {
  /// The version of the format that is written and read.
  static let formatVersion = 2
  /// What the names of model files end with.
  public static let fileExtension = "vulnmodel"

  /// The identifier of the method the model was trained with, such as `dual-gd-ddan`.
  public var method: String
  /// The shapes of the networks; nil for a linear model.
  public var network: NetworkSettings?
  /// How functions become statements.
  public var normalisation: Normalisation
  /// The tokens the networks know.
  public var vocabulary: Vocabulary
  /// The score, 0...1, from which on a function is a suspect.
  public var threshold: Float
  /// Where the model comes from.
  public var provenance: Provenance
  /// Measured figures by name, such as `source-validation/auc`.
  ///
  /// The figure that the trivial ranker "longest function first" reaches on the same functions has the
  /// same name with ``longestFirstSuffix`` at the end.
  public var metrics: [String: Double]
  /// The networks' weights by name.
  var tensors: [String: Tensor]
  /// The linear part; nil for networks alone.
  public var linear: LinearModel?
  /// The part that weighs counts of the text and a project's past; nil for other models.
  public var evidence: EvidenceModel?
  /// What the networks' logit difference is multiplied with before both parts are added.
  var networkWeight = 1.0
  /// The labelled vulnerable functions, to compare suspects with; nil in older models.
  public var exemplars: Exemplars?
  /// Which functions are unlike those learnt from; nil in older models, which cannot tell.
  public var novelty: NoveltyModel?

  /// What the names of the trivial ranker's figures end with.
  static let longestFirstSuffix = "/longest-first"

  /// Creates a model from its parts.
  public init(
    method: String, network: NetworkSettings?, normalisation: Normalisation, vocabulary: Vocabulary,
    threshold: Float, provenance: Provenance, metrics: [String: Double], tensors: [String: Tensor]
  ) {
    self.method = method
    self.network = network
    self.normalisation = normalisation
    self.vocabulary = vocabulary
    self.threshold = threshold
    self.provenance = provenance
    self.metrics = metrics
    self.tensors = tensors
  }

  /// Writes the model as a whole or not at all; an existing file is kept when writing fails.
  ///
  /// - Throws: ``ModelFileError``, also when the parts of the model contradict each other.
  public func write(to url: URL) throws(ModelFileError) {
    try check(file: url.path)
    try contents(file: url.path).write(to: url)
  }

  /// Reads a model of which nothing is trusted.
  ///
  /// - Throws: ``ModelFileError``.
  public init(contentsOf file: NamedFile) throws(ModelFileError) {
    let limit = file.isOfProject ? Self.projectSizeLimit : SafetensorsFile.defaultSizeLimit
    let source: OpenedFile
    do throws(FileError) { source = try OpenedFile(file, limit: limit) } catch { throw .file(error) }
    try self.init(source, file: file.path)
  }

  /// Reads a model from bytes; `file` names them in errors.
  init(_ source: some RandomAccessBytes, file: String) throws(ModelFileError) {
    let contents = try SafetensorsFile(source, file: file) { header throws(ModelFileError) in
      try Self.check(header, file: file)
    }
    try self.init(contents, file: file)
  }

  /// Reads the model of a URL, which is the user's.
  public init(contentsOf url: URL) throws(ModelFileError) {
    try self.init(contentsOf: NamedFile(url.path))
  }
}
