import Foundation
import RealModule
import Testing

@testable import Core

struct ProjectAdaptationTests {
  private static func starter() throws -> EvidenceModel { try #require(try StarterModel.load().evidence) }

  private static func adaptation(
    _ repository: TemporaryRepository, asOf name: String = "HEAD"
  ) throws -> ProjectAdaptation {
    let git = try SafeGit(path: repository.path)
    let history = try repository.history(of: try git.commit(named: "HEAD"))
    return try ProjectAdaptation(of: starter(), asOf: try git.commit(named: name), history, git)
  }

  @Test func whatWasFixedAllAlongIsLearntAndNothingLaterHasASay() throws {
    let repository = try TemporaryRepository.adaptable(fixing: [1, 1])
    let cut = try SafeGit(path: repository.path).commit(named: "HEAD")
    let adaptation = try Self.adaptation(repository)
    guard case .adapted(let count, let trial?) = adaptation.outcome else {
      Issue.record("\(adaptation.outcome)")
      return
    }
    #expect(count == 15)
    #expect(trial.adapted > trial.own)
    #expect(adaptation.model(from: try Self.starter()) != (try Self.starter()))

    let planted = (0..<120).map { "int f\($0)(char *p, char *q, int n)\n{\n  planted();\n  return n;\n}\n" }
    // With a date that lies in the last span.
    _ = try repository.plant("CVE-2030-0001: fix overflow", ["a.c": planted.joined()], date: 1_860_000_000)
    #expect(try Self.adaptation(repository, asOf: cut) == adaptation)
  }

  @Test func aPastThatMisleadsChangesNothing() throws {
    let adaptation = try Self.adaptation(try TemporaryRepository.adaptable(fixing: [1, 0]))
    guard case .harmful(let trial) = adaptation.outcome else {
      Issue.record("\(adaptation.outcome)")
      return
    }
    #expect(trial.adapted < trial.own)
    #expect(adaptation.model(from: try Self.starter()) == (try Self.starter()))
  }

  @Test func aSubfolderHasTheModelOfTheWholeRepository() throws {
    let repository = try TemporaryRepository.adaptable(fixing: [1, 1])
    let git = try SafeGit(path: repository.file("sub"))
    let head = try git.commit(named: "HEAD")
    let history = try repository.history(of: head)
    let adaptation = try ProjectAdaptation(of: Self.starter(), asOf: head, history, git)
    #expect(try adaptation == Self.adaptation(repository))
    #expect(adaptation.correction != nil)
  }

  @Test func whatWasLearntIsRememberedUntilAFixOrAMonthTurns() throws {
    let repository = try TemporaryRepository.adaptable(fixing: [1, 1])
    let folder = try TemporaryFolder()
    let cache = HistoryCache(ScanCacheFolder(folder.url))
    let git = try SafeGit(path: repository.path)
    let starter = try StarterModel.load()
    func adaptation() throws -> ProjectAdaptation {
      let head = try git.commit(named: "HEAD")
      return try #require(
        try cache.adaptation(
          of: starter, asOf: head, cache.history(of: head, in: git), in: git,
          options: HistoryReader.Options()))
    }
    let first = try adaptation()
    #expect(try adaptation() == first)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter {
      $0.hasSuffix(".vulnadaptation")
    }
    let file = try #require(files.first)
    #expect(files.count == 1)

    // What is remembered is what counts, until a fix or the turn of a month.
    let key = try cache.key(.adaptation, git, HistoryReader.Options(), [try starter.digest()])
    let other = ProjectAdaptation(basis: first.basis, outcome: .tooFewFixes)
    cache.remember(other.bytes, .adaptation, key)
    #expect(try adaptation() == other)
    let text = try String(contentsOfFile: repository.file("a.c"), encoding: .utf8)
    let head = "int f100(char *p, char *q, int n)\n{\n"
    try repository.commit("Fix overflow", ["a.c": text.replacing(head, with: head + "  check(n);\n")])
    let again = try adaptation()
    #expect(again.correction != nil && again.correction != first.correction)
    repository.wait(days: 40)
    try repository.commit("Quiet", ["b.c": "int later;\n"])
    let later = try adaptation()
    #expect(later.basis != first.basis && later.correction != nil)

