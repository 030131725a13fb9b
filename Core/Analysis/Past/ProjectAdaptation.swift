import Foundation

/// An ``EvidenceModel`` adapted to a project by the project's own past fixes, which are labels that cost nothing.
///
/// The project is put back ``years`` before the month of a commit. What security fixes changed from then to the month's beginning
/// teaches a small ``EvidenceCorrection`` of the model's weights. Within a month the correction stays the same, so that scores do
/// not move with every commit. It is taken wherever at least ``leastFixed`` functions were fixed: its prior and its bound keep it
/// from turning a ranking round, and no label of what is ranked has a say.
struct ProjectAdaptation: Hashable, Sendable {
  /// How long before the commit the project is looked at.
  static let years = 3.0
  /// The least number of functions that were fixed since.
  static let leastFixed = 10

  /// How many functions were fixed in the time; 0 where too few to learn from.
  let fixedCount: Int
  /// What was learnt; nil where too few were fixed.
  let correction: EvidenceCorrection?

  /// Puts an adaptation together from its parts.
  init(fixedCount: Int, correction: EvidenceCorrection?) {
    self.fixedCount = fixedCount
    self.correction = correction
  }

  /// The span of a project's past that teaches.
  struct Span: Hashable, Sendable {
    /// The full identifier of the commit as of which functions are looked at.
    let start: String
    /// The full identifier of the last commit whose fixes count.
    let end: String

    /// Puts a span together from its ends.
    init(start: String, end: String) {
      self.start = start
      self.end = end
    }

    /// The span for a commit; nil where the past does not reach so far back.
    init?(before id: String, in history: ProjectHistory) {
      guard let place = history.place(of: id) else { return nil }
      let date = Date(timeIntervalSince1970: Double(history.commits[place].date))
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = .gmt
      guard let month = calendar.dateInterval(of: .month, for: date)?.start else { return nil }
      let beginning = Int64(month.timeIntervalSince1970)
      let before = Int64(years * 365.25 * 86_400)
      guard let end = history.newest(before: beginning - 1, onLineOf: id),
        let start = history.newest(before: beginning - 1 - before, onLineOf: end.id)
      else { return nil }
      self.start = start.id
      self.end = end.id
    }
  }

  /// Learns from a project's past; nothing but the span's end and its ancestors has a say.
  ///
  /// - Parameters:
  ///   - span: The span.
  ///   - model: The model.
  ///   - history: A history that holds the span's end.
  ///   - git: The repository, opened at the folder that is ranked.
  /// - Throws: ``GitError``, which is `GitError.cancelled` after a stop, or the error of a parser that cannot start.
  init(
    learningFrom span: Span, for model: EvidenceModel, _ history: ProjectHistory, _ git: SafeGit
  ) throws {
    guard let past = try PastExamples(of: span, history, git, atLeast: Self.leastFixed) else {
      self.init(fixedCount: 0, correction: nil)
      return
    }
    let rows = EvidenceRows(past.functions, past.evidence, for: model)
    guard let correction = EvidenceCorrection(rows, targets: past.targets, shouldStop: git.shouldStop) else {
      throw GitError.cancelled
    }
    self.init(fixedCount: past.fixedCount, correction: correction)
  }

  /// The model for the project.
  func applied(to model: EvidenceModel) -> EvidenceModel { correction?.applied(to: model) ?? model }
}
