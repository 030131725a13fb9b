/// The trivial ranker "TF-IDF + logistic regression", which every method has to beat.
///
/// Sublinear TF-IDF of 1-grams and 2-grams that occur in at least 3 training functions, rows of length 1, and a
/// class-balanced logistic regression with C = 1. It reads no function of the target before it ranks it.
public struct TFIDFRanker: Sendable {
  /// The tokens that n-grams are made of.
  public enum Tokens: String, Codable, Sendable, CaseIterable {
    /// All tokens as they stand in the text, names included.
    case raw
    /// Tokens without the head and without a project's own names; see ``TokenSequence/structural``.
    case structural

    /// How a function becomes tokens.
    public var sequence: TokenSequence { self == .raw ? .raw : .structural }
  }

  /// The smallest number of training functions with an n-gram.
  public static let minimumDocumentFrequency = 3
  /// C of the logistic regression.
  public static let inverseRegularization = 1.0

  /// The tokens that n-grams are made of.
  public let tokens: Tokens
  let features: NGramFeatures
  let classifier: LogisticRegression

  /// Learns from labelled functions.
  ///
  /// - Throws: ``TrainingError/missingClass(vulnerable:notVulnerable:)``.
  public init(training functions: [LabeledFunction], tokens: Tokens) throws {
    let targets = functions.map { $0.label == .vulnerable }
    try TrainingError.checkClasses(of: targets)
    self.tokens = tokens
    let sequences = tokens.sequence.tokens(of: functions.map(\.function))
    features = NGramFeatures(
      of: sequences, weighting: .sublinearTFIDF, minimumDocumentFrequency: Self.minimumDocumentFrequency)
    let probabilities = targets.map { $0 ? 1.0 : 0 }
    let fitted = LogisticRegression.fit(
      features.rows(of: sequences), targets: probabilities,
      sampleWeights: LogisticRegression.balancedWeights(targets: probabilities),
      inverseRegularization: Self.inverseRegularization)
    guard let fitted else { preconditionFailure("nobody asked to stop") }
    classifier = fitted
  }

  /// The log-odds of "vulnerable" of each function; higher comes first.
  public func scores(of functions: [CFunction]) -> [Double] {
    classifier.decisions(for: features.rows(of: tokens.sequence.tokens(of: functions)))
  }
}
