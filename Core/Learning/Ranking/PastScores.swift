import Foundation

/// What a project's history says of the functions of a scan, in the terms of one model.
public struct PastScores: Hashable, Sendable {
  /// The commit as of which the past is told.
  public let commit: String
  /// Whether older commits are missing, as in shallow clones.
  let isCut: Bool
  /// Added to a function's log-odds where the past knows it, by path and name.
  let functions: [String: Float]
  /// The same for functions that are new in a file that the past knows, by path.
  let files: [String: Float]
  private var weights: EvidenceModel.Past
  private var pathInRepository: String

  /// Prepares a history for a model; one that tells no function from another has no say in scores.
  ///
  /// - Parameters:
  ///   - evidence: What the history says.
  ///   - model: The part of the model that weighs it.
  ///   - pathInRepository: The path from the repository's root to the scanned folder, with "/" at its end.
  public init(_ evidence: HistoryEvidence, for model: EvidenceModel, pathInRepository: String = "") {
    let features = PastFeatures(evidence)
    let known = features.mapRows { Float(model.sum($0)) }
    guard let least = known.map(\.value).min(), let most = known.map(\.value).max(),
      most - least > Self.leastSpread
    else {
      // Of one commit, say: the text alone ranks, with the threshold that is the text's.
      self.init(
        commit: evidence.commit, isCut: evidence.isCut, functions: [:], files: [:], weights: model.past,
        pathInRepository: pathInRepository)
      return
    }
    var functions: [String: Float] = [:]
    functions.reserveCapacity(known.count)
    for one in known { functions[Self.key(one.path, one.name)] = one.value }
    let files = evidence.allFiles().map { path, past in
      (
        path,
        Float(model.sum(features.row(of: FunctionEvidence(function: PastChanges(), file: past), path: path)))
      )
    }
    self.init(
      commit: evidence.commit, isCut: evidence.isCut, functions: functions,
      files: Dictionary(files) { first, _ in first }, weights: model.past, pathInRepository: pathInRepository)
  }

  /// Puts a past together from its parts.
  init(
    commit: String, isCut: Bool, functions: [String: Float], files: [String: Float],
    weights: EvidenceModel.Past, pathInRepository: String
  ) {
    self.commit = commit
    self.isCut = isCut
    self.functions = functions
    self.files = files
    self.weights = weights
    self.pathInRepository = pathInRepository
  }

  /// Takes what the past says up into a function's score.
  ///
  /// - Parameters:
  ///   - score: The score by the text alone.
  ///   - function: The function; its text is not looked at.
  /// - Returns: The score with the past; that by the text alone where the past does not know the file.
  public func score(_ score: Float, of function: CFunction) -> Float {
    let path = pathInRepository + function.file
    guard score > 0, score < 1, let sum = functions[Self.key(path, function.name)] ?? files[path] else {
      return score
    }
    return Float(sigmoid(weights.logit(text: logit(Double(score)), past: Double(sum))))
  }

  /// Tells what is added to scores from what other histories, or other readings of the same, would add: the sum of a hash of each
  /// entry, so that their order does not matter.
  var identity: UInt64 {
    func mixed(_ key: String, _ value: some BinaryFloatingPoint) -> UInt64 {
      SplitMix64.mixed(FNV1a.hash(key) ^ SplitMix64.mixed(Double(value).bitPattern))
    }
    var sum =
      mixed(commit, isCut ? 1.0 : 0.0) &+ mixed(pathInRepository, weights.bias)
      &+ mixed("", weights.textWeight)
    for (key, value) in functions { sum &+= mixed(key, value) }
    for (key, value) in files { sum &+= mixed(key, value) }
    return sum
  }

  /// The least difference, in log-odds, between functions of a past that tells one from another.
  private static let leastSpread: Float = 1e-4

  private static func key(_ path: String, _ name: String) -> String { path + "\n" + name }
}
