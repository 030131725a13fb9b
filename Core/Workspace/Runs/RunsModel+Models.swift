import Foundation

extension RunsModel {
  /// Copies a run's model to a file.
  public func exportModel(_ id: String, to file: URL) {
    notices.attempt {
      guard let run = run(id) else { return }
      try ModelFile(contentsOf: try modelFile(of: run)).write(to: file)
    }
  }

  /// Adds a model that was trained elsewhere.
  ///
  /// A file that is no model, is damaged, or is of another version is refused in words. A model that was added
  /// before is not added again.
  ///
  /// - Returns: Its run, selected; nil when it was refused.
  @discardableResult func importModel(_ file: URL) -> WorkspaceRun? {
    var run: WorkspaceRun?
    notices.attempt {
      let model = try ModelFile(contentsOf: file)
      run =
        try known(model)
        ?? keep(model, id: UUID().uuidString, name: file.deletingPathExtension().lastPathComponent)
    }
    if let run { selection = [run.id] }
    return run
  }

  /// The run that holds the very same model, imported or trained here.
  private func known(_ model: ModelFile) -> WorkspaceRun? {
    usableRuns.first { run in
      run.method == model.method && run.metrics == model.metrics
        && (try? ModelFile(contentsOf: store.modelFile(ofRun: run.id))) == model
    }
  }

  /// Keeps a model that was not trained here as a run of its own.
  private func keep(_ model: ModelFile, id: String, name: String) throws -> WorkspaceRun {
    var run = WorkspaceRun(
      id: id, name: name, createdAt: environment.now(), method: model.method, plan: nil, state: .imported)
    run.step = model.provenance.step
    run.metrics = model.metrics
    try store.folder.create(store.folder.run(id))
    try model.write(to: store.folder.model(ofRun: id))
    try store.save(run)
    update(run)
    return run
  }

  /// Whether a model came with the program.
  public var hasStarterModel: Bool { environment.starterModel != nil }

  /// Adds the model that came with the program, or brings it up to date; says once what it ranks by.
  ///
  /// - Returns: Its run; nil when it cannot be read or kept, which a notice then says.
  @discardableResult func addStarterModel() -> WorkspaceRun? {
    guard let starterModel = environment.starterModel else { return nil }
    let known = run(Self.starterRunID)
    var run = known
    let isAdded = notices.attempt {
      run = try keep(try starterModel(), id: Self.starterRunID, name: "Starter model")
    }
    guard isAdded else { return nil }
    if known == nil {
      notices.post(
        "The starter model ranks, by the text and what the project's git history says; where past fixes tell enough, it is adapted to them.",
        kind: .information)
    }
    return run
  }

  private static let starterRunID = "starter-model"

  func modelFile(of run: WorkspaceRun) throws -> URL {
    guard store.hasModel(ofRun: run.id) else { throw WorkspaceError.noModel(run: run.name) }
    return store.modelFile(ofRun: run.id)
  }
}
