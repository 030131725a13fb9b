import Foundation

/// Scores of the trivial rankers, made once for each pair and split.
///
/// `length` is the number of tokens; `tfidf-lr` is TF-IDF and a logistic regression on the same training functions
/// as the method; `random` gives all functions the same score, whose figures are the means of a random order.
public final class TrivialRankers: @unchecked Sendable {
  /// The name of the TF-IDF ranker in files.
  static let tfidfName = "tfidf-lr"
  /// The name of the random order in files.
  static let randomName = "random"

  /// The names of the trivial rankers in tables.
  static let titles: KeyValuePairs<String, String> = [
    LengthRanker.name: "longest first", tfidfName: "TF-IDF + LR", randomName: "random",
  ]

  /// The name of any ranker in tables; a method's is its own.
  static func title(of ranker: String) -> String {
    if ranker == PairEvaluation.sourceOnlyName { return "source only" }
    return titles.first { $0.key == ranker }?.value ?? ranker
  }

  /// One ranker's scores.
  struct Scores: Sendable {
    var name: String
    /// Scores of the source's validation functions.
    var validation: [Double]
    /// Scores of all labelled target functions.
    var target: [Double]
  }

  private struct Key: Hashable {
    var source: [String]
    var target: String
    var validationShare: Double
    var seed: UInt64
  }

  private let lock = NSLock()
  private var known: [Key: Scores] = [:]

  /// Starts with nothing computed.
  public init() {}

  /// The trivial rankers' scores beside a run with the given settings.
  func scores(of pair: EvaluationPair, settings: TrainingSettings, split: SourceSplit) throws -> [Scores] {
    let source = pair.labeled.flatMap(\.project.functions)
    let validation = split.validation.map { source[$0] }
    let length = Scores(
      name: LengthRanker.name,
      validation: validation.map { Double(LengthRanker.length(of: $0.function)) },
      target: pair.truth.measured.lengths.map { Double($0) })
    let random = Scores(
      name: Self.randomName, validation: validation.map { _ in 0.5 },
      target: pair.truth.functions.map { _ in 0.5 })
    return [length, try tfidf(of: pair, settings: settings, split: split), random]
  }

  private func tfidf(
    of pair: EvaluationPair, settings: TrainingSettings, split: SourceSplit
  ) throws -> Scores {
    let key = Key(
      source: pair.labeledRecords.map(\.sha256), target: pair.targetRecord.sha256,
      validationShare: settings.validationShare, seed: settings.seed)
    if let scores = lock.withLock({ known[key] }) { return scores }
    let source = pair.labeled.flatMap(\.project.functions)
    let ranker = try TFIDFRanker(training: split.training.map { source[$0] }, tokens: .raw)
    let scores = Scores(
      name: Self.tfidfName, validation: ranker.scores(of: split.validation.map { source[$0].function }),
      target: ranker.scores(of: pair.truth.functions.map(\.function)))
    lock.withLock { known[key] = scores }
    return scores
  }
}
