import Foundation
import RealModule

/// A ranking that is put to the test.
public struct BacktestRanker: Sendable {
  /// The name in files.
  public let name: String
  /// The name in tables.
  public let title: String
  /// One score for each function of a project, higher first.
  let scores: @Sendable (BacktestProject) throws -> [Double]

  /// Creates a ranker.
  ///
  /// - Parameters:
  ///   - name: The name in files.
  ///   - title: The name in tables.
  ///   - scores: Scores the functions of a project as it stood at the cut.
  public init(
    name: String, title: String, scores: @escaping @Sendable (BacktestProject) throws -> [Double]
  ) {
    self.name = name
    self.title = title
    self.scores = scores
  }

  /// All functions alike: the figures are the means of a random order.
  public static let random = BacktestRanker(name: TrivialRankers.randomName, title: "random") { project in
    project.functions.map { _ in 0 }
  }

  /// Most tokens first: what every ranker has to beat.
  public static let length = BacktestRanker(name: LengthRanker.name, title: "longest first") { project in
    project.lengths.map(Double.init)
  }

  /// Functions of files with recent security-worded changes first, as Google's bugspots does for files.
  static let fixedFiles = BacktestRanker(name: "fixed-files", title: "recently fixed files") {
    project in
    withLength(project, project.pasts.map { $0?.file.recent(.security, asOf: project.evidence.date) ?? 0 })
  }

  /// Functions with recent security-worded changes first.
  static let fixedFunctions = BacktestRanker(
    name: "fixed-functions", title: "recently fixed functions"
  ) { project in
    withLength(
      project, project.pasts.map { $0?.function.recent(.security, asOf: project.evidence.date) ?? 0 })
  }

  /// Length and recent security-worded changes together, nothing learnt.
  static let lengthAndFixes = BacktestRanker(
    name: "length+fixes", title: "longest and recently fixed"
  ) { project in
    let lengths = project.lengths.map { log(Double($0) + 1) }.standardised
    let fixes = project.pasts.map {
      Double.log(onePlus: $0?.function.recent(.security, asOf: project.evidence.date) ?? 0)
    }
    .standardised
    return zip(lengths, fixes).map { $0 + 0.5 * $1 }
  }

  /// The rankers that need no model, in the order of tables.
  static let withoutModel = [random, length, fixedFiles, fixedFunctions, lengthAndFixes]

  /// How a model uses a project's past.
  public enum PastUse: Hashable, Sendable {
    /// Not at all: the functions' texts alone rank.
    case none
    /// By the evidence of each function's past.
    case evidence
    /// By the evidence, with weights that the project's own past fixes have taught, as a scan with the starter model does.
    case adapted
  }

  /// A model that ranks by the functions' texts and, if it weighs a history, by the past as of the cut.
  ///
  /// What a model has learnt of the project after the cut shows in its figures; the model file does not tell.
  ///
  /// - Parameters:
  ///   - detector: The model.
  ///   - name: The name in files.
  ///   - title: The name in tables.
  ///   - use: How it uses the past.
  /// - Returns: The ranking.
  public static func model(
    _ detector: Detector, name: String, title: String, using use: PastUse = .evidence
  ) -> BacktestRanker {
    BacktestRanker(name: name, title: title) { project in
      var detector = detector
      if use == .adapted, let model = detector.model.evidence {
        let (git, history) = project.repository
        var file = detector.model
        file.evidence = try ProjectAdaptation(of: model, asOf: project.cut.commit, history, git).model(
          from: model)
        detector = Detector(model: file)
      }
      let scores = try detector.scores(of: project.functions)
      guard use != .none, let evidence = detector.model.evidence else { return scores.map(Double.init) }
      let past = PastScores(project.evidence, for: evidence)
      return zip(scores, project.functions).map { Double(past.score($0, of: $1)) }
    }
  }

  /// Scores with equal ones told apart by length.
  private static func withLength(_ project: BacktestProject, _ scores: [Double]) -> [Double] {
    let longest = Double(project.lengths.max() ?? 1)
    return zip(scores, project.lengths).map { $0 + 1e-6 * Double($1) / longest }
  }
}
