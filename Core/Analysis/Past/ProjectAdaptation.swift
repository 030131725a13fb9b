/// An ``EvidenceModel`` adapted to a project by the project's own past fixes, which are labels that cost nothing.
///
/// What security fixes changed in the last ``years`` teaches a small ``EvidenceCorrection`` of the model's weights. It is not taken
/// where the project's past speaks against it: where the same, done as of ``years`` before, would have ranked what was fixed since
/// worse than the model alone. Spans begin at turns of months, so that until the next turn only a fix of security changes anything:
/// any other commit moves the scores of what it touches and no others, and what was learnt can be remembered.
struct ProjectAdaptation: Hashable, Sendable {
  /// The length of a span of the past.
  static let years = 3.0
  /// The least number of functions that were fixed in a span.
  static let leastFixed = 10

  private static let yearInSeconds = 365.25 * 86_400
  /// The seconds from one turn of months to the next.
  private static let month = yearInSeconds / 12

  /// What came of it.
  enum Outcome: Hashable, Sendable {
    /// The past does not reach far enough back.
    case tooShortPast
    /// Fewer than ``leastFixed`` functions were fixed in the last span.
    case tooFewFixes
    /// Adapting would have ranked worse before.
    case harmful(Trial)
    /// The model was adapted to so many functions that fixes changed; no trial where the span before holds too few.
    case adapted(fixedCount: Int, Trial?)
  }

  /// How well adapting would have ranked what the last span's fixes changed, with nothing but what was known before it: average
  /// precisions.
  struct Trial: Hashable, Sendable {
    /// Of the model as it was.
    var own: Double
    /// Of the model adapted to the span before.
    var adapted: Double
    /// Of longest first.
    var longestFirst: Double
  }

  /// A span of a project's past.
  struct Span: Hashable, Sendable {
    /// The full identifier of the commit as of which functions are looked at.
    let start: String
    /// The full identifier of the last commit whose fixes count.
    let end: String
    /// The turn of a month that the start is the newest commit before, in seconds since 1970.
    let date: Int64

    /// The span that ends with a commit; nil where the past does not reach so far back.
    init?(before id: String, in history: ProjectHistory) {
      guard let line = DatedLine(to: id, in: history) else { return nil }
      date = Int64(((Double(line.end) - years * yearInSeconds) / month).rounded(.down) * month)
      guard let start = line.newest(before: date) else { return nil }
      self.start = history.commits[start.place].id
      end = id
    }

    /// What fixes changed in it.
    func fixes(in history: ProjectHistory) -> LaterFixes { LaterFixes(history, after: start, upTo: end) }
  }

  /// All that an adaptation depends on besides the model.
  struct Basis: Hashable, Sendable {
    /// The full identifier of the commit as of which functions were looked at.
    let start: String
    /// The turn of a month from which on fixes count, in seconds since 1970.
    let date: Int64
    /// Which functions these fixed; see ``LaterFixes``.
    let fixes: UInt64

    /// Puts a basis together from its parts.
    init(start: String, date: Int64, fixes: UInt64) {
      (self.start, self.date, self.fixes) = (start, date, fixes)
    }

    /// That of a span and the fixes in it.
    init(_ span: Span, _ fixes: LaterFixes) {
      self.init(start: span.start, date: span.date, fixes: fixes.identity)
    }

    /// That of a commit; nil where the past does not reach far enough back.
    init?(asOf commit: String, in history: ProjectHistory) {
      guard let span = Span(before: commit, in: history) else { return nil }
      self.init(span, span.fixes(in: history))
    }
  }

  /// What it depends on; nil where the past does not reach far enough back.
  let basis: Basis?
  /// What came of it.
  let outcome: Outcome
  /// What was learnt; nil where nothing was.
  let correction: EvidenceCorrection?

  /// Puts an adaptation together from its parts.
  init(basis: Basis?, outcome: Outcome, correction: EvidenceCorrection? = nil) {
    self.basis = basis
    self.outcome = outcome
    self.correction = correction
  }

  /// Adapts a model to a project as of a commit; nothing but the commit and its ancestors has a say.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - commit: The full identifier of the commit.
  ///   - history: A history that holds it.
  ///   - git: The repository.
  /// - Throws: ``GitError``, which is `GitError.cancelled` after a stop, or the error of a parser that cannot start.
  init(
    of model: EvidenceModel, asOf commit: String, _ history: ProjectHistory, _ git: SafeGit
  ) throws {
    guard let span = Span(before: commit, in: history) else {
      self.init(basis: nil, outcome: .tooShortPast)
      return
    }
    let fixes = span.fixes(in: history)
    let basis = Basis(span, fixes)
    guard let past = try PastExamples(of: span, fixes, history, git, atLeast: Self.leastFixed) else {
      self.init(basis: basis, outcome: .tooFewFixes)
      return
    }
    let rows = past.rows(for: model)
    let trial = try Self.trial(of: model, on: past, rows, from: span, history, git)
    if let trial, trial.adapted < trial.own {
      self.init(basis: basis, outcome: .harmful(trial))
      return
    }
    self.init(
      basis: basis, outcome: .adapted(fixedCount: past.fixedCount, trial),
      correction: try Self.correction(rows, past, git))
  }

  /// The model for the project.
  func model(from model: EvidenceModel) -> EvidenceModel { correction?.applied(to: model) ?? model }

  /// How the model, adapted to the span before, would have ranked what was fixed in a span; nil where that one holds too few fixes.
  private static func trial(
    of model: EvidenceModel, on past: PastExamples, _ rows: EvidenceRows, from span: Span,
    _ history: ProjectHistory, _ git: SafeGit
  ) throws -> Trial? {
    guard let earlier = Span(before: span.start, in: history),
      let before = try PastExamples(
        of: earlier, earlier.fixes(in: history), history, git, atLeast: leastFixed)
    else { return nil }
    let learnt = try correction(before.rows(for: model), before, git)
    let isFixed = past.targets.map { $0 > 0 }
    func precision(_ scores: [Double]) -> Double {
      RankingMetrics(scores: scores, labels: isFixed).averagePrecision
    }
    return Trial(
      own: precision(rows.logits), adapted: precision(learnt.logits(of: rows)),
      longestFirst: precision(parallelMap(past.functions) { Double(LengthRanker.length(of: $0)) }))
  }

  private static func correction(
    _ rows: EvidenceRows, _ past: PastExamples, _ git: SafeGit
  ) throws -> EvidenceCorrection {
    guard let correction = EvidenceCorrection(rows, targets: past.targets, shouldStop: git.shouldStop)
    else { throw GitError.cancelled }
    return correction
  }
}
