import Foundation

/// Does the work of one run on a thread of its own: reads, trains, writes the model, ranks.
struct TrainingRunner: Sendable {
  /// How a run ended.
  struct Result: Sendable {
    var run: WorkspaceRun
    /// The ranking of the unlabelled project; nil without one.
    var scan: ScanRecord?
  }

  let store: WorkspaceStore
  let run: WorkspaceRun
  let plan: TrainingPlan
  let resumes: Bool
  let stop: StopRequest
  let publish: @Sendable (TrainingSnapshot) -> Void

  /// Runs to the end or to a stop.
  ///
  /// - Throws: What reading, training and writing throw; the run's checkpoint and earlier model stay.
  func callAsFunction() throws -> Result {
    var run = run
    let clock = ContinuousClock()
    let begin = clock.now
    var recorder = TrainingRecorder(
      run: run, seconds: { (clock.now - begin) / .seconds(1) }, publish: publish,
      save: { try store.save(run, at: $0) })
    recorder.enter(.reading)
    var job = try job()
    try store.folder.create(store.folder.run(run.id))
    let checkpoint = store.folder.checkpoint(ofRun: run.id)
    job.checkpoint = checkpoint
    let goesOn = resumes && FileManager.default.fileExists(atPath: checkpoint.path)
    let stop = stop
    let result = try job.run(
      resume: goesOn, shouldStop: { stop.wasMade }, onEvent: { recorder.record($0) })
    run.state = result.outcome.state(isQuitting: false)
    if let model = result.model {
      try model.write(to: store.folder.model(ofRun: run.id))
      run.metrics = model.metrics
      run.message = nil
    } else if result.outcome == .interrupted {
      run.message = "It was stopped before there was a model. Resume it to go on."
    } else {
      run.message = "No step gave a model worth keeping. Train again with a lower learning rate."
    }
    var scan: ScanRecord?
    if let model = result.model, let project = plan.unlabeled, !stop.wasMade {
      scan = try ProjectRanker(store: store, runID: run.id, projectID: project.id).run(
        with: Detector(model: model), shouldStop: { stop.wasMade },
        progress: { recorder.enter(.scanning(files: $0, functions: $1)) })
    }
    run = run.with(recorder.snapshot)
    try store.save(run)
    if run.state == .completed || run.state == .stoppedEarly {
      try? FileManager.default.removeItem(at: checkpoint)
    }
    return Result(run: run, scan: scan)
  }

  private func job() throws -> TrainingJob {
    let projects = try store.projects()
    func path(_ project: TrainingPlan.Project) throws -> String {
      guard let found = projects.first(where: { $0.id == project.id }),
        FileManager.default.fileExists(atPath: found.path)
      else {
        let path = projects.first { $0.id == project.id }?.path ?? "it was read from"
        throw WorkspaceError.missingFolder(path: path, project: project.name)
      }
      return found.path
    }
    var labeled: [(name: String, project: LabeledProject)] = []
    for project in plan.labeled {
      let reading = try ProjectReading(
        path: try path(project), role: .labeled,
        corrections: try store.labelCorrections(ofProject: project.id))
      if let read = reading.labeled { labeled.append((project.name, read)) }
    }
    let unlabeled = try plan.unlabeled.map { try UnlabeledProject.load(from: try path($0)) }
    if plan.usesMarks, let project = plan.unlabeled, let unlabeled {
      let marked = try marked(unlabeled.functions, projectID: project.id)
      if !marked.functions.isEmpty { labeled.append(("\(project.name) (marked)", marked)) }
    }
    return try TrainingJob(
      labeled: labeled, unlabeled: unlabeled, method: plan.method, settings: plan.settings)
  }

  /// The functions that the user confirmed or found fine, as a labelled project.
  private func marked(_ functions: [CFunction], projectID: String) throws -> LabeledProject {
    let marks = try store.triage(ofProject: projectID)
    let labeled = functions.compactMap { function in
      marks[function.fingerprint]?.label.map { LabeledFunction(function: function, label: $0) }
    }
    return LabeledProject(functions: labeled, source: "your marks")
  }
}

extension WorkspaceRun {
  /// The run with what a snapshot knows of it.
  func with(_ snapshot: TrainingSnapshot) -> WorkspaceRun {
    var run = self
    run.step = snapshot.step
    run.seconds = snapshot.seconds
    run.warnings = snapshot.warnings
    run.curves = snapshot.curves
    return run
  }
}

extension WorkspaceStore {
  fileprivate func save(_ run: WorkspaceRun, at snapshot: TrainingSnapshot) throws {
    try save(run.with(snapshot))
  }
}
