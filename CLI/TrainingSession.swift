import Core
import Foundation

/// Does the work of `vulnadapt train`: reads, trains, writes.
struct TrainingSession {
  let command: TrainCommand
  let console: Console
  let isTerminal: Bool

  private var output: URL { URL(fileURLWithPath: command.output) }
  private var checkpoint: URL { output.deletingPathExtension().appendingPathExtension("vulncheckpoint") }

  func run() throws {
    try checkFiles()
    console.warnOfSlowKernels()
    var job = try prepare()
    job.checkpoint = checkpoint
    job.keepsExemplars = !command.omitsExemplars
    let result = try train(job)
    guard let model = result.model else {
      let canResume = FileManager.default.fileExists(atPath: checkpoint.path)
      throw TrainingSessionError.nothingToKeep(result.outcome, canResume: canResume)
    }
    try model.write(to: output)
    console.note("wrote \(command.output.printable)")
    console.note(model.validationSentence)
    switch result.outcome {
    case .interrupted:
      console.note("the run can go on: repeat the command with --resume")
      throw ExitStatus.couldNotFinish.exitCode
    case .diverged:
      throw ExitStatus.couldNotFinish.exitCode
    case .completed, .stoppedEarly:
      try? FileManager.default.removeItem(at: checkpoint)
    }
  }

  /// Finds out whether there is a folder to write a model into.
  static func checkFolder(of output: URL) throws {
    var isFolder: ObjCBool = false
    let folder = output.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw TrainingSessionError.noFolder(folder)
    }
  }

  /// Finds out before any work whether the result can be kept.
  private func checkFiles() throws {
    try Self.checkFolder(of: output)
    let files = FileManager.default
    let hasCheckpoint = files.fileExists(atPath: checkpoint.path)
    if command.resume {
      if !hasCheckpoint { throw TrainingSessionError.noCheckpoint(checkpoint.path) }
    } else if command.overwrite {
      if hasCheckpoint { try files.removeItem(at: checkpoint) }
    } else if hasCheckpoint {
      throw TrainingSessionError.unfinishedRun(checkpoint.path)
    } else if files.fileExists(atPath: output.path) {
      throw TrainingSessionError.modelExists(command.output)
    }
  }

  private func prepare() throws -> TrainingJob {
    let labeled = try command.labeled.map { try console.load(labeled: $0) }
    let unlabeled = try command.unlabeled.map { path in
      let project = try UnlabeledProject.load(from: path)
      console.note("unlabelled: \(project.name), \(project.functions.count) functions")
      console.note(project.skipped, "skipped files") {
        "skipped: \($0.path.printable) \($0.reason.printable)"
      }
      return project
    }
    let job = try TrainingJob(
      labeled: labeled, unlabeled: unlabeled,
      method: command.methodName, settings: command.settings())
    console.note(
      "\(job.method.title): \(job.size.training) functions to learn from, "
        + "\(job.size.validation) set aside for validation, \(job.size.target) to adapt to, "
        + "vocabulary \(job.size.vocabulary)")
    return job
  }

  /// Text as it is, without a line end: the progress bar is redrawn in place.
  private var writeToStandardError: (String) -> Void {
    { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) }
  }

  private func train(_ job: TrainingJob) throws -> TrainingJobResult {
    let watcher = InterruptWatcher(console, .afterThisStep)
    var printer = TrainingProgressPrinter(
      isTerminal: isTerminal, write: command.quiet.isOn ? { _ in } : writeToStandardError)
    return try job.run(
      resume: command.resume, shouldStop: { watcher.isRequested },
      onEvent: { event in
        // From the first step on, a step and its checkpoint are finished before the run stops.
        if case .started = event { watcher.allow(.seconds(30)) }
        printer.show(event)
      })
  }
}

/// Why `vulnadapt train` cannot do its work.
enum TrainingSessionError: ExplainedError, Equatable {
  case noFolder(String)
  case noCheckpoint(String)
  case unfinishedRun(String)
  case modelExists(String)
  case nothingToKeep(TrainingOutcome, canResume: Bool)

  var explanation: ErrorExplanation {
    switch self {
    case .noFolder(let path):
      .init(
        "There is no folder '\(path)' to write the model into.",
        next: "Create it, or choose another --output.")
    case .noCheckpoint(let path):
      .init("There is no checkpoint '\(path)' to go on from.", next: "Train without --resume.")
    case .unfinishedRun(let path):
      .init(
        "An unfinished run left the checkpoint '\(path)'.",
        next: "Go on with --resume, or discard it with --overwrite.")
    case .modelExists(let path):
      .init(
        "The model '\(path)' is there already.",
        next: "Replace it with --overwrite, or choose another --output.")
    case .nothingToKeep(.interrupted, let canResume):
      .init(
        "The run was stopped before there was a model to keep.",
        next: "Repeat the command" + (canResume ? " with --resume." : "."))
    case .nothingToKeep:
      .init("No step gave a model worth keeping.", next: "Train again with a lower --learning-rate.")
    }
  }
}
