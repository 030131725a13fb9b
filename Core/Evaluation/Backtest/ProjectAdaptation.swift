import Foundation

/// A model adapted to a project by the project's own past fixes, which are labels that cost nothing.
///
/// The rule is fixed beforehand. Two moments divide the functions that security-worded fixes changed into thirds. An
/// ``EvidenceCorrection`` learns at the first moment from the fixes up to the second, and ranks at the second what was fixed after
/// it. It is taken, learnt again from both moments, where that ranking is ahead of the model's own by more than chance moves in
/// nine of ten draws; otherwise, and where a third holds fewer than ``leastFixed`` functions, the model stays as it is.
public struct ProjectAdaptation: Sendable {
  /// What came of it.
  public enum Outcome: Hashable, Sendable {
    /// Fewer functions than ``leastFixed`` were fixed in a part of the past.
    case tooFewFixes(Int)
    /// The model's own order was not worse on the project's own past.
    case noGain(own: Double, adapted: Double)
    /// The model was adapted: average precision on the last third of its past fixes.
    case adapted(own: Double, adapted: Double, longestFirst: Double)
  }

  /// The least number of functions that were fixed in each part of the past.
  static let leastFixed = 20
  /// The two-sided probability of the gain by chance from which on there is none.
  static let largestProbability = 0.2

  /// What came of it.
  public let outcome: Outcome
  /// The model for the project.
  public let model: EvidenceModel

  /// Adapts a model to a project as of a commit; nothing but the commit and its ancestors has a say.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - git: The repository, opened at the project's folder.
  ///   - history: A history that holds the commit.
  ///   - commit: The commit's full identifier.
  ///   - excluded: Which functions are no part of the ranking, in the syntax of `.gitignore`.
  /// - Throws: ``GitError``, which is `GitError.cancelled` after a stop, or the error of a parser that cannot start.
  public init(
    _ model: EvidenceModel, to git: SafeGit, history: ProjectHistory, asOf commit: String,
    excluded: [String] = BacktestProject.usuallyExcluded
  ) throws {
    let dates = PastFixes.dates(in: history, upTo: commit)
    guard dates.count >= 3 * Self.leastFixed,
      let first = BacktestCut(date: dates[dates.count / 3], in: history, of: commit),
      let second = BacktestCut(date: dates[2 * dates.count / 3], in: history, of: commit),
      first.commit != second.commit, second.commit != commit
    else {
      self.init(outcome: .tooFewFixes(dates.count / 3), model: model)
      return
    }
    let learning = try BacktestProject(at: first, history, git, excluded: excluded)
    let judging = try BacktestProject(at: second, history, git, excluded: excluded)
    let learnt = PastFixes(of: learning, in: history, upTo: second.commit)
    let wanted = PastFixes(of: judging, in: history, upTo: commit)
    let count = min(learnt.count, wanted.count)
    guard count >= Self.leastFixed, wanted.count < judging.functions.count else {
      self.init(outcome: .tooFewFixes(count), model: model)
      return
    }
    let rows = EvidenceRows(learning.functions, learning.evidence, for: model)
    let later = EvidenceRows(judging.functions, judging.evidence, for: model)
    guard let trial = EvidenceCorrection(rows, isFixed: learnt.isFixed, shouldStop: git.shouldStop) else {
      throw GitError.cancelled
    }
    let gain = try Self.gain(of: trial.logits(of: later), over: later.logits, judging, wanted.isFixed)
    guard gain.isReal else {
      self.init(outcome: .noGain(own: gain.own, adapted: gain.adapted), model: model)
      return
    }
    guard
      let correction = EvidenceCorrection(
        rows + later, isFixed: learnt.isFixed + wanted.isFixed, shouldStop: git.shouldStop)
    else { throw GitError.cancelled }
    self.init(
      outcome: .adapted(own: gain.own, adapted: gain.adapted, longestFirst: gain.longestFirst),
      model: correction.applied(to: model))
  }

  private init(outcome: Outcome, model: EvidenceModel) {
    self.outcome = outcome
    self.model = model
  }

  private struct Gain {
    var own: Double
    var adapted: Double
    var longestFirst: Double
    var isReal: Bool
  }

  /// Compares two orders of a project by average precision.
  private static func gain(
    of adapted: [Double], over own: [Double], _ project: BacktestProject, _ isFixed: [Bool]
  ) throws -> Gain {
    let parser = StatementParser()
    let twins = DuplicateGroups(parallelMap(project.functions) { parser.statements(of: $0) }).near
    let functions = MeasuredFunctions(
      labels: isFixed, lengths: project.lengths, lines: project.lines, groups: twins)
    let scores = [("own", own), ("adapted", adapted), ("longest", project.lengths.map(Double.init))]
    let result = Bootstrap(resamples: 500).measure(
      scores.map { RankedRuns(name: $0.0, runs: [.init(scores: $0.1, suspectShare: 0.1)]) }, on: functions)
    func precision(_ name: String) -> Double {
      result.figures.first { $0.ranker == name }?.perFunction[.averagePrecision]?.value ?? 0
    }
    let difference = result.difference(of: "adapted", to: "own")
    return Gain(
      own: precision("own"), adapted: precision("adapted"), longestFirst: precision("longest"),
      isReal: difference.map { $0.difference > 0 && $0.probability < largestProbability } ?? false)
  }

  /// What came of it, as sentences for people.
  public var summary: String {
    func figure(_ value: Double) -> String { String(score: Float(value)) }
    switch outcome {
    case .tooFewFixes(let count):
      return
        "the project's past has too few security fixes to learn from (\(count) functions in a part of it,"
        + " \(Self.leastFixed) are needed), so the starter model stays as it is"
    case .noGain(let own, let adapted):
      return
        "adapting would not have ranked the project's own last fixes better by more than chance (average precision"
        + " \(figure(adapted)), \(figure(own)) without), so the starter model stays as it is"
    case .adapted(let own, let adapted, let longestFirst):
      return
        "adapted to the project's own past fixes: on the last of them, average precision \(figure(adapted)),"
        + " starter model \(figure(own)), longest first \(figure(longestFirst))"
    }
  }
}

extension ProjectAdaptation {
  /// The model file with what was learnt, which says so in its provenance and figures.
  ///
  /// - Parameters:
  ///   - file: The file of the model that was adapted.
  ///   - project: The project's name.
  ///   - commit: The commit as of which it was adapted.
  /// - Returns: The file; as it was where nothing was learnt.
  public func applied(to file: ModelFile, project: String, commit: String) -> ModelFile {
    guard case .adapted(let own, let adapted, let longestFirst) = outcome else { return file }
    var result = file
    result.evidence = model
    result.provenance.settings["adaptation.project"] = project
    result.provenance.settings["adaptation.commit"] = commit
    // Figures of the starter model on other projects say nothing of this one.
    result.metrics = [
      "own-past/average-precision": adapted,
      "own-past/average-precision" + ModelFile.longestFirstSuffix: longestFirst,
      "own-past/starter-model/average-precision": own,
    ]
    return result
  }
}
