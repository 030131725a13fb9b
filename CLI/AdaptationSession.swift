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
    let folder = output.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else { throw TrainingSessionError.noFolder(folder) }
    guard command.overwrite || !FileManager.default.fileExists(atPath: output.path) else {
      throw TrainingSessionError.modelExists(command.output)
    }
    let console = console
    let watcher = InterruptWatcher {
      console.note("\nvulnadapt: stopping; press Ctrl-C again to stop at once")
    }
    let model = try adapted(try StarterModel.load(), to: command.unlabeled ?? ".") { watcher.isRequested }
    try model.write(to: output)
    console.note("wrote \(command.output.printable)")
  }

  /// The model for a project: adapted where its past allows, otherwise as it is.
  private func adapted(
    _ starter: ModelFile, to path: String, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> ModelFile {
    var status = StatusLine(terminal, isQuiet: command.quiet)
    defer { status.clear() }
    guard let (git, commit) = try past(of: path, shouldStop) else { return starter }
    guard let evidence = starter.evidence else { return starter }
    let history = try cache.history(of: commit, in: git) { status.show($0.description) }
    status.show("learning from past fixes …")
    let adaptation = try ProjectAdaptation(evidence, to: git, history: history, asOf: commit)
    status.clear()
    console.note(adaptation.summary)
    let name = URL(fileURLWithPath: path).resolvingSymlinksInPath().lastPathComponent
    return adaptation.applied(to: starter, project: name, commit: commit)
  }

  /// The repository and its last commit; nil, with a remark, where there is none that can be read.
  private func past(
    of path: String, _ shouldStop: @escaping @Sendable () -> Bool
  ) throws -> (git: SafeGit, commit: String)? {
    let opened = Result { () throws(GitError) -> (git: SafeGit, commit: String) in
      let git = try SafeGit(path: path, shouldStop: shouldStop)
      return (git, try git.commit(named: "HEAD"))
    }
    switch opened {
    case .success(let past): return past
    case .failure(.cancelled): throw GitError.cancelled
    case .failure(let error):
      console.note("there is no past to learn from, so the starter model stays as it is: \(error)")
      return nil
    }
  }
}
