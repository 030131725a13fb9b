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
  ) throws -> ProjectAdaptation {
    let git = try SafeGit(path: repository.path)
    let history = try repository.history(of: try git.commit(named: "HEAD"))
    return try ProjectAdaptation(of: starter(), asOf: try git.commit(named: name), history, git)
  }

  @Test func whatWasFixedAllAlongIsLearntAndNothingLaterHasASay() throws {
    let repository = try Self.repository(fixing: [1, 1])
    let cut = try SafeGit(path: repository.path).commit(named: "HEAD")
    let adaptation = try Self.adaptation(repository)
    guard case .adapted(let count, let trial?) = adaptation.outcome else {
      Issue.record("\(adaptation.outcome)")
      return
    }
    #expect(count == 15)
    #expect(trial.adapted > trial.own)
    #expect(adaptation.model != (try Self.starter()))

    let planted = (0..<120).map { "int f\($0)(char *p, char *q, int n)\n{\n  planted();\n  return n;\n}\n" }
    // With a date that lies in the last span.
    _ = try repository.plant("CVE-2030-0001: fix overflow", ["a.c": planted.joined()], date: 1_860_000_000)
    #expect(try Self.adaptation(repository, asOf: cut) == adaptation)
  }

  @Test func aPastThatMisleadsChangesNothing() throws {
    let adaptation = try Self.adaptation(try Self.repository(fixing: [1, 0]))
    guard case .harmful(let trial) = adaptation.outcome else {
      Issue.record("\(adaptation.outcome)")
      return
    }
    #expect(trial.adapted < trial.own)
    #expect(adaptation.model == (try Self.starter()))
  }

  @Test func aPastTooShortForATrialIsLearntFromWithoutOne() throws {
    let adaptation = try Self.adaptation(try Self.repository(fixing: [1]))
    #expect(adaptation.outcome == .adapted(fixedCount: 15, nil))
    #expect(adaptation.model != (try Self.starter()))
  }

  @Test func fewFixesChangeNothing() throws {
    for repository in [
      try Self.repository(fixing: [1, 1], count: 9), try BacktestTests.project().repository,
    ] {
      let adaptation = try Self.adaptation(repository)
      #expect(adaptation.outcome == .tooLittlePast)
      #expect(adaptation.model == (try Self.starter()))
    }
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
    let head = try git.commit(named: "HEAD")
    let history = try repository.history(of: head)
    let evidence = try #require(HistoryEvidence(history, asOf: head))
    let functions = try CommitTree(of: head, in: git).functions
    let model = try Self.starter()
    let rows = EvidenceRows(functions, evidence, for: model)
    let targets = functions.map { $0.text.contains("mended") ? 1.0 : 0 }
    let correction = try #require(EvidenceCorrection(rows, targets: targets))
    let adapted = correction.applied(to: model)
    let corrected = EvidenceRows(functions, evidence, for: adapted)
    for (one, other) in zip(corrected.logits, correction.logits(of: rows)) {
      #expect(one.isApproximatelyEqual(to: other, absoluteTolerance: 1e-3))
    }
    // What scans make of model and past is the same.
    var file = try StarterModel.load()
    file.evidence = adapted
    let score = try Detector(model: file).scores(of: [functions[0]])[0]
    let scanned = Double(PastScores(evidence, for: adapted).score(score, of: functions[0]))
    #expect(scanned.isApproximatelyEqual(to: sigmoid(corrected.logits[0]), absoluteTolerance: 1e-4))
  }

  @Test func fixesThatNameACVECountWholeAndOthersByWhatTheyChange() throws {
    let repository = try TemporaryRepository()
    func text(_ marks: [String]) -> String {
      marks.enumerated().map { "int f\($0)(void)\n{\n  return \($1);\n}\n" }.joined()
    }
    var marks = (0..<14).map(String.init)
    func commit(_ message: String, changing places: some Sequence<Int>) throws {
      for place in places { marks[place] += " + \(place)" }
      try repository.commit(message, ["a.c": text(marks), "tests/t.c": text(["0"])])
    }
    try commit("Start", changing: [])
    repository.wait(days: 1_100)
    try commit("CVE-2026-0001: fix overflow", changing: [0])
    try commit("Fix overflow", changing: [1])
    try commit("Fix overflow in four", changing: 2..<6)
    try commit("Fix overflow in seven", changing: 6..<13)
    let git = try SafeGit(path: repository.path)
    let head = try git.commit(named: "HEAD")
    let history = try repository.history(of: head)
    let span = try #require(ProjectAdaptation.Span(before: head, in: history))
    let past = try #require(try PastExamples(of: span, history, git, atLeast: 1))
    #expect(past.functions.map(\.name) == (0..<14).map { "f\($0)" }, "tests are left out")
    let targets: [Double] = [1, 0.4, 0.2, 0.2, 0.2, 0.2] + [Double](repeating: 0, count: 8)
    for (one, other) in zip(past.targets, targets) {
      #expect(one.isApproximatelyEqual(to: other, absoluteTolerance: 1e-6))
    }
    #expect(try PastExamples(of: span, history, git, atLeast: 7) == nil)
  }

  @Test func trainingSaysWhatAdaptingWouldHaveBeenWorth() throws {
    let starter = try StarterModel.load()
    func train(_ repository: TemporaryRepository) throws -> AdaptedModel {
      try AdaptedModel(of: starter, for: repository.path, cache: HistoryCache(nil))
    }
    let trained = try train(Self.repository(fixing: [1, 1]))
    let name = "own-past/average-precision"
    let adapted = try #require(trained.file.metrics[name])
    let own = try #require(trained.file.metrics["own-past/not-adapted/average-precision"])
    #expect(adapted > own)
    #expect(trained.file.metrics[name + ModelFile.longestFirstSuffix] != nil)
    #expect(trained.file.provenance.settings["adaptation.project"]?.isEmpty == false)
    #expect(trained.summary.hasPrefix("adapted to the 15 functions that fixes of security changed"))
    let untried = try train(Self.repository(fixing: [1]))
    #expect(untried.file.evidence != starter.evidence)
    #expect(untried.file.metrics.isEmpty)
    #expect(untried.summary.hasSuffix("its past is too short to say what that would have been worth"))
    for (repository, words) in [
      (try Self.repository(fixing: [1, 0]), "would have ranked worse"),
      (try Self.repository(fixing: [1], count: 9), "too few to learn from"),
    ] {
      let kept = try train(repository)
      #expect(kept.file == starter)
      #expect(kept.summary.contains(words))
    }
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
