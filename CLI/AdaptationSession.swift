import Core
import Foundation

/// Does the work of `vulnadapt train` without labelled projects: adapts the starter model to a project's own past.
struct AdaptationSession {
  let command: TrainCommand
  let console: Console
  var cache = HistoryCache()
  var terminal = Terminal.current()

  func run() throws {
    let output = URL(fileURLWithPath: command.output)
    try TrainingSession.checkFolder(of: output)
    guard command.overwrite || !FileManager.default.fileExists(atPath: output.path) else {
      throw TrainingSessionError.modelExists(command.output)
    }
    let watcher = InterruptWatcher(console)
    try model(for: command.unlabeled ?? ".") { watcher.isRequested }.write(to: output)
    console.note("wrote \(command.output.printable)")
  }

  /// The model for a project: adapted where its past allows, otherwise as it is.
  private func model(
    for path: String, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> ModelFile {
    let starter = try StarterModel.load()
    var status = StatusLine(terminal, isQuiet: command.quiet.isOn)
    defer { status.clear() }
    do {
      let adapted = try AdaptedModel(of: starter, for: path, cache: cache, shouldStop: shouldStop) {
        status.show($0.description)
      }
      status.clear()
      command.quiet.remarks(on: console).noteProblem(of: cache)
      console.note(adapted.summary)
      return adapted.file
    } catch let error as GitError where error != .cancelled {
      status.clear()
      console.note("there is no past to learn from, so the starter model stays as it is: \(error)")
      return starter
    }
  }
}
