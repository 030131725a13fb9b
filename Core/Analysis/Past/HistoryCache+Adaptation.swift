extension HistoryCache {
  /// Adapts a model to a project, or remembers what came of it as long as its ``ProjectAdaptation/Basis`` stays.
  ///
  /// - Parameters:
  ///   - file: A model that weighs history.
  ///   - head: The full identifier of the commit.
  ///   - history: A history that holds it.
  ///   - git: The repository.
  ///   - options: How its history was read.
  /// - Returns: The adaptation; nil for a model that does not weigh history.
  /// - Throws: ``GitError``, ``ModelFileError``, or the error of a parser that cannot start.
  func adaptation(
    of file: ModelFile, asOf head: String, _ history: ProjectHistory, in git: SafeGit,
    options: HistoryReader.Options
  ) throws -> ProjectAdaptation? {
    guard let model = file.evidence else { return nil }
    // A shallow clone may grow at its old end, and is not remembered.
    guard !history.isCut else { return try ProjectAdaptation(of: model, asOf: head, history, git) }
    let key = try key(.adaptation, git, options, [try file.digest()])
    let known = recall(.adaptation, key) { bytes throws(CacheDamage) in try ProjectAdaptation(bytes) }
    if let known, known.basis == ProjectAdaptation.Basis(asOf: head, in: history) {
      keep(.adaptation, key)
      return known
    }
    let adaptation = try ProjectAdaptation(of: model, asOf: head, history, git)
    remember(adaptation.bytes, .adaptation, key)
    return adaptation
  }
}
