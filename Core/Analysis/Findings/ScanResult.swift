import Foundation

/// The outcome of a scan: the ranking and what it covers.
public struct ScanResult: Sendable {
  /// A file or region that was not scanned.
  public struct Skipped: Hashable, Sendable {
    /// The file, relative to the scanned folder.
    public var file: String
    /// The first line of the region; nil for a whole file.
    public var line: Int?
    /// Why it was skipped, as a finished sentence or a few words.
    public var reason: String

    /// Describes something skipped.
    public init(file: String, line: Int? = nil, reason: String) {
      self.file = file
      self.line = line
      self.reason = reason
    }
  }

  /// What is reported where a scan asks only for what has changed since a commit.
  public struct Changes: Hashable, Sendable {
    /// The commit, as the user named it.
    public var since: String
    /// How many of the ranked functions are new or changed since.
    public var functionCount: Int
  }

  /// The highest-ranked functions, best first, without accepted suspects.
  public var findings: [Finding]
  /// How many functions were ranked.
  public var functionCount: Int
  /// How many files they come from, files without functions included.
  public var fileCount: Int
  /// How many of all ranked functions are suspects that nobody has accepted.
  public var suspectCount: Int
  /// The score from which on a function is a suspect.
  public var threshold: Float
  /// The highest score of a function that nobody has accepted; nil without one.
  public var highestScore: Float?
  /// What was not scanned.
  public var skipped: [Skipped]
  /// The method the model was trained with.
  public var method: String
  /// What was scanned, as the user named it.
  public var path: String
  /// The model file, as the user named it.
  public var model: String
  /// What came of adapting the model to the project's own past, in words; nil where that was not tried.
  public var adaptation: String?
  /// The only functions that are reported, and counted among the suspects; nil for all.
  public var changes: Changes?
  /// What the project is called; empty where ``path`` has to do.
  public var projectName = ""
  /// The folder whose paths the report holds, from where the command ran; nil when ``path`` says it.
  public var folder: String?
  /// The path from the scanned folder down to the working directory, with "/" at its end; empty where that does not lie
  /// below.
  public var pathToWorkingFolder = ""
  /// The highest-ranked functions of tests, examples, vendored code and the like, best first, without accepted suspects;
  /// they are ranked apart.
  public var apartFindings: [Finding] = []
  /// How many of the ranked functions are ranked apart, by what they are, such as "test".
  var apartCounts: [String: Int] = [:]
  /// How many of the ranked functions are ranked apart.
  var apartFunctionCount: Int { apartCounts.values.reduce(0, +) }
  /// How many of these are suspects that nobody has accepted.
  var apartSuspectCount = 0
  /// What comes first among the findings.
  var order = RankingOrder.score
  /// How many lines there was time to read; nil for no bound.
  var budget: Int?
  /// How many rows the project's own functions make, where those that are alike are one.
  var rowCount = 0
  /// The functions, listed or not, that lack a fix of a function like them, best first; without statements.
  var missedFixes: [Finding] = []
  /// What comments and the baseline accept.
  public var triage = TriageOutcome()
  /// How many of the ranked functions are unlike what the model learnt from; nil where the model cannot tell.
  var novelCount: Int?
  /// Whether these are more than of nearly all projects.
  var isNovel = false
  /// How many functions have a score in each twentieth of 0...1; empty when unknown.
  var scoreHistogram: [Int] = []
  /// The path from the project's root to the scanned folder, with "/" at its end; empty at the root.
  public var pathInProject = ""
  /// Why the cache was of no use, as a finished sentence; nil when it worked, or there was none.
  public var cacheProblem: String?
  /// When the scan began and ended, if reports shall say so.
  public var times: Range<Date>?

  /// Creates a result.
  public init(
    findings: [Finding], functionCount: Int, fileCount: Int, suspectCount: Int, threshold: Float,
    highestScore: Float?, skipped: [Skipped], method: String, path: String, model: String
  ) {
    self.findings = findings
    self.functionCount = functionCount
    self.fileCount = fileCount
    self.suspectCount = suspectCount
    self.threshold = threshold
    self.highestScore = highestScore
    self.skipped = skipped
    self.method = method
    self.path = path
    self.model = model
  }
}
