import Foundation

/// What one run was, and what it reached: the contents of `record.json` and a line of `runs.jsonl`.
public struct RunRecord: Codable, Hashable, Identifiable, Sendable {
  /// The version of the format that is written and read.
  static let formatVersion = 1

  /// The version of the format.
  public var version = RunRecord.formatVersion
  /// Hexadecimal digits that follow from data, method, protocol, settings and seed.
  public var id: String
  /// How the method was measured.
  public var evaluationProtocol: EvaluationProtocol
  /// The method's identifier.
  public var method: String
  /// The method's name in tables, which tells variants of one method apart.
  public var label: String
  /// All settings but the seed as texts, by dotted name such as `objective.alpha`.
  public var settings: [String: String]
  /// The seed of every random choice.
  public var seed: UInt64
  /// The labelled projects.
  public var labeled: [Provenance.Project]
  /// The project to adapt to; its count of vulnerable functions was read after training.
  public var target: Provenance.Project
  /// Functions with a twin in the labelled projects or the target.
  public var duplicates: DuplicateCounts?
  /// The version of the program.
  public var libraryVersion: String
  /// Which build of that version made the run; see ``ProgramBuild``. Nil in records of older programs.
  var build: String?
  /// When the run was finished; nil in records of older programs.
  public var finished: Date?
  /// Duration of training and scoring in seconds.
  public var seconds: Double
  /// Peak memory of the process in bytes.
  var peakMemory: Int
  /// The step whose weights were kept; nil where there are no steps.
  public var step: Int?
  /// Average precision on the source's validation functions; nil without any.
  var validationAveragePrecision: Double?
  /// The method's figures first, then those of the rankers beside it.
  public var figures: [RankerFigures]
  /// A sentence that says whether the method beats the trivial rankers and whether that could be chance.
  public var verdict: String
  /// How well the classes' boundary of one project serves the other: an oracle figure, since it reads the target's
  /// labels, and part of no choice; nil unless asked for, and for methods without a joint space.
  public var boundaryDistortion: BoundaryDistortion?

  private enum CodingKeys: String, CodingKey {
    case version, id, method, label, settings, seed, labeled, target, duplicates, libraryVersion
    case build, finished, seconds, peakMemory, step, validationAveragePrecision, figures, verdict
    case evaluationProtocol = "protocol"
    case boundaryDistortion = "oracleBoundaryDistortion"
  }

  /// Creates a record from its parts.
  public init(
    id: String, evaluationProtocol: EvaluationProtocol, method: String, label: String,
    settings: [String: String], seed: UInt64, labeled: [Provenance.Project], target: Provenance.Project,
    duplicates: DuplicateCounts? = nil, libraryVersion: String, build: String? = nil, finished: Date? = nil,
    seconds: Double,
    peakMemory: Int, step: Int? = nil, validationAveragePrecision: Double? = nil, figures: [RankerFigures],
    verdict: String,
    boundaryDistortion: BoundaryDistortion? = nil
  ) {
    self.id = id
    self.evaluationProtocol = evaluationProtocol
    self.method = method
    self.label = label
    self.settings = settings
    self.seed = seed
    self.labeled = labeled
    self.target = target
    self.duplicates = duplicates
    self.libraryVersion = libraryVersion
    self.build = build
    self.finished = finished
    self.seconds = seconds
    self.peakMemory = peakMemory
    self.step = step
    self.validationAveragePrecision = validationAveragePrecision
    self.figures = figures
    self.verdict = verdict
    self.boundaryDistortion = boundaryDistortion
  }

  /// The pair's name in tables.
  public var pairName: String { labeled.map(\.name).joined(separator: " + ") + " → " + target.name }

  /// The figures of a ranker, or nil.
  public func figures(of ranker: String) -> RankerFigures? { figures.first { $0.ranker == ranker } }
}
