import CryptoKit
import Foundation

/// One training of one method on one pair, and its measurement.
public struct EvaluationRun: Identifiable, Sendable {
  /// The pair of projects.
  public let pair: EvaluationPair
  /// The method's identifier.
  public let method: String
  /// The method's name in tables.
  public let label: String
  /// The settings, the seed included.
  public let settings: TrainingSettings
  /// How the method is measured.
  public let evaluationProtocol: EvaluationProtocol
  /// Sixteen hexadecimal digits that follow from data, method, protocol, settings, seed and program version.
  public let id: String
  /// The settings that the method reads but the seed, by dotted name.
  let recordedSettings: [String: String]

  /// Describes a run.
  ///
  /// - Throws: ``EvaluationError/unknownMethod(name:suggestion:)``, or ``SettingError`` for one out of range.
  public init(
    pair: EvaluationPair, method: String, label: String? = nil, settings: TrainingSettings,
    evaluationProtocol: EvaluationProtocol
  ) throws {
    guard let found = TrainingMethod.named(method) else {
      throw EvaluationError.unknownMethod(
        name: method, suggestion: Spelling.nearest(to: method, in: TrainingMethod.all.map(\.id)))
    }
    try settings.check()
    self.pair = pair
    self.method = method
    self.label = label ?? found.title
    self.settings = settings
    self.evaluationProtocol = evaluationProtocol
    recordedSettings = settings.recorded(for: found)
    let parts =
      [libraryVersion, method, evaluationProtocol.rawValue, String(settings.seed)]
      + (pair.labeledRecords + [pair.targetRecord]).map(\.sha256)
      + recordedSettings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    id = SHA256.hash(data: Data(parts.joined(separator: "\n").utf8)).prefix(8).hexadecimal
  }

  /// Trains, scores and measures.
  ///
  /// - Parameters:
  ///   - trivial: Where the trivial rankers' scores are kept between runs.
  ///   - beside: Scores of all labelled target functions by further rankers, in the order of the pair's target.
  ///   - resamples: Draws of the bootstrap.
  ///   - measuresBoundaryDistortion: Whether to measure the joint space as well, with the labels of both projects.
  ///   - shouldStop: Asked often; true ends the run.
  ///   - onEvent: Told everything as it happens.
  /// - Returns: The result, or nil when the run was stopped.
  /// - Throws: ``TrainingError``, ``EvaluationError`` or ``DetectionError``.
  public func perform(
    trivial: TrivialRankers, beside: [(name: String, validation: [Double], target: [Double])] = [],
    resamples: Int = 1000, measuresBoundaryDistortion: Bool = false,
    shouldStop: @escaping @Sendable () -> Bool = { false }, onEvent: (TrainingEvent) -> Void = { _ in }
  ) throws -> EvaluationRunResult? {
    let start = Date()
    var events: [TrainingEvent] = []
    let source = pair.labeled.flatMap(\.project.functions)
    let split = SourceSplit(of: source, validationShare: settings.validationShare, seed: settings.seed)
    guard
      let trained = try train(
        split: split, shouldStop: shouldStop,
        onEvent: { event in
          events.append(event)
          onEvent(event)
        })
    else { return nil }
    let seconds = Date().timeIntervalSince(start)

    // A trivial ranker may itself be the method.
    let others =
      (try trivial.scores(of: pair, settings: settings, split: split).map {
        ($0.name, $0.validation, $0.target)
      }
      + beside.map { ($0.name, $0.validation, $0.target) }).filter { $0.0 != method }
    let measured = pair.truth.measured(at: trained.scored)
    let isOracle = evaluationProtocol.isOracle
    let rankers =
      [RankedRuns(name: method, runs: [.init(scores: trained.scores, threshold: trained.threshold)])]
      + others.map { name, _, target in
        let scores = trained.scored.map { target[$0] }
        // An oracle chooses the trivial rankers' thresholds as well.
        return RankedRuns(
          name: name,
          runs: [
            isOracle
              ? .init(scores: scores, threshold: bestF1Threshold(scores: scores, labels: measured.labels))
              : .init(scores: scores, suspectShare: Self.suspectShare)
          ])
      }
    let result = Bootstrap(resamples: resamples).measure(rankers, on: measured)
    let validation = split.validation.map { source[$0] }
    let record = RunRecord(
      id: id, evaluationProtocol: evaluationProtocol, method: method, label: label,
      settings: recordedSettings,
      seed: settings.seed, labeled: pair.labeledRecords, target: pair.targetRecord,
      duplicates: pair.duplicates, libraryVersion: libraryVersion, build: ProgramBuild.current,
      finished: Date(), seconds: seconds, peakMemory: ProcessMemory.peak, step: trained.step,
      validationAveragePrecision: trained.validation.flatMap { scores in
        let precision = RankingMetrics(
          scores: scores, labels: validation.map { $0.label == .vulnerable }
        ).averagePrecision
        return precision.isNaN ? nil : precision
      }, figures: result.figures,
      verdict: Verdict.sentence(title: label, ranker: method, result: result, isOracle: isOracle),
      boundaryDistortion: measuresBoundaryDistortion ? try boundaryDistortion(of: trained.model) : nil)
    return EvaluationRunResult(
      record: record, events: events, rankers: rankers, measured: measured,
      scores: table(trained, split: split, others: others), model: trained.model)
  }

