import Foundation

/// All that a run's folder tells, ready to be shown: figures, plots and where they come from.
public struct RunReport: Sendable {
  /// Settings, data and figures.
  public let record: RunRecord
  /// The plots, in the order in which a page shows them.
  public let plots: [RunPlot]
  /// How well each project's class boundary serves the other; nil when the run kept no joint space with labels.
  public let boundaryDistortion: BoundaryDistortion?
  /// What the training warned of.
  public let warnings: [String]
  /// Why the training ended; nil where nobody wrote it down.
  public let outcome: TrainingOutcome?
  /// What could not be shown and why, one sentence each.
  public let notes: [String]
  /// The scored functions.
  let scores: ScoreTable?

  /// How a report is made.
  public struct Options: Sendable {
    /// Settings of the t-SNE; a perplexity that the run has too few functions for is lowered.
    public var embedding = TSNE()
    /// How the classifiers of the boundary distortion are trained.
    var boundary = BoundaryDistortion.Settings()
    /// Whether the joint space is drawn and measured, which takes longest.
    public var showsJointSpace = true

    /// Creates the usual options.
    public init() {}
  }

  /// Reads a run's folder, of which nothing is trusted, and computes what is to be shown.
  ///
  /// - Parameters:
  ///   - folder: The folder. Without its record nothing can be shown; of the other files each may be missing.
  ///   - options: How the report is made.
  ///   - shouldStop: Asked often during long work; true makes the initialiser throw `CancellationError`.
  ///   - onIteration: Told how many iterations of the t-SNE are done.
  /// - Throws: ``RunFolderError`` or ``ModelFileError`` when a file is damaged or of another version.
  public init(
    _ folder: RunFolder, options: Options = Options(), shouldStop: () -> Bool = { false },
    onIteration: (Int) -> Void = { _ in }
  ) throws {
    record = try folder.record()
    var notes: [String] = []
    func exists(_ file: URL, _ loss: String) -> Bool {
      if FileManager.default.fileExists(atPath: file.path) { return true }
      notes.append("The run has no \(file.lastPathComponent): \(loss).")
      return false
    }
    let events =
      exists(folder.trainingFile, "how training went is unknown") ? try folder.trainingEvents() : []
    let scores =
      exists(folder.scoresFile, "there are no curves and histograms") ? try folder.scores() : nil
    let (steps, evaluations) = (events.compactMap(\.stepReport), events.compactMap(\.evaluationReport))
    warnings = events.compactMap(\.warningText)
    outcome = events.compactMap(\.outcomeIfFinished).last

    var plots: [RunPlot] = []
    if let scores { plots += RunPlot.rankings(scores, method: record.method, &notes) }
    if steps.isEmpty && evaluations.isEmpty {
      notes.append("The training reported no steps: there are no loss curves.")
    } else {
      plots += RunPlot.training(TrainingPlots(steps: steps, evaluations: evaluations))
    }
    var boundaryDistortion = record.boundaryDistortion
    if options.showsJointSpace, exists(folder.jointFile, "there is no plot of the joint space") {
      let joint = try folder.jointRepresentations()
      if let plot = try RunPlot.joint(joint, options.embedding, shouldStop, onIteration, &notes) {
        plots.append(plot)
      }
      if shouldStop() { throw CancellationError() }
      do {
        if boundaryDistortion == nil {
          boundaryDistortion = try joint.boundaryDistortion(settings: options.boundary)
        }
      } catch {
        notes.append("Boundary distortion could not be measured. \(error)")
      }
    }
    self.scores = scores
    self.plots = plots
    self.boundaryDistortion = boundaryDistortion
    self.notes = notes
  }
}

extension TrainingEvent {
  fileprivate var stepReport: StepReport? { if case .step(let report) = self { report } else { nil } }
  fileprivate var evaluationReport: EvaluationReport? {
    if case .evaluated(let report) = self { report } else { nil }
  }
  fileprivate var warningText: String? { if case .warning(let text) = self { text } else { nil } }
  fileprivate var outcomeIfFinished: TrainingOutcome? {
    if case .finished(let outcome) = self { outcome } else { nil }
  }
}

extension RunFolder {
  /// The joint space that the run kept.
  ///
  /// - Throws: ``RunFolderError`` when the file is no regular file of the folder, ``ModelFileError`` when it is
  ///   damaged.
  public func jointRepresentations() throws -> JointRepresentations {
    var status = stat()
    guard lstat(jointFile.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw RunFolderError.unreadable(file: jointFile.path, reason: "it is no regular file")
    }
    return try JointRepresentations(contentsOf: jointFile)
  }
}
