import Algorithms
import Foundation

/// Ranks the functions of a project while its files arrive, in bounded memory.
///
/// Functions are scored a chunk at a time; only the texts of the chunk and of the best functions so far are
/// kept.
public struct ProjectRanking {
  private static let chunkCount = 8192
  private static let chunkBytes = 16 << 20
  /// Functions scored between two looks at ``shouldStop``; enough to fill the detector's batches.
  private static let scoringCount = 1024

  /// The functions scored so far.
  public private(set) var functionCount = 0
  /// How many scored functions are suspects that nobody has accepted; final after ``finish(isScanned:)``.
  public private(set) var suspectCount = 0
  /// The highest score of a function that nobody has accepted; final after ``finish(isScanned:)``.
  public private(set) var highestScore: Float?
  /// The highest-ranked functions of tests, examples, vendored code and the like, which are ranked apart; final after
  /// ``finish(isScanned:)``.
  ///
  /// Where there is no other code, there are none.
  public private(set) var apartFindings: [Finding] = []
  /// How many of the scored functions are ranked apart, by what they are; final after ``finish(isScanned:)``.
  private(set) var apartCounts: [String: Int] = [:]
  /// How many of these are suspects that nobody has accepted; final after ``finish(isScanned:)``.
  private(set) var apartSuspectCount = 0
  /// How many of the scored functions are new or changed since the commit of the options.
  private(set) var changedCount = 0
  /// How many of the scored functions are unlike what the model learnt from.
  private(set) var novelCount = 0
  /// How many functions have a score in each twentieth of 0...1.
  private(set) var scoreHistogram = [Int](repeating: 0, count: 20)
  /// How many rows the project's own functions make, where those that are alike are one; final after ``finish(isScanned:)``.
  private(set) var rowCount = 0
  /// The functions that lack a fix of a function like them, best first; final after ``finish(isScanned:)``.
  private(set) var missedFixes: [Finding] = []
  /// What became of accepted suspects; final after ``finish(isScanned:)``.
  private(set) var triageOutcome = TriageOutcome()

  /// Whether whoever asked for the ranking no longer wants it; what is under way then throws
  /// ``DetectionError/stopped``.
  var shouldStop: @Sendable () -> Bool = { false }
  let detector: Detector
  let options: Options
  private var waiting: [PreparedFunction] = []
  private var waitingBytes = 0
  private var best: BestCandidates
  private var bestApart: BestCandidates
  /// The functions that lack a fix of a function like them.
  private var missing: [RankedCandidate] = []
  private var highestApartScore: Float?
  private var lastKind: (file: String, kind: AncillaryCode?)?
  private var occurrences: [FunctionFingerprint: Int] = [:]
  private var review: TriageReview<RankedCandidate>
  let recall: ScanRecall?

  /// Starts a ranking.
  public init(detector: Detector, options: Options) {
    self.init(detector: detector, options: options, recall: nil)
  }

  /// Starts a ranking that uses what earlier scans have found out.
  init(detector: Detector, options: Options, recall: ScanRecall?) {
    self.recall = recall
    self.detector = detector
    self.options = options
    review = TriageReview(options.triage)
    best = BestCandidates(options)
    bestApart = BestCandidates(options)
  }

