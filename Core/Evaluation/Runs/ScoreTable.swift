/// The functions that were scored, with label, group and the score of each ranker: the contents of `scores.csv`.
public struct ScoreTable: Hashable, Sendable {
  /// Which functions a row is of.
  public enum Domain: String, Sendable, CaseIterable {
    /// Labelled functions set aside for choosing.
    case validation
    /// Functions of the project to adapt to.
    case target
  }

  /// One function.
  public struct Row: Hashable, Sendable {
    /// Which functions the row is of.
    public var domain: Domain
    /// The function's file, relative to its project.
    public var path: String
    /// The function's name.
    public var function: String
    /// The line the function begins at, from one.
    public var line: Int
    /// Whether it is vulnerable; nil when nobody knows.
    public var label: Label?
    /// Functions of one CVE, one name or one near-duplicate group share it within a domain.
    public var group: String
    /// One score a ranker, in the table's order; higher is more suspicious.
    public var scores: [Double]

    /// Creates a row from its parts.
    public init(
      domain: Domain, path: String, function: String, line: Int, label: Label?, group: String,
      scores: [Double]
    ) {
      self.domain = domain
      self.path = path
      self.function = function
      self.line = line
      self.label = label
      self.group = group
      self.scores = scores
    }
  }

  /// The rankers' names, in the order of a row's scores.
  public var rankers: [String]
  /// The functions.
  public var rows: [Row]

  /// Creates a table; every row has one score a ranker.
  public init(rankers: [String], rows: [Row]) {
    precondition(rows.allSatisfy { $0.scores.count == rankers.count }, "one score for each ranker")
    self.rankers = rankers
    self.rows = rows
  }

  /// The rows of one domain.
  public func rows(of domain: Domain) -> [Row] { rows.filter { $0.domain == domain } }

  /// One ranker's scores of some rows; nil when the table has no such ranker.
  public func scores(of ranker: String, in rows: [Row]) -> [Double]? {
    rankers.firstIndex(of: ranker).map { index in rows.map { $0.scores[index] } }
  }
}
