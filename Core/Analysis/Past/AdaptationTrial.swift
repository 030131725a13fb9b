/// How well adapting a model to a project would have worked before: learnt up to the start of a span of the project's past, and
/// measured on what fixes changed from then to the span's end.
struct AdaptationTrial: Hashable, Sendable {
  /// The functions that fixes changed in the span.
  let fixedCount: Int
  /// Average precision of the model as it was.
  let own: Double
  /// Average precision of the adapted model.
  let adapted: Double
  /// Average precision of longest first.
  let longestFirst: Double

  /// Looks back; nil where fixes are too few, in the span or before it, or the past does not reach so far back.
  ///
  /// - Parameters:
  ///   - span: The span whose fixes are to be found.
  ///   - model: The model.
  ///   - history: A history that holds the span's end.
  ///   - git: The repository, opened at the folder that is ranked.
  /// - Throws: ``GitError``, or the error of a parser that cannot start.
  init?(
    before span: ProjectAdaptation.Span, of model: EvidenceModel, _ history: ProjectHistory, _ git: SafeGit
  ) throws {
    guard let earlier = ProjectAdaptation.Span(before: span.start, in: history) else { return nil }
    let adaptation = try ProjectAdaptation(learningFrom: earlier, for: model, history, git)
    guard adaptation.correction != nil,
      let past = try PastExamples(of: span, history, git, atLeast: ProjectAdaptation.leastFixed)
    else { return nil }
    let isFixed = past.targets.map { $0 > 0 }
    func precision(_ scores: [Double]) -> Double {
      RankingMetrics(scores: scores, labels: isFixed).averagePrecision
    }
    fixedCount = past.fixedCount
    own = precision(EvidenceRows(past.functions, past.evidence, for: model).logits)
    adapted = precision(
      EvidenceRows(past.functions, past.evidence, for: adaptation.applied(to: model)).logits)
    longestFirst = precision(parallelMap(past.functions) { Double(LengthRanker.length(of: $0)) })
  }

  /// The figures of a model file.
  var metrics: [String: Double] {
    let name = "own-past/average-precision"
    return [
      name: adapted, name + ModelFile.longestFirstSuffix: longestFirst,
      "own-past/not-adapted/average-precision": own,
    ]
  }
}
