import Foundation

/// A model as it ranks one project: adapted to the project's own past where that helps, otherwise as it was.
public struct AdaptedModel: Sendable {
  /// The model file.
  public let file: ModelFile
  /// What came of adapting, as a sentence for people.
  public let summary: String
  /// What came of it; nil where it could not be tried.
  let adaptation: ProjectAdaptation?

  /// Whether there was enough of a past to decide on.
  public var isDecided: Bool { adaptation.map { $0.outcome != .tooLittlePast } ?? false }

  /// Adapts a model.
  ///
  /// - Parameters:
  ///   - file: The model file; one that does not weigh history, or was adapted before, stays as it is.
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
    let git = try SafeGit(path: path, shouldStop: shouldStop)
    let head = try git.commit(named: "HEAD")
    let history = try cache.history(of: head, in: git, onProgress: onProgress)
    let adapted = try Self(of: file, asOf: head, history, git, cache, HistoryReader.Options())
    self = adapted ?? Self(file, "the model does not adapt to a past, so it stays as it is")
  }

  /// Adapts a model to what was read of a project; nil for one that does not weigh history, or was adapted before.
  ///
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  init?(
    of file: ModelFile, asOf head: String, _ history: ProjectHistory, _ git: SafeGit, _ cache: HistoryCache,
    _ options: HistoryReader.Options
  ) throws {
    guard file.adaptsToPasts else { return nil }
    if history.unreadVersions > 0, try git.isPartial() {
      self.init(file, "the clone lacks versions of its files, so the model stays as it is")
      return
    }
    guard let model = file.evidence,
      let adaptation = try cache.adaptation(of: file, asOf: head, history, in: git, options: options)
    else { return nil }
    var adapted = file
    if let correction = adaptation.correction {
      adapted.evidence = correction.applied(to: model)
      adapted.provenance.settings["adaptation.project"] =
        URL(fileURLWithPath: RealPath.asFarAsItExists(git.path)).lastPathComponent
      adapted.provenance.settings[ModelFile.adaptationCommit] = adaptation.commit
      // Figures of the model before, on other projects, say nothing of this one.
      adapted.metrics = adaptation.outcome.metrics
    }
    self.init(adapted, adaptation.outcome.words, adaptation)
  }

  private init(_ file: ModelFile, _ summary: String, _ adaptation: ProjectAdaptation? = nil) {
    self.file = file
    self.summary = summary
    self.adaptation = adaptation
  }
}

extension ModelFile {
  /// Where a model says up to which commit of a project it was adapted.
  fileprivate static let adaptationCommit = "adaptation.commit"

  /// Whether scans adapt it to a project's past: the starter model, or another of its method, that was not adapted yet.
  public var adaptsToPasts: Bool {
    method == StarterModel.methodName && evidence != nil && provenance.settings[Self.adaptationCommit] == nil
  }
}

extension ProjectAdaptation.Outcome {
  /// What a trial of it has measured, by the names of a model's figures.
  fileprivate var metrics: [String: Double] {
    guard case .adapted(_, let trial?) = self else { return [:] }
    let figure = "own-past/average-precision"
    return [
      figure: trial.adapted, figure + ModelFile.longestFirstSuffix: trial.longestFirst,
      "own-past/not-adapted/average-precision": trial.own,
    ]
  }

  /// For people.
  var words: String {
    let time = "\(Int(ProjectAdaptation.years)) years"
    switch self {
    case .tooLittlePast:
      return
        "in the last \(time) fixes of security changed fewer than \(ProjectAdaptation.leastFixed) functions of this repository:"
        + " too few to learn from, so the model stays as it is"
    case .harmful(let trial):
      return "\(time) ago adapting would have ranked worse (\(trial.words)), so the model stays as it is"
    case .adapted(let count, let trial):
      let words = "adapted to the \(count) functions that fixes of security changed in the last \(time); "
      guard let trial else { return words + "its past is too short to say what that would have been worth" }
      return words + "done \(time) ago, it would have found them no worse (\(trial.words))"
    }
  }
}

extension ProjectAdaptation.Trial {
  fileprivate var words: String {
    func figure(_ value: Double) -> String { String(score: Float(value)) }
    return "average precision \(figure(adapted)), without \(figure(own)), longest first"
      + " \(figure(longestFirst))"
  }
}
