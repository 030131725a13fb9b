/// What a team has already decided about a project's suspects.
public struct Triage: Sendable {
  /// Whether comments such as `// vulnadapt: ignore — reason` count.
  var honoursComments: Bool
  /// The accepted suspects, if the team keeps a baseline.
  public var baseline: Baseline?
  /// The path from the project's root to the scanned folder, with "/" at its end; empty at the root.
  ///
  /// A baseline's paths begin at the root, so that one baseline serves scans of folders too.
  public var pathInProject: String

  /// Creates a triage; by default, comments count and there is no baseline.
  public init(honoursComments: Bool = true, baseline: Baseline? = nil, pathInProject: String = "") {
    self.honoursComments = honoursComments
    self.baseline = baseline
    self.pathInProject = pathInProject
  }
}
