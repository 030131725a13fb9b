extension Triage {
  /// What a project's settings say has been decided about its suspects.
  ///
  /// - Parameters:
  ///   - settings: The settings.
  ///   - pathInProject: See ``Triage/pathInProject``.
  /// - Throws: ``BaselineError`` when the baseline cannot be read.
  public init(of settings: EffectiveConfiguration, pathInProject: String) throws(BaselineError) {
    var baseline: Baseline?
    if let file = settings.baseline { baseline = try BaselineFile.read(file) }
    self.init(honoursComments: settings.honoursComments, baseline: baseline, pathInProject: pathInProject)
  }
}
