/// Where a model comes from: the data it was trained on, the settings, and the program that trained it.
public struct Provenance: Codable, Hashable, Sendable {
  /// One project that training read.
  public struct Project: Codable, Hashable, Sendable {
    /// The name of the project's folder, without the folders above it.
    public var name: String
    /// SHA-256 of the functions' canonical texts and labels, in hexadecimal; see ``DataHash``.
    var sha256: String
    /// The number of functions.
    public var functionCount: Int
    /// The number of vulnerable functions; nil for an unlabelled project.
    public var vulnerableCount: Int?

    /// Describes a project.
    public init(name: String, sha256: String, functionCount: Int, vulnerableCount: Int? = nil) {
      self.name = name
      self.sha256 = sha256
      self.functionCount = functionCount
      self.vulnerableCount = vulnerableCount
    }
  }

  /// The labelled projects.
  public var labeled: [Project]
  /// The unlabelled projects.
  public var unlabeled: [Project]
  /// The seed of every random choice.
  public var seed: UInt64
  /// The training step the weights are of.
  public var step: Int
  /// All other settings of the training as texts, by dotted name such as `objective.alpha`.
  public var settings: [String: String]
  /// The version of this program.
  public var libraryVersion: String

  /// Creates the provenance of a model.
  public init(
    labeled: [Project], unlabeled: [Project], seed: UInt64, step: Int, settings: [String: String],
    libraryVersion: String
  ) {
    self.labeled = labeled
    self.unlabeled = unlabeled
    self.seed = seed
    self.step = step
    self.settings = settings
    self.libraryVersion = libraryVersion
  }
}
