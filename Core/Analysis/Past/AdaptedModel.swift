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
  public var isDecided: Bool {
    switch adaptation?.outcome {
    case .harmful, .adapted: true
    case .tooShortPast, .tooFewFixes, nil: false
    }
  }

  /// Adapts a model.
  ///
  /// - Parameters:
  ///   - file: The model file; one that does not weigh history, or was adapted before, stays as it is.
  ///   - path: The project's folder, or a file of it.
  ///   - cache: What is remembered of histories.
  ///   - shouldStop: Whether work should end.
  ///   - onProgress: Called now and then on the calling thread.
  /// - Throws: ``GitError``, which is `GitError.cancelled` after a stop, or the error of a parser that cannot start.
  public init(
    of file: ModelFile, for path: String, cache: HistoryCache = HistoryCache(),
    shouldStop: @escaping @Sendable () -> Bool = { false },
    onProgress: (HistoryReader.Progress) -> Void = { _ in }
  ) throws {
    let git = try SafeGit(path: ScannedHistory.folder(of: path), shouldStop: shouldStop)
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
      adapted.provenance.settings[ModelFile.adaptationProject] =
        URL(fileURLWithPath: RealPath.asFarAsItExists(git.path)).lastPathComponent
      adapted.provenance.settings[ModelFile.adaptationStart] = adaptation.basis?.start
      // Figures of the model before, on other projects, say nothing of this one.
      adapted.metrics = adaptation.outcome.metrics
    }
    self.init(adapted, adaptation.words, adaptation)
  }

  private init(_ file: ModelFile, _ summary: String, _ adaptation: ProjectAdaptation? = nil) {
    self.file = file
    self.summary = summary
    self.adaptation = adaptation
  }
}

extension ModelFile {
  /// Where a model says from which commit of a project on fixes taught it.
  fileprivate static let adaptationStart = "adaptation.start"
  /// Where it says to which project.
  fileprivate static let adaptationProject = "adaptation.project"

  /// The project to whose past it was adapted, and the commit from which on its fixes count; nil where it was not.
  public var adaptation: (project: String, start: String)? {
    guard let project = provenance.settings[Self.adaptationProject],
      let start = provenance.settings[Self.adaptationStart]
    else { return nil }
    return (project, start)
  }

  /// Whether scans adapt it to a project's past: the starter model, or another of its method, that was not adapted yet.
  public var adaptsToPasts: Bool {
    method == StarterModel.methodName && evidence != nil && provenance.settings[Self.adaptationStart] == nil
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
}

extension ProjectAdaptation {
  /// What came of it, for people.
  var words: String {
    let time = "\(Int(Self.years)) years"
    let since = basis.map { " since \(String(monthOf: $0.date))" } ?? ""
    switch outcome {
    case .tooShortPast:
      return "the history is younger than \(time), too short to learn from, so the model stays as it is"
    case .tooFewFixes:
      return
        "fixes of security changed fewer than \(Self.leastFixed) functions of this repository\(since):"
        + " too few to learn from, so the model stays as it is"
    case .harmful(let trial):
      return
        "learning from the fixes of security of the \(time) before would have ranked those\(since) worse"
        + " (\(trial.words)), so the model stays as it is"
    case .adapted(let count, let trial):
      let words = "adapted to the \(count) functions that fixes of security changed\(since); "
      guard let trial else {
        return words + "before that there is too little to say what this would have been worth"
      }
      return words + "done \(time) earlier, it would have found them no worse (\(trial.words))"
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
