import Foundation

/// What a project's history says of the functions of a scan, for a model that can weigh it.
public struct ProjectPast: Sendable {
  /// The commit as of which the past is told.
  public var commit: String { evidence.commit }
  /// What the history says.
  public let evidence: HistoryEvidence

  private let model: EvidenceModel
  private let features: PastFeatures
  private let pathInRepository: String

  /// Prepares a history for a model; nil for a model that does not weigh one.
  ///
  /// - Parameters:
  ///   - evidence: What the history says.
  ///   - model: The model that scores.
  ///   - pathInRepository: The path from the repository's root to the scanned folder, with "/" at its end.
  public init?(_ evidence: HistoryEvidence, for model: ModelFile, pathInRepository: String = "") {
    guard let weights = model.evidence else { return nil }
    self.evidence = evidence
    self.model = weights
    self.pathInRepository = pathInRepository
    features = PastFeatures(evidence)
  }

  /// The probability of "vulnerable" of a function with its past; that by the text alone where the past does not know
  /// its file.
  ///
  /// - Parameters:
  ///   - score: That by the text alone.
  ///   - function: The function; its text is not looked at.
  public func score(_ score: Float, of function: CFunction) -> Float {
    guard score > 0, score < 1,
      let row = features.row(path: pathInRepository + function.file, name: function.name)
    else { return score }
    let text = log(Double(score) / (1 - Double(score)))
    return Float(1 / (1 + exp(-model.logit(text: text, features: row))))
  }
}
