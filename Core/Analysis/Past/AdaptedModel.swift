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
  ///   - file: The model file, which must weigh evidence from history.
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
      self.init(file, "the model does not weigh history, so it stays as it is")
      return
    }
    let git = try SafeGit(path: path, shouldStop: shouldStop)
    let head = try git.commit(named: "HEAD")
    let history = try cache.history(of: head, in: git, onProgress: onProgress)
    guard let span = ProjectAdaptation.Span(before: head, in: history) else {
      self.init(file, "the project's history does not reach \(Self.time) back, so the model stays as it is")
      return
    }
    let adaptation = try ProjectAdaptation(learningFrom: span, for: model, history, git)
    guard adaptation.correction != nil else {
      self.init(
        file,
        "fixes of security changed fewer than \(ProjectAdaptation.leastFixed) functions in the last \(Self.time), so"
          + " the model stays as it is")
      return
    }
    let trial = try AdaptationTrial(before: span, of: model, history, git)
    let name = URL(fileURLWithPath: path).resolvingSymlinksInPath().lastPathComponent
    let learnt =
      "adapted to the \(adaptation.fixedCount) functions that fixes of security changed in the last \(Self.time)"
    self.init(
      file.adapted(
        adaptation.applied(to: model), to: name, upTo: span.end, metrics: trial?.metrics ?? [:]),
      learnt + "; " + (trial.map(Self.words) ?? "older fixes are too few to say what that is worth"))
  }

  private init(_ file: ModelFile, _ summary: String) {
    self.file = file
    self.summary = summary
  }

  private static let time = "\(Int(ProjectAdaptation.years)) years"

  private static func words(_ trial: AdaptationTrial) -> String {
    func figure(_ value: Double) -> String { String(score: Float(value)) }
    return "learnt in the same way \(time) earlier, its average precision on these would have been"
      + " \(figure(trial.adapted)), without adapting \(figure(trial.own)), longest first \(figure(trial.longestFirst))"
  }
}
