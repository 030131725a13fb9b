import Foundation
import RealModule
import Testing

@testable import Core

struct ProjectAdaptationTests {
  /// What functions of two kinds are made of.
  private static let pools: [[String]] = [
    [
      "memcpy(p, q, n);", "p[n++] = *q++;", "if (n < length) buffer[n] = p[0];", "free(q);",
      "q = malloc(n * size);", "while (*q) p[n++] = *q++;", "strcpy(p, q);", "length = read(fd, p, n);",
      "n += (p[0] << 8) | p[1];", "switch (p[n]) { case 1: q++; break; default: n--; }",
    ],
    [
      "total = total + 1;", "return_code = OK;", "log_line(\"done\");", "count = count - step;",
      "state = next_state(state);", "flag = !flag;", "average = total / count;", "set_color(red, green);",
      "notify(listener);", "draw(window, state);",
    ],
  ]

  /// A repository of 120 functions, even ones of the first kind and odd ones of the second. In periods more than three years apart
  /// fifteen functions of a kind are fixed; the last commit comes a month after.
  private static func repository(fixing kinds: [Int], count: Int = 15) throws -> TemporaryRepository {
    var random = SeededGenerator(seed: 7)
    var bodies = (0..<120).map { number in
      (0..<12).map { _ in pools[number % 2].randomElement(using: &random) ?? "" }
    }
    func text() -> String {
      bodies.enumerated().map { number, lines in
        "int f\(number)(char *p, char *q, int n)\n{\n" + lines.map { "  \($0)\n" }.joined()
          + "  return n;\n}\n"
      }.joined()
    }
    let repository = try TemporaryRepository()
    try repository.commit("Start", ["a.c": text()])
    for (period, kind) in kinds.enumerated() {
      repository.wait(days: 1_160)
      for first in stride(from: 0, to: count, by: 5) {
        for place in first..<min(first + 5, count) {
          bodies[2 * (period * 15 + place) + kind][period] += " mended(\(period));"
        }
        try repository.commit("Fix overflow \(period) \(first)", ["a.c": text()])
      }
      repository.wait(days: 40)
      try repository.commit("Quiet \(period)", ["b.c": "int quiet\(period);\n"])
    }
    return repository
  }

