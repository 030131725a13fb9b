/// What a run learns from, adapts to, and how.
public struct TrainingPlan: Codable, Hashable, Sendable {
  /// A project as it was called when the run was planned.
  public struct Project: Codable, Hashable, Sendable {
    /// The project's identifier.
    public var id: String
    /// Its name.
    public var name: String

    /// Names a project.
    public init(_ project: WorkspaceProject) {
      id = project.id
      name = project.name
    }
  }

  /// The labelled projects.
  public var labeled: [Project]
  /// The unlabelled project; nil without one.
  public var unlabeled: Project?
  /// The method's identifier.
  public var method: String
  /// The settings.
  public var settings: TrainingSettings
  /// Whether functions of the unlabelled project that the user marked are learned from as labelled ones.
  public var usesMarks: Bool

  /// Collects the parts.
  public init(
    labeled: [Project], unlabeled: Project?, method: String, settings: TrainingSettings, usesMarks: Bool
  ) {
    self.labeled = labeled
    self.unlabeled = unlabeled
    self.method = method
    self.settings = settings
    self.usesMarks = usesMarks
  }

  /// The projects in a line, such as "pixkit → netkit".
  public var title: String {
    let sources = labeled.map(\.name).joined(separator: " + ")
    return unlabeled.map { "\(sources) → \($0.name)" } ?? sources
  }

  /// Reads a plan; settings of another version that cannot be read become the default ones.
  ///
  /// A run is listed whatever its settings once were; only resuming it asks for the very same ones.
  ///
  /// - Throws: `DecodingError` when the rest of the plan cannot be read.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    labeled = try container.decode([Project].self, forKey: .labeled)
    unlabeled = try container.decodeIfPresent(Project.self, forKey: .unlabeled)
    method = try container.decode(String.self, forKey: .method)
    settings = (try? container.decode(TrainingSettings.self, forKey: .settings)) ?? TrainingSettings()
    usesMarks = try container.decode(Bool.self, forKey: .usesMarks)
  }
}
