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

  /// A repository of 120 functions, even ones of the first kind and odd ones of the second; thirty functions of a kind were
  /// fixed for each of `kinds`.
  private static func repository(fixing kinds: [Int]) throws -> TemporaryRepository {
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
    for (third, kind) in kinds.enumerated() {
      for part in 0..<3 {
        for place in 0..<10 {
          let number = 2 * ((third % 2) * 30 + part * 10 + place) + kind
          bodies[number][third] += " mended(\(third));"
        }
        try repository.commit("Fix overflow \(third) \(part)", ["a.c": text()])
      }
    }
    return repository
  }

  private static func adaptation(_ repository: TemporaryRepository, asOf name: String = "HEAD") throws
    -> (ProjectAdaptation, model: EvidenceModel)
  {
    let git = try SafeGit(path: repository.path)
    let history = try repository.history(of: try git.commit(named: "HEAD"))
    let model = try #require(try StarterModel.load().evidence)
    return (
      try ProjectAdaptation(model, to: git, history: history, asOf: try git.commit(named: name)), model
    )
  }

  @Test func whatWasFixedAllAlongIsLearntAndNothingLaterHasASay() throws {
    let repository = try Self.repository(fixing: [1, 1, 1])
    let cut = try SafeGit(path: repository.path).commit(named: "HEAD")
    let (adaptation, model) = try Self.adaptation(repository)
    guard case .adapted(let own, let adapted, _) = adaptation.outcome else {
      Issue.record("\(adaptation.outcome)")
      return
    }
    #expect(adapted > own)
    #expect(adaptation.model != model)
    let planted = (0..<120).map { "int f\($0)(char *p, char *q, int n)\n{\n  planted();\n  return n;\n}\n" }
    _ = try repository.plant("CVE-2030-0001: fix overflow", ["a.c": planted.joined()], date: 1_000_000_000)
    #expect(try Self.adaptation(repository, asOf: cut).0.model == adaptation.model)
  }

  @Test func aPastThatMisleadsChangesNothing() throws {
    let (adaptation, model) = try Self.adaptation(try Self.repository(fixing: [1, 1, 0]))
    #expect(adaptation.model == model)
    guard case .noGain = adaptation.outcome else {
      Issue.record("\(adaptation.outcome)")
      return
    }
  }

  @Test func fewPastFixesChangeNothing() throws {
    let (adaptation, model) = try Self.adaptation(try BacktestTests.project().repository)
    #expect(adaptation.outcome == .tooFewFixes(1))
    #expect(adaptation.model == model)
    let file = try StarterModel.load()
    #expect(adaptation.applied(to: file, project: "p", commit: "c") == file)
  }

  @Test(arguments: [false, true])
  func noLabelsCanTurnARankingRound(isReversed: Bool) throws {
    let count = TextFeature.allCases.count + PastFeatures.names.count
    var random = SeededGenerator(seed: 3)
    let features = (0..<400).map { _ in (0..<count).map { _ in Float.random(in: -2...2, using: &random) } }
    let logits = features.map { row in row.prefix(20).reduce(0) { $0 + Double($1) } }
    let rows = EvidenceRows(features: features, logits: logits)
    let order = logits.sorted()
    // The worst labels there are: what the model puts last was fixed, and nothing else.
    let labels = logits.map { isReversed ? $0 < order[100] : $0 > order[300] }
    let correction = try #require(EvidenceCorrection(rows, isFixed: labels))
    let corrected = correction.logits(of: rows)
    let least = (1 - EvidenceCorrection.largestShare * EvidenceCorrection.largestShare).squareRoot()
    #expect(Self.correlation(corrected, logits) >= least - 1e-9)
    let means = [corrected, logits].map { $0.reduce(0, +) / 400 }
    #expect(means[0].isApproximatelyEqual(to: means[1], absoluteTolerance: 1e-6))
  }

  @Test func theCorrectedModelGivesTheCorrectedLogOdds() throws {
    let repository = try Self.repository(fixing: [1, 0])
    let git = try SafeGit(path: repository.path)
    let head = try git.commit(named: "HEAD")
    let history = try repository.history(of: head)
    let evidence = try #require(HistoryEvidence(history, asOf: head))
    let functions = try CommitTree(of: head, in: git).functions
    let model = try #require(try StarterModel.load().evidence)
    let rows = EvidenceRows(functions, evidence, for: model)
    let labels = functions.map { $0.text.contains("mended(0)") }
    let correction = try #require(EvidenceCorrection(rows, isFixed: labels))
    let corrected = EvidenceRows(functions, evidence, for: correction.applied(to: model))
    for (one, other) in zip(corrected.logits, correction.logits(of: rows)) {
      #expect(one.isApproximatelyEqual(to: other, absoluteTolerance: 1e-3))
    }
    // What scans make of model and past is the same.
    var file = try StarterModel.load()
    file.evidence = correction.applied(to: model)
    let past = PastScores(evidence, for: try #require(file.evidence))
    let score = try Detector(model: file).scores(of: [functions[0]])[0]
    let scanned = Double(past.score(score, of: functions[0]))
    #expect(scanned.isApproximatelyEqual(to: sigmoid(corrected.logits[0]), absoluteTolerance: 1e-4))
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
