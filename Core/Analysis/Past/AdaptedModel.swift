import Foundation

/// A model that `vulnadapt train` adapts to a project's own past, without a labelled project.
public struct AdaptedModel: Sendable {
  /// The model file; as it was where nothing could be learnt.
  public let file: ModelFile
  /// What came of it, as a sentence for people.
  public let summary: String

  /// Adapts a model.
  ///
  /// - Parameters:
  ///   - file: The model file; one that does not weigh history stays as it is.
  ///   - path: The project's folder.
  ///   - cache: What is remembered of histories.
  ///   - shouldStop: Whether work should end.
  ///   - onProgress: Called now and then on the calling thread.
  /// - Throws: ``GitError``, which is `GitError.cancelled` after a stop, or the error of a parser that cannot start.
  public init(
    of file: ModelFile, for path: String, cache: HistoryCache = HistoryCache(),
    shouldStop: @escaping @Sendable () -> Bool = { false },
    onProgress: (HistoryReader.Progress) -> Void = { _ in }
  ) throws {
    guard let model = file.evidence else {
      self.init(file: file, summary: "the model does not weigh history, so it stays as it is")
      return
    }
    let git = try SafeGit(path: path, shouldStop: shouldStop)
    let head = try git.commit(named: "HEAD")
    let history = try cache.history(of: head, in: git, onProgress: onProgress)
    let adaptation = try ProjectAdaptation(of: model, asOf: head, history, git)
    let name = URL(fileURLWithPath: path).resolvingSymlinksInPath().lastPathComponent
    self.init(
      file: Self.file(file, adaptation, project: name, commit: head), summary: Self.words(adaptation.outcome))
  }

  private init(file: ModelFile, summary: String) {
    self.file = file
    self.summary = summary
  }

  /// The file with what was learnt, which says so in its provenance and figures.
  private static func file(
    _ file: ModelFile, _ adaptation: ProjectAdaptation, project: String, commit: String
  ) -> ModelFile {
    guard case .adapted(_, let trial) = adaptation.outcome else { return file }
    var result = file
    result.evidence = adaptation.model
    result.provenance.settings["adaptation.project"] = project
    result.provenance.settings["adaptation.commit"] = commit
    // Figures of the model before, on other projects, say nothing of this one.
    let figure = "own-past/average-precision"
    result.metrics =
      trial.map {
        [
          figure: $0.adapted, figure + ModelFile.longestFirstSuffix: $0.longestFirst,
          "own-past/not-adapted/average-precision": $0.own,
        ]
      } ?? [:]
    return result
  }

  private static func words(_ outcome: ProjectAdaptation.Outcome) -> String {
    let time = "\(Int(ProjectAdaptation.years)) years"
    switch outcome {
    case .tooLittlePast:
      return
        "in the last \(time) fixes of security changed fewer than \(ProjectAdaptation.leastFixed) functions of this folder:"
        + " too few to learn from, so the model stays as it is"
    case .harmful(let trial):
      return "\(time) ago adapting would have ranked worse (\(figures(trial))), so the model stays as it is"
    case .adapted(let count, let trial):
      let words = "adapted to the \(count) functions that fixes of security changed in the last \(time); "
      guard let trial else { return words + "its past is too short to say what that would have been worth" }
      return words + "done \(time) ago, it would have found them no worse (\(figures(trial)))"
    }
  }

  private static func figures(_ trial: ProjectAdaptation.Trial) -> String {
    func figure(_ value: Double) -> String { String(score: Float(value)) }
    return "average precision \(figure(trial.adapted)), without \(figure(trial.own)), longest first"
      + " \(figure(trial.longestFirst))"
  }
}