  private static func starter() throws -> EvidenceModel { try #require(try StarterModel.load().evidence) }

  private static func adaptation(
    _ repository: TemporaryRepository, asOf name: String = "HEAD"
  ) throws -> (span: ProjectAdaptation.Span, adaptation: ProjectAdaptation) {
    let git = try SafeGit(path: repository.path)
    let history = try repository.history(of: try git.commit(named: "HEAD"))
    let span = try #require(ProjectAdaptation.Span(before: try git.commit(named: name), in: history))
    return (span, try ProjectAdaptation(learningFrom: span, for: try starter(), history, git))
  }

  @Test func whatWasFixedIsLearntAndNothingLaterHasASay() throws {
    let repository = try Self.repository(fixing: [1])
    let git = try SafeGit(path: repository.path)
    let cut = try git.commit(named: "HEAD")
    let (span, adaptation) = try Self.adaptation(repository)
    #expect(adaptation.fixedCount == 15)
    let (model, adapted) = (try Self.starter(), adaptation.applied(to: try Self.starter()))
    let history = try repository.history(of: cut)
    let past = try #require(try PastExamples(of: span, history, git, atLeast: 10))
    let isFixed = past.targets.map { $0 > 0 }
    func precision(_ model: EvidenceModel) -> Double {
      RankingMetrics(
        scores: EvidenceRows(past.functions, past.evidence, for: model).logits, labels: isFixed
      ).averagePrecision
    }
    #expect(precision(adapted) > precision(model))

    let planted = (0..<120).map { "int f\($0)(char *p, char *q, int n)\n{\n  planted();\n  return n;\n}\n" }
    // With a date that lies in the span.
    _ = try repository.plant("CVE-2030-0001: fix overflow", ["a.c": planted.joined()], date: 1_790_000_000)
    let later = try Self.adaptation(repository, asOf: cut)
    #expect(later.span == span)
    #expect(later.adaptation == adaptation)
  }

  @Test func fewFixesOrAShortPastChangeNothing() throws {
    let repository = try Self.repository(fixing: [1], count: 9)
    let (_, adaptation) = try Self.adaptation(repository)
    #expect(adaptation == ProjectAdaptation(fixedCount: 0, correction: nil))
    #expect(adaptation.applied(to: try Self.starter()) == (try Self.starter()))
    let young = try BacktestTests.project().repository
    let git = try SafeGit(path: young.path)
    let head = try git.commit(named: "HEAD")
    #expect(ProjectAdaptation.Span(before: head, in: try young.history(of: head)) == nil)
  }

  @Test func withinAMonthScoresStay() throws {
    let repository = try Self.repository(fixing: [1])
    let before = try Self.adaptation(repository).span
    try repository.commit("CVE-2030-0002: fix overflow", ["c.c": "int g(void)\n{\n  return 1;\n}\n"])
    #expect(try Self.adaptation(repository).span == before)
    repository.wait(days: 31)
    try repository.commit("Next month", ["c.c": "int h;\n"])
    #expect(try Self.adaptation(repository).span != before)
  }

  @Test(arguments: [false, true])
  func noLabelsCanTurnARankingRound(isReversed: Bool) throws {
    let count = EvidenceCorrection.weightCount
    var random = SeededGenerator(seed: 3)
    let features = (0..<400).map { _ in (0..<count).map { _ in Float.random(in: -2...2, using: &random) } }
    let logits = features.map { row in row.prefix(20).reduce(0) { $0 + Double($1) } }
    let rows = EvidenceRows(features: features, logits: logits)
    let order = logits.sorted()
    // The worst labels there are: what the model puts last was fixed, and nothing else.
    let targets = logits.map { (isReversed ? $0 < order[100] : $0 > order[300]) ? 1.0 : 0 }
    let correction = try #require(EvidenceCorrection(rows, targets: targets))
    let corrected = correction.logits(of: rows)
    let least = (1 - EvidenceCorrection.largestShare * EvidenceCorrection.largestShare).squareRoot()
    #expect(Self.correlation(corrected, logits) >= least - 1e-9)
    let means = [corrected, logits].map { $0.reduce(0, +) / 400 }
    #expect(means[0].isApproximatelyEqual(to: means[1], absoluteTolerance: 1e-6))
  }

  @Test func theCorrectedModelGivesTheCorrectedLogOdds() throws {
    let repository = try Self.repository(fixing: [1])
    let git = try SafeGit(path: repository.path)
    let (span, adaptation) = try Self.adaptation(repository)
    let history = try repository.history(of: try git.commit(named: "HEAD"))
    let past = try #require(try PastExamples(of: span, history, git, atLeast: 10))
    let model = try Self.starter()
    let rows = EvidenceRows(past.functions, past.evidence, for: model)
    let correction = try #require(adaptation.correction)
    let adapted = adaptation.applied(to: model)
    let corrected = EvidenceRows(past.functions, past.evidence, for: adapted)
    for (one, other) in zip(corrected.logits, correction.logits(of: rows)) {
      #expect(one.isApproximatelyEqual(to: other, absoluteTolerance: 1e-3))
    }
    // What scans make of model and past is the same.
    var file = try StarterModel.load()
    file.evidence = adapted
    let score = try Detector(model: file).scores(of: [past.functions[0]])[0]
    let scanned = Double(PastScores(past.evidence, for: adapted).score(score, of: past.functions[0]))
    #expect(scanned.isApproximatelyEqual(to: sigmoid(corrected.logits[0]), absoluteTolerance: 1e-4))
  }

  @Test func scansAdaptAModelOnceAMonth() throws {
    let repository = try Self.repository(fixing: [1])
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = HistoryCache(ScanCacheFolder(folder))
    let starter = try StarterModel.load()
    func read(_ model: ModelFile?) throws -> ModelFile? {
      try ScannedHistory.read(of: repository.path, cache: cache, adapting: model).get().model
    }
    let adapted = try #require(try read(starter))
    let expected = try Self.adaptation(repository).adaptation
    #expect(adapted.evidence == expected.applied(to: try Self.starter()))
    #expect(try read(starter) == adapted, "from the cache")
    #expect(try read(nil) == nil)
    let trained = try AdaptedModel(of: starter, for: repository.path, cache: cache)
    #expect(trained.file.isAdapted)
    #expect(try read(trained.file) == trained.file, "it has learnt from that past already")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.count { $0.hasSuffix(".vulnadaptation") } == 1)
  }

  @Test func trainingSaysWhatAdaptingWouldHaveBeenWorth() throws {
    let repository = try Self.repository(fixing: [1, 1])
    let starter = try StarterModel.load()
    let trained = try AdaptedModel(of: starter, for: repository.path, cache: HistoryCache(nil))
    let name = "own-past/average-precision"
    let adapted = try #require(trained.file.metrics[name])
    let own = try #require(trained.file.metrics["own-past/not-adapted/average-precision"])
    #expect(adapted > own)
    #expect(trained.file.metrics[name + ModelFile.longestFirstSuffix] != nil)
    #expect(trained.summary.hasPrefix("adapted to the 15 functions that fixes of security changed"))
    let short = try Self.repository(fixing: [1])
    let once = try AdaptedModel(of: starter, for: short.path, cache: HistoryCache(nil))
    #expect(once.summary.hasSuffix("older fixes are too few to say what that is worth"))
    #expect(once.file.metrics.isEmpty)
    let hardly = try Self.repository(fixing: [1], count: 5)
    let few = try AdaptedModel(of: starter, for: hardly.path, cache: HistoryCache(nil))
    #expect(few.file == starter)
  }

  @Test func whatTheCacheHoldsComesBackAndDamageIsNoticed() throws {
    let span = ProjectAdaptation.Span(start: "a", end: "b")
    let correction = EvidenceCorrection(
      weights: (0..<EvidenceCorrection.weightCount).map { Double($0) / 7 }, means: .init(text: 0.25, past: -3)
    )
    for adaptation in [
      ProjectAdaptation(fixedCount: 12, correction: correction), .init(fixedCount: 0, correction: nil),
    ] {
      let bytes = adaptation.bytes(of: span)
      let read = try ProjectAdaptation.read(bytes[...])
      #expect(read.span == span && read.adaptation == adaptation)
      #expect(throws: CacheDamage.self) { try ProjectAdaptation.read(bytes.dropLast()) }
      #expect(throws: CacheDamage.self) { try ProjectAdaptation.read((bytes + [0])[...]) }
    }
    let infinite = EvidenceCorrection(
      weights: [Double](repeating: .infinity, count: EvidenceCorrection.weightCount),
      means: .init(text: 0, past: 0))
    let bytes = ProjectAdaptation(fixedCount: 12, correction: infinite).bytes(of: span)
    #expect(throws: CacheDamage.self) { try ProjectAdaptation.read(bytes[...]) }
  }

  private static func correlation(_ one: [Double], _ other: [Double]) -> Double {
    let count = Double(one.count)
    let means = (one.reduce(0, +) / count, other.reduce(0, +) / count)
    var sums = (0.0, 0.0, 0.0)
    for (first, second) in zip(one, other) {
      let (a, b) = (first - means.0, second - means.1)
      sums = (sums.0 + a * b, sums.1 + a * a, sums.2 + b * b)
    }
    return sums.0 / (sums.1 * sums.2).squareRoot()
  }
}
