import Foundation
import RealModule
import Testing

@testable import Core

struct BacktestTests {
  /// Twenty functions; some are fixed before the cut, two after it, one of them under another name.
  static func project() throws -> (repository: TemporaryRepository, cut: String) {
    let repository = try TemporaryRepository()
    var extra: [Int: String] = [:]
    func text() -> String {
      (0..<20).map { HistoryReaderTests.function("f\($0)", "pad(\($0));\n  " + (extra[$0] ?? "a;")) }.joined()
    }
    try repository.commit("Start", ["a.c": text()])
    for number in [3, 7] {
      extra[number] = "mended(\(number));"
      try repository.commit("Fix overflow in f\(number)", ["a.c": text()])
    }
    let cut = try repository.commit("Release", ["notes.txt": "1.0\n"])
    extra[7] = "mended(7, 7);"
    try repository.commit("CVE-2020-0007: f7", ["a.c": text()])
    // A function is renamed, then fixed under its new name.
    try repository.commit("Rename", ["a.c": text().replacing("int f9(", with: "int better(")])
    extra[9] = "mended(9);"
    try repository.commit("CVE-2020-0009: better", ["a.c": text().replacing("int f9(", with: "int better(")])
    return (repository, cut)
  }

  static func backtest(_ cut: String) throws -> Backtest {
    var backtest = Backtest(truth: HistoryLabels.Options(patterns: try FixPatterns()))
    backtest.moments = .at(cut)
    backtest.cache = HistoryCache(nil)
    backtest.bootstrap = Bootstrap(resamples: 50)
    return backtest
  }

  @Test func laterFixesAreFoundUnderWhateverName() throws {
    let (repository, cut) = try Self.project()
    let result = try Self.backtest(cut).run(try SafeGit(path: repository.path))
    let found = try #require(result.cuts.first)
    #expect(found.functionCount == 20)
    #expect(found.fixedCount == 2)
    #expect(found.fixCount == 2)
    #expect(found.unmatchedCount == 0)
    let fixes = try #require(found.figures.first { $0.ranker == "fixed-functions" })
    // f3 and f7 were mended lately, f7 last; the other fixed function is among 18 of one length.
    #expect(fixes.hits[2] >= 1, "twins count once")
    #expect(fixes.recallInTopFifth >= 0.5)
    let random = try #require(found.figures.first { $0.ranker == "random" })
    #expect(random.recallInTopFifth.isApproximatelyEqual(to: 0.2, absoluteTolerance: 1e-9))
    #expect(abs(try #require(random.areaUnderCurve.value) - 0.5) < 1e-9)
    #expect(abs(try #require(random.lift) - 1) < 1e-9)
    #expect(try #require(fixes.lift) > 3)
  }