  /// Share of the target whose highest scores are a trivial ranker's suspects; no label is needed for it.
  static let suspectShare = 0.1

  private struct Trained {
    /// Numbers of the scored functions among the target's labelled ones.
    var scored: [Int]
    var scores: [Double]
    var validation: [Double]?
    var threshold: Double
    var step: Int?
    var model: ModelFile?
  }

  private func train(
    split: SourceSplit, shouldStop: @escaping @Sendable () -> Bool, onEvent: (TrainingEvent) -> Void
  ) throws -> Trained? {
    if evaluationProtocol == .parity {
      let parts = try TargetParts(of: pair, seed: settings.seed)
      let result = try ParityTraining(pair: pair, method: method, settings: settings, parts: parts)
        .run(shouldStop: shouldStop, onEvent: onEvent)
      guard let result else { throw EvaluationError.noModel(label: label, seed: settings.seed) }
      if result.isInterrupted { return nil }
      return Trained(
        scored: parts.test, scores: result.scores, threshold: ParityTraining.threshold.nextUp,
        step: result.step)
    }
    let all = Array(pair.truth.functions.indices)
    let job = try TrainingJob(
      labeled: pair.labeled, unlabeled: pair.target, method: method, settings: settings)
    let result = try job.run(shouldStop: shouldStop, onEvent: onEvent)
    if result.outcome == .interrupted { return nil }
    guard let model = result.model else {
      throw EvaluationError.noModel(label: label, seed: settings.seed)
    }
    let source = pair.labeled.flatMap(\.project.functions)
    return Trained(
      scored: all,
      scores: try Detector(model: model).scores(of: pair.truth.functions.map(\.function)).map { Double($0) },
      validation: try Detector(model: model.readingSource)
        .scores(of: split.validation.map { source[$0].function }).map { Double($0) },
      threshold: Double(model.threshold), step: model.provenance.step, model: model)
  }

  private func boundaryDistortion(of model: ModelFile?) throws -> BoundaryDistortion? {
    guard let model, let joint = try pair.jointRepresentations(of: model) else { return nil }
    var measuring = BoundaryDistortion.Settings()
    measuring.seed = settings.seed
    measuring.hiddenSizes = model.network?.classifierHiddenSizes ?? measuring.hiddenSizes
    return try joint.boundaryDistortion(settings: measuring)
  }

  private func table(
    _ trained: Trained, split: SourceSplit, others: [(String, [Double], [Double])]
  ) -> ScoreTable {
    let source = pair.labeled.flatMap(\.project.functions)
    var rows: [ScoreTable.Row] = []
    func add(_ domain: ScoreTable.Domain, _ labeled: LabeledFunction, group: Int, _ scores: [Double]) {
      rows.append(
        ScoreTable.Row(
          domain: domain, path: labeled.function.file, function: labeled.function.name,
          line: labeled.function.range.startLine, label: labeled.label, group: String(group), scores: scores))
    }
    if let own = trained.validation {
      for (place, index) in split.validation.enumerated() {
        add(
          .validation, source[index], group: pair.sourceGroups[index],
          [own[place]] + others.map { $0.1[place] })
      }
    }
    for (place, index) in trained.scored.enumerated() {
      add(
        .target, pair.truth.functions[index], group: pair.truth.measured.groups[index],
        [trained.scores[place]] + others.map { $0.2[index] })
    }
    return ScoreTable(rankers: [method] + others.map(\.0), rows: rows)
  }
}
