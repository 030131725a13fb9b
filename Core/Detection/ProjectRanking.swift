/// Ranks the functions of a project while its files arrive, in bounded memory.
///
/// Functions are scored a chunk at a time; only the texts of the chunk and of the best functions so far are
/// kept.
public struct ProjectRanking {
  /// The functions scored so far and those waiting.
  public private(set) var functionCount = 0
  /// How many scored functions are suspects.
  public private(set) var suspectCount = 0
  /// The highest score so far.
  public private(set) var highestScore: Float?

  /// What a ranking keeps and shows.
  public struct Options: Hashable, Sendable {
    /// The largest number of findings; nil for all functions.
    public var limit: Int?
    /// How many findings, from the first, get their statements.
    public var attributedFindings: Int
    /// The largest number of statements of a finding.
    public var statementLimit: Int
    /// The score from which on a function is a suspect.
    public var threshold: Float

    /// Creates options.
    public init(limit: Int? = 20, attributedFindings: Int = 200, statementLimit: Int = 3, threshold: Float) {
      self.limit = limit
      self.attributedFindings = attributedFindings
      self.statementLimit = statementLimit
      self.threshold = threshold
    }
  }

  private struct Candidate {
    var score: Float
    /// The place in the order of arrival, which decides between equal scores.
    var number: Int
    var function: CFunction
  }

  private static let chunkCount = 8192
  private static let chunkBytes = 16 << 20

  private let detector: Detector
  private let options: Options
  private var waiting: [PreparedFunction] = []
  private var waitingBytes = 0
  private var best: [Candidate] = []

  /// Starts a ranking.
  public init(detector: Detector, options: Options) {
    self.detector = detector
    self.options = options
  }

  /// Adds functions; equal scores are ranked in the order in which functions were added.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public mutating func add(_ functions: [PreparedFunction]) throws(DetectionError) {
    for function in functions {
      waiting.append(function)
      waitingBytes += function.function.text.utf8.count
      if waiting.count >= Self.chunkCount || waitingBytes >= Self.chunkBytes { try scoreWaiting() }
    }
  }

  /// Scores what is left and returns the ranking.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public mutating func finish() throws(DetectionError) -> [Finding] {
    try scoreWaiting()
    keepBest()
    var findings: [Finding] = []
    for (index, candidate) in best.enumerated() {
      findings.append(
        Finding(
          rank: index + 1, score: candidate.score, function: candidate.function,
          statements: index < options.attributedFindings
            ? try detector.attribution(of: candidate.function, limit: options.statementLimit) : [],
          isSuspect: candidate.score >= options.threshold))
    }
    return findings
  }

  private mutating func scoreWaiting() throws(DetectionError) {
    let scores = try detector.scores(of: waiting.map(\.encoded))
    for (prepared, score) in zip(waiting, scores) {
      best.append(Candidate(score: score, number: functionCount, function: prepared.function))
      functionCount += 1
      if score >= options.threshold { suspectCount += 1 }
      highestScore = max(score, highestScore ?? 0)
    }
    waiting.removeAll(keepingCapacity: true)
    waitingBytes = 0
    keepBest()
  }

  private mutating func keepBest() {
    best.sort { ($1.score, $0.number) < ($0.score, $1.number) }
    if let limit = options.limit, best.count > limit { best.removeLast(best.count - limit) }
  }
}
