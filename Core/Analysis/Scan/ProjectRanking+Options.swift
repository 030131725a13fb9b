extension ProjectRanking {
  /// What becomes of functions that are alike.
  public enum Families: String, Sendable {
    /// Each is a row, and nobody looks at likeness.
    case ignored
    /// Each is a row; likeness to what was fixed is looked at.
    case apart
    /// They are one row.
    case together
  }

  /// What a ranking keeps and shows.
  public struct Options: Sendable {
    /// As many rows as anyone reads.
    public static let mostRows = 100_000

    /// The largest number of findings; nil for all functions.
    public var limit: Int?
    /// The largest number of suspects that are kept even beyond the limit.
    public var suspectLimit: Int
    /// Whether all suspects that are kept get their statements, beyond ``attributedFindings`` as well.
    var attributesSuspects = false
    /// How many findings, from the first, get their statements; nil for all.
    var attributedFindings: Int?
    /// The largest number of statements of a finding.
    var statementLimit: Int
    /// How many similar labelled functions those findings get.
    public var similarLimit = 0
    /// The score from which on a function is a suspect.
    public var threshold: Float
    /// A commit's functions, if only those that are new or changed since shall be reported.
    public var committed: CommittedFunctions?
    /// What comes first.
    public var order = RankingOrder.score
    /// How many lines there is time to read; nil for no bound. Rows that do not fit are passed over.
    public var budget: Int?
    /// Whether tests, examples, vendored code and the like are ranked apart from the project's own.
    public var ranksAncillaryApart = true
    /// The only files and folders that are scanned; empty for all.
    var parts: [String] = []
    /// What becomes of functions that are alike.
    public var families = Families.ignored
    /// What the project's history says of its functions; nil for the text alone.
    public var past: PastScores?
    /// What the project's own marks change of scores; nil for nothing.
    public var learned: LearnedMarks?
    /// What past fixes mended, to find functions that are alike and were left as they were.
    public var mended: MendedFunctions?
    /// What has been decided about suspects.
    public var triage: Triage

    /// Creates options.
    public init(
      limit: Int? = 20, suspectLimit: Int = 0, attributedFindings: Int? = 200, statementLimit: Int = 3,
      threshold: Float, triage: Triage = Triage()
    ) {
      self.limit = limit
      self.suspectLimit = suspectLimit
      self.attributedFindings = attributedFindings
      self.statementLimit = statementLimit
      self.threshold = threshold
      self.triage = triage
    }

    /// How many candidates, which are sorted by score, get their statements.
    func attributedCount(_ scores: some Collection<Float>) -> Int {
      let count = attributedFindings ?? scores.count
      guard attributesSuspects else { return count }
      return max(count, scores.count { $0 >= threshold })
    }
  }
}