  /// Adds the functions of a file.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public mutating func add(_ file: PreparedFile) throws(DetectionError) {
    review.add(unused: file.unusedSuppressions)
    try add(file.functions)
  }

  /// Adds functions; equal scores are ranked in the order in which functions were added.
  ///
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public mutating func add(_ functions: [PreparedFunction]) throws(DetectionError) {
    for function in functions {
      waiting.append(function)
      waitingBytes += function.function.text.utf8.count
      if waiting.count >= Self.chunkCount || waitingBytes >= Self.chunkBytes { try scoreWaiting() }
    }
  }

  /// Scores what is left and returns the ranking.
  ///
  /// - Parameter isScanned: Whether a file, named from the scanned folder, was read or is gone; baseline entries
  ///   of other files are left alone.
  /// - Returns: The findings, best first, without accepted suspects.
  /// - Throws: ``DetectionError`` when the model's weights lead to NaN.
  public mutating func finish(
    isScanned: (String) -> Bool = { _ in true }
  ) throws(DetectionError) -> [Finding] {
    try scoreWaiting()
    let reviewed = review.finish(isScanned: isScanned)
    for (candidate, isConfirmed) in reviewed.reported {
      var candidate = candidate
      candidate.isConfirmed = isConfirmed
      report(candidate)
    }
    if apartCounts.values.reduce(0, +) == functionCount { takeApartForOwn() }
    // The project's own code is read first, and what is ranked apart in the time that is left.
    var budget = options.budget
    let (rows, count) = best.finish(within: &budget)
    rowCount = count
    let accepted = reviewed.accepted.filter { isReported($0.suspect.function, $0.suspect.fingerprint) }
      .sorted { $0.suspect.precedes($1.suspect) }
    triageOutcome = TriageOutcome(
      suppressed: try findings(accepted.map(\.suspect), suppressions: accepted.map(\.suppression)),
      unusedSuppressions: review.unused.sorted { ($0.file, $0.line) < ($1.file, $1.line) },
      staleEntries: reviewed.stale, idleEntryCount: reviewed.idle, remainingBaseline: reviewed.remaining)
    triageOutcome.mendedCount = reviewed.mended
    missedFixes = bare(missing.sorted { $0.precedes($1) }.prefix(Self.missedFixLimit))
    apartFindings = try findings(bestApart.finish(within: &budget).rows)
    let findings = try findings(rows)
    guard options.order == .file else { return findings }
    return findings.sorted {
      ($0.function.file, $0.function.range.startOffset) < ($1.function.file, $1.function.range.startOffset)
    }
  }

  /// Without code of its own, a project is what it holds.
  private mutating func takeApartForOwn() {
    swap(&best, &bestApart)
    swap(&suspectCount, &apartSuspectCount)
    swap(&highestScore, &highestApartScore)
    apartCounts = [:]
  }

  /// Rows as findings with the others of their families.
  private func findings(_ rows: [BestCandidates.Row]) throws(DetectionError) -> [Finding] {
    var findings = try findings(rows.map(\.first))
    for (index, row) in rows.enumerated() { findings[index].alike = bare(row.alike[...]) }
    guard options.families == .apart else { return findings }
    for members in BestCandidates.families(rows.map(\.first)) {
      for member in members.dropFirst() { findings[member].leader = findings[members[0]].rank }
    }
    return findings
  }

  /// Candidates as findings without texts and reasons.
  private func bare(_ candidates: ArraySlice<RankedCandidate>) -> [Finding] {
    candidates.enumerated().map { index, candidate in finding(candidate.withoutText, rank: index + 1) }
  }

  /// A finding without what takes its text.
  func finding(_ candidate: RankedCandidate, rank: Int) -> Finding {
    var finding = Finding(
      rank: rank, score: candidate.score, function: candidate.function, statements: [],
      isSuspect: candidate.score >= options.threshold, fingerprint: candidate.fingerprint,
      occurrence: candidate.occurrence)
    finding.missedFix = candidate.missedFix
    finding.isConfirmed = candidate.isConfirmed
    finding.isNovel = candidate.isNovel
    finding.ancillary = candidate.ancillary
    return finding
  }

  private mutating func scoreWaiting() throws(DetectionError) {
    let missed = missedFixes(of: waiting)
    let isTrivial = options.order == .effort ? triviality() : []
    for (place, (prepared, score)) in zip(waiting, try scoresOfWaiting()).enumerated() {
      occurrences[prepared.fingerprint, default: 0] += 1
      var candidate = RankedCandidate(
        score: score, number: functionCount, function: prepared.function, fingerprint: prepared.fingerprint,
        occurrence: occurrences[prepared.fingerprint, default: 1], digest: prepared.rememberedDigest,
        ancillary: ancillary(prepared.function.file),
        key: options.order.key(
          score, of: prepared.function, options, isTrivial: !isTrivial.isEmpty && isTrivial[place]),
        sketch: prepared.sketch)
      candidate.missedFix = missed[place]
      candidate.isNovel = prepared.isNovel
      if prepared.isNovel == true { novelCount += 1 }
      if isReported(prepared.function, prepared.fingerprint) { changedCount += 1 }
      functionCount += 1
      if let kind = candidate.ancillary, options.ranksAncillaryApart {
        apartCounts[kind.word, default: 0] += 1
      }
      scoreHistogram[min(Int(score * 20), 19)] += 1
      let isSuspect = score >= options.threshold
      if review.add(prepared, score: score, suspect: isSuspect ? candidate : nil) { report(candidate) }
    }
    waiting.removeAll(keepingCapacity: true)
    waitingBytes = 0
    best.keepBest()
    bestApart.keepBest()
  }

  /// Whether each of the waiting functions is trivial.
  private func triviality() -> [Bool] {
    // Earlier scans remember no texts.
    let functions = waiting.map(\.function)
    return parallelMap(recall?.withTexts(functions) ?? functions) { $0.isTrivial }
  }

  /// What a file's code is; functions come file by file.
  private mutating func ancillary(_ file: String) -> AncillaryCode? {
    if let lastKind, lastKind.file == file { return lastKind.kind }
    let kind = AncillaryCode(path: file, scanning: options.parts)
    lastKind = (file, kind)
    return kind
  }

  /// The scores of the waiting functions, of which earlier scans may know some.
  private func scoresOfWaiting() throws(DetectionError) -> [Float] {
    var scores = waiting.map { $0.rememberedScore ?? recall?.score($0.fingerprint) }
    let unknown = waiting.indices.filter { scores[$0] == nil }
    for chunk in unknown.chunks(ofCount: Self.scoringCount) {
      if shouldStop() { throw .stopped }
      for (index, score) in zip(chunk, try detector.scores(of: chunk.map { waiting[$0] })) {
        scores[index] = score
      }
    }
    let (past, learned) = (options.past, options.learned)
    return zip(waiting, scores).map { prepared, score in
      // What is remembered depends on the function alone.
      recall?.note(score ?? 0, of: prepared.fingerprint)
      let scored = past?.score(score ?? 0, of: prepared.function) ?? score ?? 0
      return learned?.score(scored, of: prepared.function) ?? scored
    }
  }

  /// Whether a function is one of those that are asked for: all, or those that are new or changed since a commit.
  private func isReported(_ function: CFunction, _ fingerprint: FunctionFingerprint) -> Bool {
    options.committed?.lacks(function, fingerprint: fingerprint) ?? true
  }

  private mutating func report(_ candidate: RankedCandidate) {
    guard isReported(candidate.function, candidate.fingerprint) else { return }
    let isSuspect = candidate.score >= options.threshold
    if candidate.missedFix != nil { missing.append(candidate.withoutText) }
    if candidate.ancillary != nil, options.ranksAncillaryApart {
      bestApart.append(candidate)
      if isSuspect { apartSuspectCount += 1 }
      highestApartScore = max(candidate.score, highestApartScore ?? 0)
    } else {
      best.append(candidate)
      if isSuspect { suspectCount += 1 }
      highestScore = max(candidate.score, highestScore ?? 0)
    }
  }
}