  @Test func otherHeadsThatAreRememberedHaveNoSay() throws {
    let (repository, cut) = try Self.project()
    let git = try SafeGit(path: repository.path)
    let head = try git.commit(named: "HEAD")
    try repository.git("checkout", "--quiet", "-b", "side", cut)
    let side = try repository.commit(
      "CVE-2020-0012", ["a.c": (0..<20).map { cFunction("f\($0)", "side();") }.joined()])
    try repository.git("checkout", "--quiet", "main")
    let folder = FileManager.testPlace.appendingPathComponent("cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = HistoryCache(ScanCacheFolder(folder))
    _ = try cache.history(of: side, in: git)
    var backtest = try Self.backtest(cut)
    let alone = BacktestReport(try backtest.run(git)).text(.json)
    backtest.cache = cache
    #expect(BacktestReport(try backtest.run(git)).text(.json) == alone)
    let known = try cache.history(of: head, in: git)
    #expect(known.heads.count == 2)
    let listings = try [known, repository.history(of: head)].map { history in
      let past = try #require(history.restricted(to: head))
      return HistoryListing(
        evidence: try #require(HistoryEvidence(past, asOf: head)),
        functions: try CommitTree(of: head, in: git).functions
      ).text(.json)
    }
    #expect(listings[0] == listings[1])

    // A list may name a fix that does not lead to the head.
    backtest.truth.list = ("\(side)\n", "list")
    #expect(throws: BacktestError.fixedElsewhere(head: "HEAD")) { try backtest.run(git) }
    backtest.truth.list = ("\(side)\n\(head)\n", "list")
    let result = try backtest.run(git)
    #expect(result.cuts.first?.fixedCount == 1 && result.fixesElsewhere == 1)
    for format in BacktestReport.Format.allCases where format != .json {
      #expect(BacktestReport(result).text(format).contains("1 fix does not count: on other branches"))
    }
  }

  @Test func eachOfSeveralFunctionsOfOneTextCounts() throws {
    let repository = try TemporaryRepository()
    func text(_ twin: String) -> [String: String] {
      let others = (0..<9).map { cFunction("f\($0)", "pad(\($0));") }.joined()
      return ["a.c": cFunction("twin", twin) + others, "b.c": cFunction("twin", twin)]
    }
    let cut = try repository.commit("Start", text("copy(a);"))
    try repository.commit("CVE-2020-0001", text("check(a);"))
    let result = try Self.backtest(cut).run(try SafeGit(path: repository.path))
    #expect(result.cuts.first?.fixedCount == 2)
  }

  @Test func whereEverythingWasFixedNoRankingIsBetter() throws {
    let repository = try TemporaryRepository()
    let cut = try repository.commit("Start", ["a.c": cFunction("f", "copy(a);")])
    try repository.commit("CVE-2020-0001", ["a.c": cFunction("f", "check(a);")])
    let result = try Self.backtest(cut).run(try SafeGit(path: repository.path))
    #expect(result.cuts.isEmpty && result.emptyCuts.isEmpty && result.fullCuts.map(\.commit) == [cut])
    for format in BacktestReport.Format.allCases where format != .json {
      let text = BacktestReport(result).text(format)
      #expect(text.contains("Everything that stood there was fixed later") && !text.contains("Nothing"))
    }
  }

  @Test func whatIsWorseHasAMarkOfItsOwn() throws {
    func mark(_ difference: Double, _ probability: Double?) -> String {
      BacktestTable.mark(
        PairedDifference(
          ranker: "a", baseline: "b", measure: .averagePrecision, difference: difference, low: nil, high: nil,
          probability: probability))
    }
    #expect(mark(0.1, 0.01) == "*" && mark(-0.1, 0.01) == "†")
    #expect(mark(0.1, 0.2) == "" && mark(0.1, nil) == "")
    // Two fixed functions are too few to tell anything from chance.
    let (repository, cut) = try Self.project()
    let result = try Self.backtest(cut).run(try SafeGit(path: repository.path))
    #expect(result.cuts[0].figures.allSatisfy { $0.averagePrecision.low == nil && $0.gain?.isClear != true })
    #expect(result.sentences[0].contains("fewer than 6 groups of functions to tell it from chance"))
  }

  @Test func aPlantedLaterCommitMovesNoScore() throws {
    let (repository, cut) = try Self.project()
    let before = try scores(repository, cut)
    // It names a CVE, touches every function, and claims to be older than all others.
    let text = (0..<20).map { cFunction("f\($0)", "planted();") }.joined()
    let planted = try repository.plant("CVE-2030-0001: fix overflow", ["a.c": text], date: 1_000_000_000)
    #expect(try SafeGit(path: repository.path).commit(named: "HEAD") == planted)
    let after = try scores(repository, cut)
    #expect(before == after)
    #expect(before.count == BacktestRanker.withoutModel.count + 3)
    #expect(before[before.count - 2] != before[before.count - 1], "the history has a say in one of them")
  }

  @Test func aModelReadsTheHistoryUnlessItIsToldNotTo() throws {
    let (repository, cut) = try Self.project()
    let project = try project(repository, cut)
    let detector = Detector(model: try StarterModel.load())
    let text = try BacktestRanker.model(detector, name: "m", title: "m", using: .none).scores(project)
    #expect(text == (try detector.scores(of: project.functions).map(Double.init)))
    let past = try BacktestRanker.model(detector, name: "m", title: "m").scores(project)
    // An overflow was fixed in f3 and none in f4; their texts differ in one call.
    func lead(_ scores: [Double]) -> Double { logit(scores[3]) - logit(scores[4]) }
    #expect(lead(past) > lead(text))
  }

  private func logit(_ score: Double) -> Double { Double.log(score / (1 - score)) }

  /// The project at a cut, with the whole history known.
  private func project(_ repository: TemporaryRepository, _ cut: String) throws -> BacktestProject {
    let git = try SafeGit(path: repository.path)
    let history = try HistoryReader(git: git).read(try git.commit(named: "HEAD"))
    let moment = try #require(BacktestCut(commit: cut, in: history))
    return try BacktestProject(at: moment, history, git, excluded: [])
  }

  /// The scores of all rankers at a cut.
  private func scores(_ repository: TemporaryRepository, _ cut: String) throws -> [[Double]] {
    let project = try project(repository, cut)
    let detector = Detector(model: try StarterModel.load())
    let models = [BacktestRanker.PastUse.adapted, .evidence, .none].map {
      BacktestRanker.model(detector, name: "m", title: "m", using: $0)
    }
    return try (BacktestRanker.withoutModel + models).map { try $0.scores(project) }
  }

  @Test func aRecordCountsWhenWhatItTellsOfWasThereAtTheCut() throws {
    let (repository, cut) = try Self.project()
    let git = try SafeGit(path: repository.path)
    let history = try HistoryReader(git: git).read(try git.commit(named: "HEAD"))
    let last = try #require(history.commits.first { $0.subject.hasSuffix("better") })
    let (fix, rename) = (last.id, history.commits[Int(last.parents[0])].id)
    func found(introduced: String) throws -> BacktestResult {
      let text = OSVRecordsTests.record("OSV-1", fixed: fix).replacing(
        #"{"introduced": "0"}, {"fixed": "\#(fix)"#,
        with: #"{"introduced": "\#(introduced)"}, {"fixed": "\#(fix)"#)
      var backtest = try Self.backtest(cut)
      backtest.truth.records = OSVRecords(OSVRecordsTests.parse(text).records)
      return try backtest.run(git)
    }
    let unknown = String(repeating: "a", count: 40)
    for introduced in [cut, "0", unknown] {
      let found = try #require(try found(introduced: introduced).cuts.first)
      #expect(found.fixedCount == 1 && found.introducedLater == 0, "\(introduced)")
    }
    let result = try found(introduced: rename)
    #expect(result.cuts.isEmpty && result.emptyCuts.count == 1)
    #expect(result.truth == "commits that an OSV record names")
  }

  @Test func momentsAreCommitsDatesPeriodsOrChosen() throws {
    let (repository, cut) = try Self.project()
    let git = try SafeGit(path: repository.path)
    let head = try git.commit(named: "HEAD")
    let history = try HistoryReader(git: git).read(head)
    let date = try #require(BacktestCut(commit: cut, in: history)).date
    #expect(BacktestCut(date: date, in: history, of: head)?.commit == cut)
    #expect(BacktestCut(date: 0, in: history, of: head) == nil)
    let cuts = BacktestCut.every(5 * BacktestCut.day, in: history, of: head)
    #expect(cuts.count > 1)
    #expect(cuts.map(\.date) == cuts.map(\.date).sorted())
    let chosen = BacktestCut(
      among: [date - 90 * BacktestCut.day, date + 2 * BacktestCut.day], in: history, of: head)
    #expect(chosen?.commit == cut)
    #expect(Backtest.date("2020-12-31") == 1_609_459_199)
    #expect(Backtest.date("HEAD~10000") == nil)
    for day in ["2012-02-31", "2012-13-01", "2011-02-29"] { #expect(Backtest.date(day) == nil, "\(day)") }
    #expect(Backtest.date("2012-02-29") == 1_330_559_999)
    #expect(
      FixCommit.seconds(of: "2012-02-31") == nil && FixCommit.seconds(of: "2012-02-31T00:00:00Z") == nil)
    #expect(FixCommit.seconds(of: "2012-02-29T00:00:00Z") == 1_330_473_600)
    #expect(FixCommit.seconds(of: "2012-02-29T00:30:00+02:00") == 1_330_468_200)
    #expect(throws: BacktestError.self) { try Self.backtest("1990-01-01").run(git) }
    try repository.git("checkout", "--quiet", "--orphan", "other")
    let other = try repository.commit("Elsewhere")
    try repository.git("checkout", "--quiet", "main")
    #expect(throws: BacktestError.notAnAncestor(commit: other, head: "HEAD")) {
      try Self.backtest(other).run(git)
    }
  }

  @Test func everyFormSaysTheSame() throws {
    let (repository, cut) = try Self.project()
    let result = try Self.backtest(cut).run(try SafeGit(path: repository.path))
    let report = BacktestReport(result)
    for format in BacktestReport.Format.allCases {
      let text = report.text(format)
      #expect(text.hasSuffix("\n"))
      #expect(text.contains("longest first"))
      #expect(text.contains("recently fixed functions"))
    }
    let json = try JSONSerialization.jsonObject(with: Data(report.text(.json).utf8)) as? [String: Any]
    let cuts = try #require(json?["cuts"] as? [[String: Any]])
    #expect(cuts.first?["fixed"] as? Int == 2)
    #expect((cuts.first?["rankers"] as? [Any])?.count == BacktestRanker.withoutModel.count)
    #expect(report.text(.html).contains("<svg"))
    #expect(!report.text(.html).contains("Reading and marking"), "nobody asked for it")
    #expect(result.sentences.count == 2)
  }

  @Test func everyFormTellsOfReadingAndMarking() throws {
    let (repository, cut) = try Self.project()
    var backtest = try Self.backtest(cut)
    backtest.rankers = [.model(Detector(model: try StarterModel.load()), name: "starter", title: "starter")]
    backtest.reviewed = "starter"
    let result = try backtest.run(try SafeGit(path: repository.path))
    let marking = try #require(result.cuts.first?.marking)
    let report = BacktestReport(result)
    for format in BacktestReport.Format.allCases {
      let text = report.text(format)
      for course in marking.courses { #expect(text.contains(course.title), "\(format)") }
    }
    let page = report.text(.html)
    #expect(page.contains("Reading and marking") && page.contains("functions for 80 %"))
    for row in MarkingTable.rows(marking) {
      #expect(page.contains(row.map { "<td>\($0)</td>" }.joined()))
    }
  }
}