    try Data("VULNCACH".utf8).write(to: folder.url.appendingPathComponent(file))
    #expect(cache.problem == nil)
    #expect(try adaptation() == later, "damage is ignored")
    #expect(cache.problem?.contains("is damaged and was ignored") == true)
  }

  @Test func bytesAreReadBackAndOthersRefused() throws {
    let trial = ProjectAdaptation.Trial(own: 0.25, adapted: 0.5, longestFirst: 0.125)
    let correction = EvidenceCorrection(
      weights: (0..<EvidenceCorrection.weightCount).map { Double($0) / 8 }, means: .init(text: 1, past: -2))
    let basis = ProjectAdaptation.Basis(start: "abc", date: 1_700_000_000, fixes: 7)
    let adaptations = [
      ProjectAdaptation(basis: nil, outcome: .tooShortPast),
      ProjectAdaptation(basis: basis, outcome: .tooFewFixes),
      ProjectAdaptation(basis: basis, outcome: .harmful(trial)),
      ProjectAdaptation(basis: basis, outcome: .adapted(fixedCount: 11, nil), correction: correction),
      ProjectAdaptation(basis: basis, outcome: .adapted(fixedCount: 11, trial), correction: correction),
    ]
    for adaptation in adaptations {
      let bytes = adaptation.bytes
      #expect(try ProjectAdaptation(bytes[...]) == adaptation)
      for count in 0..<bytes.count {
        #expect(throws: CacheDamage.self) { try ProjectAdaptation(bytes.prefix(count)) }
      }
      #expect(throws: CacheDamage.self) { try ProjectAdaptation((bytes + [0])[...]) }
    }
    var infinite = correction.weights
    infinite[0] = .infinity
    let bad = ProjectAdaptation(
      basis: nil, outcome: .adapted(fixedCount: 1, nil),
      correction: EvidenceCorrection(weights: infinite, means: correction.means))
    #expect(throws: CacheDamage.self) { try ProjectAdaptation(bad.bytes[...]) }
  }

  @Test func aShallowCloneLeavesNothingAndTakesNothing() throws {
    let repository = try TemporaryRepository.adaptable(fixing: [1, 1])
    let folder = try TemporaryFolder()
    let clone = try TemporaryFolder()
    let path = clone.file("clone").path
    func git(_ arguments: String...) throws {
      #expect(try ToolRun("git", arguments, in: clone.url).status == 0)
    }
    func adapted() throws -> AdaptedModel? {
      try ScannedHistory.read(
        of: path, cache: HistoryCache(ScanCacheFolder(folder.url)), adapting: StarterModel.load()
      ).get().adapted
    }
    try git("clone", "--quiet", "--depth=2", "file://\(repository.path)", "clone")
    #expect(try adapted()?.adaptation?.outcome == .tooShortPast)
    try git("-C", "clone", "fetch", "--quiet", "--unshallow")
    let whole = try #require(try adapted())
    #expect(whole.isDecided)
    try FileManager.default.removeItem(atPath: path)
    try git("clone", "--quiet", "--depth=2", "file://\(repository.path)", "clone")
    #expect(try adapted()?.adaptation?.outcome == .tooShortPast, "what the whole clone left")
  }

  @Test func onlyAStarterThatWasNotAdaptedYetAdapts() throws {
    let repository = try TemporaryRepository.adaptable(fixing: [1, 1])
    func adapted(_ model: ModelFile) throws -> AdaptedModel? {
      try ScannedHistory.read(of: repository.path, cache: HistoryCache(nil), adapting: model).get().adapted
    }
    let starter = try StarterModel.load()
    let first = try #require(try adapted(starter))
    #expect(first.isDecided && first.file.evidence != starter.evidence)
    #expect(try adapted(first.file) == nil)
    var other = starter
    other.method = "linear-starter"
    #expect(try adapted(other) == nil)
    #expect(
      try ScannedHistory.read(of: repository.path, cache: HistoryCache(nil)).get().adapted == nil)
  }

  @Test func aPastTooShortForATrialIsLearntFromWithoutOne() throws {
    let adaptation = try Self.adaptation(try TemporaryRepository.adaptable(fixing: [1]))
    #expect(adaptation.outcome == .adapted(fixedCount: 15, nil))
    #expect(adaptation.model(from: try Self.starter()) != (try Self.starter()))
  }

  @Test func fewFixesChangeNothing() throws {
    for repository in [
      try TemporaryRepository.adaptable(fixing: [1, 1], count: 9), try BacktestTests.project().repository,
    ] {
      let adaptation = try Self.adaptation(repository)
      #expect([.tooShortPast, .tooFewFixes].contains(adaptation.outcome))
      #expect(adaptation.model(from: try Self.starter()) == (try Self.starter()))
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
    let repository = try TemporaryRepository.adaptable(fixing: [1])
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
    let past = try #require(try PastExamples(of: span, span.fixes(in: history), history, git, atLeast: 1))
    #expect(past.functions.map(\.name) == (0..<14).map { "f\($0)" }, "tests are left out")
    let targets: [Double] = [1, 0.4, 0.2, 0.2, 0.2, 0.2] + [Double](repeating: 0, count: 8)
    for (one, other) in zip(past.targets, targets) {
      #expect(one.isApproximatelyEqual(to: other, absoluteTolerance: 1e-6))
    }
    #expect(try PastExamples(of: span, span.fixes(in: history), history, git, atLeast: 7) == nil)
  }

  @Test func trainingSaysWhatAdaptingWouldHaveBeenWorth() throws {
    let starter = try StarterModel.load()
    func train(_ repository: TemporaryRepository) throws -> AdaptedModel {
      try AdaptedModel(of: starter, for: repository.path, cache: HistoryCache(nil))
    }
    let trained = try train(TemporaryRepository.adaptable(fixing: [1, 1]))
    let name = "own-past/average-precision"
    let adapted = try #require(trained.file.metrics[name])
    let own = try #require(trained.file.metrics["own-past/not-adapted/average-precision"])
    #expect(adapted > own)
    #expect(trained.file.metrics[name + ModelFile.longestFirstSuffix] != nil)
    #expect(trained.file.provenance.settings["adaptation.project"]?.isEmpty == false)
    #expect(trained.summary.hasPrefix("adapted to the 15 functions that fixes of security changed since"))
    let untried = try train(TemporaryRepository.adaptable(fixing: [1]))
    #expect(untried.file.evidence != starter.evidence)
    #expect(untried.file.metrics.isEmpty)
    #expect(
      untried.summary.hasSuffix("before that there is too little to say what this would have been worth"))
    for (repository, words) in [
      (try TemporaryRepository.adaptable(fixing: [1, 0]), "would have ranked those since"),
      (try BacktestTests.project().repository, "younger than 3 years"),
      (try TemporaryRepository.adaptable(fixing: [1], count: 9), "too few to learn from"),
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
