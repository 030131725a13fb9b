/// The trivial ranker "TF-IDF + logistic regression", which every method has to beat.
///
/// The view ``NGramView/tfidf(_:)``: sublinear TF-IDF of 1-grams and 2-grams that occur in at least 3 training
/// functions, rows of length 1, and a class-balanced logistic regression with C = 1. It reads no function of the target
/// before it ranks it.
struct TFIDFRanker: Sendable {
  /// The tokens that n-grams are made of.
  enum Tokens: String, Codable, Sendable, CaseIterable {
    /// All tokens as they stand in the text, names included.
    case raw
    /// Tokens without the head and without a project's own names; see ``TokenSequence/structural``.
    case structural

    /// How a function becomes tokens.
    var sequence: TokenSequence { self == .raw ? .raw : .structural }
  }

  private let sequence: TokenSequence
  private let ranker: NGramRanker

  /// Learns from labelled functions.
  ///
  /// - Throws: ``TrainingError/missingClass(vulnerable:notVulnerable:)``.
  init(training functions: [LabeledFunction], tokens: Tokens) throws {
    let targets = functions.map { $0.label == .vulnerable }
    try TrainingError.checkClasses(of: targets)
    sequence = tokens.sequence
    let fitted = NGramView.tfidf(sequence).fitted(
      sequence.tokens(of: functions.map(\.function)), targets: targets.map { $0 ? 1 : 0 },
      confidences: targets.map { _ in 1 }, shouldStop: { false })
    guard let fitted else { preconditionFailure("nobody asked to stop") }
    ranker = fitted
  }

  /// The log-odds of "vulnerable" of each function; higher comes first.
  func scores(of functions: [CFunction]) -> [Double] {
    ranker.decisions(for: sequence.tokens(of: functions))
  }
}
