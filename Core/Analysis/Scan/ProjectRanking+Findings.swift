import Algorithms

extension ProjectRanking {
  /// Findings with their statements, signals and similar functions, as many as the options ask for.
  func findings(
    _ candidates: [RankedCandidate], suppressions: [Suppression]? = nil
  ) throws(DetectionError) -> [Finding] {
    let shown = candidates.prefix(options.attributedCount(candidates.lazy.map(\.score)))
    let known = shown.map { $0.digest.flatMap { recall?.detail($0) } }
    var functions = zip(shown, known).map { candidate, detail in
      var function = candidate.function
      if let detail { function.text = detail.text }
      return function
    }
    if let recall { functions = recall.withTexts(functions) }
    let details = try details(of: functions, digests: shown.map(\.digest))
    let signals = parallelMap(functions, SignalFinder.signals)
    return zip(candidates.indices, candidates).map { index, candidate in
      let detail = index < details.count ? details[index] : nil
      var finding = finding(candidate, rank: index + 1)
      if index < functions.count { finding.function = functions[index] }
      finding.statements = detail?.statements ?? []
      finding.suppression = suppressions?[index]
      finding.similarFunctions = detail?.similar ?? []
      if index < signals.count { finding.signals = signals[index] }
      return finding
    }
  }

  private typealias Detail = (statements: [StatementAttribution], similar: [SimilarFunction])

  /// What findings show of functions, which earlier scans may know.
  private func details(
    of functions: [CFunction], digests: [HalfDigest?]
  ) throws(DetectionError) -> [Detail] {
    var details: [Detail] = []
    for chunk in Array(zip(functions, digests)).chunks(ofCount: Self.detailsAtOnce) {
      if shouldStop() { throw .stopped }
      details += try self.details(of: Array(chunk))
    }
    return details
  }

  /// Functions that are explained between two looks at whether to stop; enough to fill the detector's batches.
  private static let detailsAtOnce = 64

  private func details(of functions: [(CFunction, HalfDigest?)]) throws(DetectionError) -> [Detail] {
    let (recall, similarLimit) = (recall, options.similarLimit)
    var details = [Detail](repeating: ([], []), count: functions.count)
    var unknown: [(index: Int, function: CFunction, digest: HalfDigest?)] = []
    for (index, (function, digest)) in functions.enumerated() {
      // Its file has changed since the scan began.
      if function.text.isEmpty { continue }
      let digest = recall.map { _ in digest ?? HalfDigest(of: function.text) }
      if let recall, let digest, let known = recall.detail(digest) {
        recall.note(known, digest)
        details[index] = (known.statements(of: function), known.similar)
      } else {
        unknown.append((index, function, digest))
      }
    }
    let found = try detector.details(
      of: unknown.map(\.function), statementLimit: options.statementLimit, similarLimit: similarLimit)
    for ((index, function, digest), (statements, similar)) in zip(unknown, found) {
      details[index] = (statements, similar)
      if let recall, let digest,
        let detail = ScanMemory.Detail(of: function, statements: statements, similar: similar)
      {
        recall.note(detail, digest)
      }
    }
    return details
  }
}
