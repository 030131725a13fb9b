/// How a model file says that it was adapted to a project's own past.
extension ModelFile {
  private static let projectKey = "adaptation.project"
  private static let commitKey = "adaptation.commit"

  /// Whether it was adapted to a project's own past for good, as `vulnadapt train` without labelled projects does.
  var isAdapted: Bool { provenance.settings[Self.projectKey] != nil }

  /// The file with an adapted model, which says so in its provenance.
  ///
  /// - Parameters:
  ///   - evidence: The adapted model.
  ///   - project: The project's name.
  ///   - commit: The full identifier of the last commit whose fixes counted.
  ///   - metrics: The figures of the adapted model: those of the model before say nothing of it.
  func adapted(
    _ evidence: EvidenceModel, to project: String, upTo commit: String, metrics: [String: Double]
  ) -> ModelFile {
    var file = self
    file.evidence = evidence
    file.provenance.settings[Self.projectKey] = project
    file.provenance.settings[Self.commitKey] = commit
    file.metrics = metrics
    return file
  }
}
